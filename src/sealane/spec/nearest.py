"""The nearest valid name for one that was mistyped."""

from __future__ import annotations

from collections.abc import Iterable

_SHORT = 2
_LONGEST = 60


def nearest(name: str, valid: Iterable[str]) -> str:
    """Return the valid name that is fewest slips away, ignoring case and `-` against `_`; empty when none is near."""
    plain = _plain(name)
    if not plain or len(plain) > _LONGEST:
        return ""
    near = [(_slips(plain, _plain(candidate)), candidate) for candidate in valid]
    allowed = 1 if len(plain) <= _SHORT else max(2, len(plain) // 3)
    slips, found = min(near, key=lambda pair: pair[0], default=(allowed + 1, ""))
    return found if slips <= allowed else ""


def suggestion(name: str, valid: Iterable[str]) -> str:
    """Return `; did you mean …?` to end a sentence with, or nothing."""
    found = nearest(name, valid)
    return f"; did you mean `{found}`?" if found else ""


def listed(names: Iterable[object]) -> str:
    """Write names one after the other, each as it would be typed."""
    return ", ".join(f"`{name}`" for name in names)


def _plain(name: str) -> str:
    return name.lower().replace("-", "_")


def _slips(wrong: str, right: str) -> int:
    """Count the slips of a typist between two words: a letter too many, too few, another one, or two swapped.

    Python's own `difflib` measures what two words share, and so takes `us-esat-1` for `us-west-1`.
    """
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, letter in enumerate(wrong, 1):
        this = [row]
        for column, other in enumerate(right, 1):
            best = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and wrong[row - 2] == other:
                best = min(best, before[column - 2] + 1)
            this.append(best)
        before, last = last, this
    return last[-1]
