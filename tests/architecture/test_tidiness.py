"""Nothing in the repository belongs to one machine."""

from __future__ import annotations

import re

import pytest

from tests.architecture.checkout import ROOT, shown, tracked_files

# An absolute path of one machine at the start of a word; parts of URLs and of longer paths do not count, nor does
# /home/me, which tests use for a home that nobody has.
_MACHINE_PATH = re.compile(r"(?<![\w.:/~$}>-])/(?:opt|work|root|home(?!/me\b)|Users)/[\w.-]+")
# Where packages come from is each machine's own setting.
_PACKAGE_INDEX = re.compile(
    r"pypi\.org/simple|files\.pythonhosted|registry\.npmjs|--(?:extra-)?index-url[= ]\S|--find-links[= ]\S",
)
_UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX)\b")


def leaks(text: str) -> list[str]:
    """Name what in a text holds on one machine only, or is left unfinished, with its line."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern in (_MACHINE_PATH, _PACKAGE_INDEX, _UNFINISHED):
            found += [f"{number}: {match.group()}" for match in pattern.finditer(line)]
    return found


def test_repository_belongs_to_no_machine() -> None:
    """No tracked file names a path of one machine, a package index or work left undone."""
    found = {}
    for path in tracked_files():
        if path != ROOT / "tests/architecture/test_tidiness.py":
            found[shown(path)] = leaks(path.read_text(encoding="utf-8", errors="replace"))
    assert {path: places for path, places in found.items() if places} == {}


@pytest.mark.parametrize(
    "text",
    [
        "path = '/opt/plugins'",
        "see /root/.config",
        "/home/ann/x",
        "pip --index-url https://a",
        "# TODO: later",
    ],
)
def test_leak_is_reported(text: str) -> None:
    """Each kind of leak is found."""
    assert leaks(text)


@pytest.mark.parametrize(
    "text", ["/etc/passwd", "/home/me/x", "https://a.example/home/page", "$HOME/opt/x", "a/work/b", "/usr/bin/env"]
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    """Addresses of pages, system files and relative paths are no leak."""
    assert leaks(text) == []
