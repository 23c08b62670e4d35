"""A page that is open in a browser, and everything it did that nobody wants."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]
_GRAVE: Final = {"serious", "critical"}


@contextmanager
def visit(
    browser: Browser, page: Path, *, width: int = 1280, scheme: Scheme = "light", script: bool = True
) -> Iterator[Page]:
    """Open a page; it must ask for nothing but itself and complain about nothing while it is open."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    asked: list[str] = []
    complaints: list[str] = []
    opened = context.new_page()
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(page.as_uri())
    try:
        yield opened
        assert asked == [page.as_uri()]
        assert complaints == []
    finally:
        context.close()


def grave_findings(page: Page, *, only: str = "", but: str = "") -> list[str]:
    """Return what axe finds of a page that keeps somebody from using it, by all rules, `only` one, or all `but` one."""
    options = {"runOnly": [only]} if only else {"rules": {but: {"enabled": False}}} if but else {}
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [
        f"{one['id']}: {one['help']} at {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in _GRAVE
    ]
