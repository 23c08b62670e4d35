"""The site of the documentation opens from files: nothing is wider than its window, and the search finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.documentation.site import built

# Wide tables, long words, a picture, long code: each kind of page once.
PAGES = ("index", "reference/spec", "reference/schemas", "reference/verbs/prove", "causes/index", "cost", "tutorial")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site, built once."""
    return built(tmp_path_factory)


def asked(page: Page) -> list[str]:
    """Return a list that grows with what a page asks for beyond files, and with its errors."""
    found: list[str] = []
    page.on("request", lambda one: None if one.url.startswith(("file:", "data:", "about:")) else found.append(one.url))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(browser: Browser, site: Path, width: int) -> None:
    """On a phone and on a desk no page scrolls sideways, and none asks a network for anything."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    found = asked(page)
    wide = {}
    for name in PAGES:
        page.goto((site / f"{name}.html").as_uri())
        wide[name] = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.evaluate("document.body.style.width = '3000px'")
    assert page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.close()
    assert ([name for name, too_wide in wide.items() if too_wide], found) == ([], [])


def test_search_works_without_a_server(browser: Browser, site: Path) -> None:
    """Words of a cause find its page, in a page that is a file."""
    page = browser.new_page()
    found = asked(page)
    page.goto((site / "index.html").as_uri())
    page.get_by_role("textbox", name="Search").fill("private dns off")
    expect(page.locator(".md-search-result__item h1").first).to_have_text("endpoint-private-dns-off", timeout=30_000)
    page.close()
    assert found == []
