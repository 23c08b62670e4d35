"""A JSON text with holes, parsed: every hole must stand inside a text, where it makes that text a partial one."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sealane.grammar.patterns import pattern
from sealane.world.text import Hole, Partial, Text

# Characters of Unicode's private use area, which no policy contains: https://www.unicode.org/faq/private_use.html
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = pattern(f"{_OPEN}([0-9]+){_CLOSE}")


def parse_partial(text: Partial) -> object:
    """Parse a text with holes; the values of the result are as those of JSON, texts may be partial.

    Raises:
        ValueError: when the text is no JSON, whatever the holes are, or a hole stands where the structure is decided.

    """
    holes = [part for part in text.parts if isinstance(part, Hole)]
    numbered = iter(range(len(holes)))
    marked = "".join(part if isinstance(part, str) else f"{_OPEN}{next(numbered)}{_CLOSE}" for part in text.parts)
    if marked.count(_OPEN) != len(holes):
        message = "the text has a character of the private use area"
        raise ValueError(message)
    return _filled(json.loads(marked), holes)


def _filled(value: object, holes: list[Hole]) -> object:
    if isinstance(value, str):
        return _text(value, holes)
    if isinstance(value, list):
        return [_filled(one, holes) for one in value]
    if isinstance(value, Mapping):
        if any(_OPEN in key for key in value):
            message = "a name in the document is not known"
            raise ValueError(message)
        return {key: _filled(one, holes) for key, one in value.items()}
    return value


def _text(value: str, holes: list[Hole]) -> Text:
    if _OPEN not in value:
        return value
    # `split` alternates between text and the number of a hole.
    pieces = _MARK.split(value)
    parts = [holes[int(piece)] if place % 2 else piece for place, piece in enumerate(pieces)]
    return Partial(tuple(part for part in parts if part != ""))
