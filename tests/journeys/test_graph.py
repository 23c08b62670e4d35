"""`sealane graph` as people and scripts call it: forms, statuses, mistakes, and the page about it."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.journeys.traveller import SEALANE, Traveller
from tests.journeys.wounded_plan import WOUNDS

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "tests" / "cases" / "plan_reading" / "minimal" / "plan.json"
DOCS = ROOT / "docs"
PAGE = (DOCS / "graph.md").read_text(encoding="utf-8")


@pytest.fixture
def at_work(nobody: Traveller) -> Traveller:
    """Give a person with a plan that holds and one that fails."""
    (nobody.folder / "plan.json").write_bytes(PLAN.read_bytes())
    (nobody.folder / "broken.json").write_bytes(WOUNDS["an endpoint is dropped"].of(PLAN.read_bytes()))
    return nobody


def test_page_is_true(at_work: Traveller) -> None:
    """The commands of the page print what it shows, and the drawing on it is the one that they make."""
    (block,) = re.findall(r"^```console\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    commands = re.findall(r"^\$ sealane (.*)$", block, re.MULTILINE)
    script = "\n".join(f"echo '$ sealane {command}'; {SEALANE} {command}" for command in commands)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=at_work.folder,
        env=dict(at_work.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    pattern = "".join(".*" if line == "…\n" else re.escape(line) for line in block.splitlines(keepends=True))
    assert re.fullmatch(pattern, done.stdout.replace("'$?'", "$?"), re.DOTALL), done.stdout + done.stderr
    assert (at_work.folder / "app.dot").read_text(encoding="utf-8").startswith("digraph ")
    drawn = (at_work.folder / "broken.svg").read_text(encoding="utf-8")
    assert drawn == (DOCS / "graph.svg").read_text(encoding="utf-8")
    assert drawn != (at_work.folder / "network.svg").read_text(encoding="utf-8")


def test_answer_goes_alone_to_stdout(at_work: Traveller) -> None:
    """From a pipe to a pipe: the drawing is all of stdout, and the status is the verdict."""
    done = at_work.run("graph", "-", typed=(at_work.folder / "broken.json").read_bytes())
    root = ET.fromstring(done.out)  # noqa: S314 - our own text
    assert (done.status, root.tag) == (1, "{http://www.w3.org/2000/svg}svg")


def test_accepted_finding_is_drawn_and_no_longer_fails(at_work: Traveller) -> None:
    """What somebody accepts stays in the drawing, marked, and the status is 0."""
    accept = ("--accept", "endpoint-missing", "--because", "it comes with the next change")
    done = at_work.run("graph", "broken.json", "--format", "mermaid", *accept)
    assert (done.status, "endpoint-missing (accepted)" in done.out) == (0, True)
    plain = at_work.run("graph", "broken.json", "--format", "mermaid")
    assert (plain.status, "(accepted)" in plain.out) == (1, False)


def test_terminal_is_spared_an_svg(at_work: Traveller) -> None:
    """On a terminal an SVG is refused with what to type instead; nothing is read for it."""
    terminal, ours = pty.openpty()
    done = subprocess.run(
        [SEALANE, "graph", "plan.json"],
        cwd=at_work.folder,
        env=dict(at_work.environ),
        stdout=ours,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(ours)
    os.close(terminal)
    assert done.returncode == 2
    assert "drawing-to-terminal" in done.stderr
    assert "reading" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (("plan.json", "--service", "ap"), 2, "service-not-found"),
        ((), 2, "source-unclear"),
        (("plan.json", "-o", "."), 3, "not-writable"),
    ],
)
def test_mistakes_are_one_clear_error(arguments: tuple[str, ...], status: int, code: str, at_work: Traveller) -> None:
    """A wrong name, source, form or place is one problem with its code and a hint, and nothing on stdout."""
    done = at_work.run("graph", *arguments)
    assert (done.status, done.out) == (status, "")
    assert code in done.err
