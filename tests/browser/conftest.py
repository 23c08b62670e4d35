"""One browser for all tests of this folder that a worker runs, and the pages that they open."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.estates import page_of
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
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give a function that writes the page of an estate, which one worker of a run makes."""
    folder = tmp_path_factory.mktemp("pages")

    def written(name: str) -> Path:
        place = folder / f"{name}.html"
        if not place.exists():
            html = made_once(tmp_path_factory, f"page of {name}", partial(page_of, name))
            place.write_text(html, encoding="utf-8")
        return place

    return written
