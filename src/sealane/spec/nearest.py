"""The nearest valid name for one that was mistyped."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(name: str, valid: Iterable[str]) -> str:
    """Return the valid name most like `name`, ignoring case and `-` against `_`; empty when none is like it."""
    forms = {_plain(candidate): candidate for candidate in valid}
    found = difflib.get_close_matches(_plain(name), forms, n=1, cutoff=0.6)
    return forms[found[0]] if found else ""


def suggestion(name: str, valid: Iterable[str]) -> str:
    """Return `; did you mean …?` to end a sentence with, or nothing."""
    found = nearest(name, valid)
    return f"; did you mean `{found}`?" if found else ""


def listed(names: Iterable[object]) -> str:
    """Write names one after the other, each as it would be typed."""
    return ", ".join(f"`{name}`" for name in names)


def _plain(name: str) -> str:
    return name.lower().replace("-", "_")
