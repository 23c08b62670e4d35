"""What a page is made from travels with the package, and is written for a strict policy."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

from sealane.report.page import __file__ as package
from tests.architecture.checkout import ROOT

TEMPLATES = Path(package).with_name("templates")
NAMES = {path.name for path in TEMPLATES.iterdir()}


def test_a_wheel_holds_every_template(tmp_path: Path) -> None:
    """The wheel that users install has every template, the style and the script."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = {Path(name).name for name in zipfile.ZipFile(wheel).namelist() if "/report/page/templates/" in name}
    assert held == NAMES
    assert {"page.html", "page.css", "page.js"} <= held


def test_no_template_needs_what_the_policy_forbids() -> None:
    """No template has a style or a handler in an attribute, a source elsewhere, or a value that is not escaped."""
    for path in TEMPLATES.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son\w+=|\ssrc=|\|\s*safe\b|autoescape false", text), path.name
        assert not re.search(r"(?:class|id|data-[\w-]+)=[^\"]", text), path.name


def test_style_and_script_ask_for_nothing() -> None:
    """Neither names an address, imports anything or makes markup of anything but what the page itself holds."""
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    script = (TEMPLATES / "page.js").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|https?:|</", style)
    assert not re.search(r"fetch\(|XMLHttpRequest|import |eval\(|https?:|</|insertAdjacentHTML|document\.write", script)
    assert script.count("innerHTML") == 1
