"""The site builds without a warning, has every page, asks nothing of any network, and refuses a broken link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT, tracked_files
from tests.documentation.site import build, built

_ASKED = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)=\"?(https?:)?//", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site, built once."""
    return built(tmp_path_factory)


def test_every_page_is_in_the_site(site: Path) -> None:
    """Each page of `docs/` is built, beside the gallery of examples and the changes."""
    docs = [path.relative_to(ROOT / "docs") for path in tracked_files() if path.is_relative_to(ROOT / "docs")]
    names = [str(path.with_suffix(".html")) for path in docs if path.suffix == ".md"]
    wanted = {name.replace("README.html", "index.html") for name in names} | {"examples.html", "changes.html"}
    built = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}
    assert built == wanted


def test_site_asks_nothing_of_a_network(site: Path) -> None:
    """No page loads a script, style, font or picture from elsewhere."""
    asking = [path.name for path in site.rglob("*.html") if _ASKED.search(path.read_text(encoding="utf-8"))]
    assert asking == []
    assert _ASKED.search('<script src="https://example.com/x.js">')
    assert not _ASKED.search('<a href="https://example.com/">')


def test_search_knows_the_pages(site: Path) -> None:
    """What a reader would look for is in the index that is searched without a server."""
    index = (site / "search" / "search_index.js").read_text(encoding="utf-8")
    assert all(word in index for word in ("endpoint-private-dns-off", "GovCloud", "--soft-fail", "registry-login"))


@pytest.mark.parametrize(
    ("text", "other", "said"),
    [
        ("# A\n\n[b](b.md)\n", "# B\n", ""),
        ("# A\n\n[b](gone.md)\n", "# B\n", "gone.md"),
        ("# A\n\n[b](b.md#gone)\n", "# B\n", "gone"),
        ("# A\n\n[b](b.md)\n", None, "b.md"),
    ],
)
def test_broken_link_stops_the_build(text: str, other: str | None, said: str, tmp_path: Path) -> None:
    """A link to a page or a heading that is not there stops the build; one to a page that is there does not."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text(text, encoding="utf-8")
    if other is not None:
        (docs / "b.md").write_text(other, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(small(), encoding="utf-8")
    done = build(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert (done.returncode == 0) is (said == "")
    assert said in done.stderr


def small() -> str:
    """Return the settings of the site with a navigation of two pages, and a theme that is quick."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:\n")[0]
    text = re.sub(r"^(theme|plugins|hooks|extra|extra_css):\n(?:[ #-].*\n|\n)*", "", text, flags=re.MULTILINE)
    return f"{text}\ntheme: {{name: mkdocs}}\nplugins: []\nnav: [index.md, b.md]\n"
