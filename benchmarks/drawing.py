"""How long a browser takes to draw the report of two hundred services, from the file to the frame that shows it."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.plans import plan_of
from benchmarks.trial import Comparison, Limit, Outcome, Unmeasured, WrongAnswerError
from sealane.cli.pages import Page
from sealane.readers.recognise import recognise_document
from sealane.readers.sources import world_of_source
from sealane.report.fixes.remembered import remembered
from sealane.verbs.prove import proved

_SERVICES = 200
_LIMIT = 2.0
_WOUNDS = ((3, "no-manifest"), (45, "egress-port"), (2, "private-dns-off"))
_NAME = f"the report of {_SERVICES} services is drawn in Chromium"


def comparisons() -> Iterator[Comparison | Outcome]:
    """Yield the one comparison, or that there is no browser."""
    program = shutil.which("chromium")
    if program is None:
        yield Unmeasured(name=_NAME, against=f"{_LIMIT:.0f} s", because="chromium is not on PATH")
        return
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        page.write_text(_page(), encoding="utf-8")
        yield Comparison(
            name=_NAME,
            against=f"{_LIMIT:.0f} s",
            subject=Drawn(page=page, program=program),
            yardstick=Limit(limit=_LIMIT),
            repetitions=5,
            budget=1.0,
            beyond=0.5,
        )


def _page() -> str:
    found = recognise_document(plan_of(_SERVICES, _WOUNDS), "plan.json")
    page, answer = Page({}), proved(world_of_source(found))
    page.seen(found)
    return page.html(answer, remembered(answer))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A browser that opens the page."""

    page: Path
    program: str

    def seconds(self) -> float:
        """Open the page in a browser that is running, and return how long it took until its first frame stood.

        Raises:
            WrongAnswerError: when a service or an arrow is missing.

        """
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=self.program, args=["--no-sandbox"])
            opened = browser.new_page()
            started = time.perf_counter()
            opened.goto(self.page.as_uri())
            opened.evaluate("() => new Promise(shown => requestAnimationFrame(() => setTimeout(shown)))")
            taken = time.perf_counter() - started
            if opened.locator(".service[data-number]").count() != _SERVICES or not opened.locator(".arrow").count():
                msg = "the report was opened, and does not show every service"
                raise WrongAnswerError(msg)
            browser.close()
        return taken
