"""Whether two values, one of each plan with invented values, are the same but for what was invented."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sealane.readers.linked.vocabulary import Pieces, Reference, Vocabulary
from sealane.records import dataclass

_Comparable = Any


@dataclass(frozen=True, slots=True)
class Both:
    """The vocabularies of the two plans."""

    first: Vocabulary
    second: Vocabulary

    def agree(self, one: object, other: object) -> bool:
        """Tell whether two values are put together in the same way, the order of lists aside."""
        mine, theirs = canonical(one, self.first), canonical(other, self.second)
        return mine is not None and mine == theirs

    def aligned(self, one: list[Any], other: list[Any]) -> list[tuple[Any, Any]] | None:
        """Pair the members of two lists that may be sets; `None` when they do not pair."""
        if len(one) != len(other):
            return None
        if all(self.agree(mine, theirs) for mine, theirs in zip(one, other, strict=True)):
            return list(zip(one, other, strict=True))
        left = list(other)
        pairs = []
        for mine in one:
            partner = next((theirs for theirs in left if self.agree(mine, theirs)), None)
            if partner is None:
                # Members that differ in more than what was invented keep the order that Terraform prints.
                return list(zip(one, other, strict=True))
            left.remove(partner)
            pairs.append((mine, partner))
        return pairs


def canonical(value: object, vocabulary: Vocabulary) -> _Comparable:
    """Return a value in a form that is equal for equal values; `None` when something invented was taken apart."""
    if isinstance(value, str):
        return _text(value, vocabulary)
    if isinstance(value, list):
        members = [canonical(one, vocabulary) for one in value]
        return None if None in members else ("list", tuple(sorted(members, key=repr)))
    if isinstance(value, dict):
        pairs = [(canonical(key, vocabulary), canonical(one, vocabulary)) for key, one in value.items()]
        if any(key is None or one is None for key, one in pairs):
            return None
        return ("object", tuple(sorted(pairs, key=repr)))
    return ("value", type(value).__name__, repr(value))


def references_in(value: object, vocabulary: Vocabulary) -> Iterator[Reference]:
    """Yield every attribute that a value refers to, in its own order."""
    if isinstance(value, str):
        whole = vocabulary.whole(value)
        pieces = (whole,) if whole else vocabulary.pieces(value) or ()
        yield from (piece for piece in pieces if isinstance(piece, Reference))
    elif isinstance(value, list):
        for one in value:
            yield from references_in(one, vocabulary)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from references_in(key, vocabulary)
            yield from references_in(one, vocabulary)


def _text(value: str, vocabulary: Vocabulary) -> _Comparable:
    decoded = _json(value)
    if decoded is not None:
        # A document lists what a set held, in an order that comes from the values themselves.
        inner = canonical(decoded, vocabulary)
        return None if inner is None else ("json", inner)
    pieces: Pieces | None = vocabulary.pieces(value)
    return None if pieces is None else ("text", pieces)


def _json(value: str) -> object:
    if not value.lstrip().startswith(("{", "[")):
        return None
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None
