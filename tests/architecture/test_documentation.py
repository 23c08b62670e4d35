"""The documentation is true: what it names exists, and what exists is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sealane
from tests.architecture.checkout import PACKAGE, ROOT, shown, tracked_files

ARCHITECTURE = ROOT / "docs" / "architecture.md"
DECISIONS = ROOT / "docs" / "decisions"
_PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)*(?:/|\.(?:py|md|toml|lock|json)))`")
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")


def named_paths(text: str) -> set[str]:
    """Collect what a text names as a folder or a file: code spans that end in a slash or a known ending."""
    return set(_PATH.findall(text))


def missing_paths(text: str) -> list[str]:
    """Name the paths of a text that exist neither from the root nor from the package."""
    return sorted(name for name in named_paths(text) if not (ROOT / name).exists() and not (PACKAGE / name).exists())


def packages() -> Iterator[str]:
    """List every package under src as the page names it: folders with a trailing slash."""
    for path in tracked_files():
        if path.is_relative_to(PACKAGE) and path.name == "__init__.py" and path.parent != PACKAGE:
            yield path.parent.relative_to(PACKAGE).as_posix() + "/"


def broken_links(page: Path) -> list[str]:
    """Name the links of a page that lead to no file of the checkout."""
    text = page.read_text(encoding="utf-8")
    return [target for target in _LINK.findall(text) if not (page.parent / target).exists()]


def test_named_places_exist() -> None:
    """Each folder and file that the architecture page names exists."""
    assert missing_paths(ARCHITECTURE.read_text(encoding="utf-8")) == []


def test_existing_places_are_named() -> None:
    """Each package and each folder at the root that git holds is named on the architecture page."""
    folders = {path.relative_to(ROOT).parts[0] + "/" for path in tracked_files() if path.parent != ROOT}
    named = named_paths(ARCHITECTURE.read_text(encoding="utf-8"))
    assert sorted({*packages(), *folders} - named) == []


def test_wounded_page_is_reported() -> None:
    """A place that does not exist is named, and one that does is not."""
    assert missing_paths("`grammar/` and `nowhere/` and `nothing.py`") == ["nothing.py", "nowhere/"]


@pytest.mark.parametrize("page", [path for path in tracked_files() if path.suffix == ".md"], ids=shown)
def test_links_lead_somewhere(page: Path) -> None:
    """Each link between pages of the repository leads to a file."""
    assert broken_links(page) == []


def test_broken_link_is_reported(tmp_path: Path) -> None:
    """A link to a file that does not exist is named; one that exists and one to the web are not."""
    page = tmp_path / "page.md"
    page.write_text("[a](page.md) [b](gone.md#part) [c](https://example.com/x)", encoding="utf-8")
    assert broken_links(page) == ["gone.md"]


def test_readme_has_two_commands() -> None:
    """A newcomer meets `make demo` and `make test` and no third target."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\bmake [a-z]+\b", text)) == {"make demo", "make test"}


def test_every_folder_of_tests_has_a_rule() -> None:
    """The page that says where a new test goes names each folder there is, and no other."""
    inside = (path.relative_to(ROOT / "tests").parts for path in tracked_files() if path.is_relative_to(ROOT / "tests"))
    folders = {parts[0] + "/" for parts in inside if len(parts) > 1}
    table = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\|? ?`(\w+/)`", table, flags=re.MULTILINE))
    assert named == folders


def test_decisions_are_numbered_and_listed() -> None:
    """Decision files count from 0001 without a gap, and the list links each of them once."""
    files = sorted(path.name for path in DECISIONS.glob("*.md") if path.name != "README.md")
    assert [name[:5] for name in files] == [f"{number:04}-" for number in range(1, len(files) + 1)]
    listed = _LINK.findall((DECISIONS / "README.md").read_text(encoding="utf-8"))
    assert listed == files


def test_changelog_speaks_of_this_version() -> None:
    """The newest entry of the changelog is the version of the package or what comes after it."""
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert headings[0] in {sealane.__version__, "Unreleased"}
    assert len(headings) == len(set(headings))
