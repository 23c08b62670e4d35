"""The site as `make docs` builds it, once for all tests of a run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT
from tests.shared import made_once

_QUIET = {"NO_MKDOCS_2_WARNING": "1"}


def build(config: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build a site; `-q` would hide warnings from `--strict` too."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(site)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **_QUIET})


def built(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site."""

    def made() -> Path:
        folder = factory.mktemp("site")
        done = build(ROOT / "mkdocs.yml", folder)
        assert done.returncode == 0, done.stderr
        return folder

    return made_once(factory, "site", made)
