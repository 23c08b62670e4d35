"""One browser for all tests of this folder that a worker runs, and the pages that they open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.estates import ESTATES, page_of
from tests.shared import made_once


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's own Chromium, without a window."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail(
            "these tests open reports in chromium, which is not on PATH: `make test` or .ci/browser installs it"
        )
    with sync_playwright() as playwright:
        # A sandbox of its own needs what root in a container does not have, and the pages are our own.
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the page of every estate."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for name in ESTATES:
        found[name] = folder / f"{name}.html"
        found[name].write_text(made_once(tmp_path_factory, f"page of {name}", partial(page_of, name)), "utf-8")
    return found
