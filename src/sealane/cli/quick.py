"""Arguments read without click, whose import takes as long as reading a spec, where they leave no doubt.

Anything unusual is left to click: help, mistakes, and every form that is not written out here. Both are given the same
options, and `tests/unit/cli/test_quick.py` holds their readings together.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.cli.settings import Option


def run(arguments: list[str]) -> int | None:
    """Run the verb and return its exit status, or nothing when the arguments are for click."""
    # By this variable a shell asks click for completions.
    verb = _QUICK.get(arguments[0])
    if verb is None or "_SEALANE_COMPLETE" in os.environ:
        return None
    return verb(arguments[1:])


def _export(words: list[str]) -> int | None:
    from sealane.cli import exporting

    found = read(words, exporting.OPTIONS, "folder")
    if found is None:
        return None
    exporting.run(**found)
    return 0


def _prove(words: list[str]) -> int | None:
    from sealane.cli import proving

    found = read(words, proving.OPTIONS, "source")
    if found is None or not proving.NAMES_OF_FORMS.issuperset(found["formats"]):
        return None
    return proving.run(**found)


_QUICK = {"export": _export, "prove": _prove}


def read(words: Iterable[str], options: Iterable[Option], positional: str) -> dict[str, Any] | None:
    """Return every option's value and the one positional argument, or nothing when the words are for click."""
    known = {name: option for option in options for name in option.names}
    found: dict[str, Any] = {option.key: _unset(option) for option in known.values()}
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            if not word or positional in found:
                return None
            found[positional] = word
            continue
        option = known.get(word)
        if option is None:
            return None
        if option.kind == "flag":
            found[option.key] = True
            continue
        value = next(rest, "")
        if not value or (value.startswith("-") and value != "-"):
            return None
        given = found[option.key]
        found[option.key] = (*given, value) if isinstance(given, tuple) else value
    return found if positional in found else None


def _unset(option: Option) -> object:
    """Return the value of an option that is not given."""
    return {"flag": False, "texts": (), "text": option.default}[option.kind]
