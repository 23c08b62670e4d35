"""Whether two values, one of each plan with invented values, are the same but for what was invented."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from sealane.readers.linked.vocabulary import Piece, Pieces, Reference, Vocabulary
from sealane.records import dataclass

# Letters and digits, as many as Terraform draws for a text of which it is told nothing.
_DRAWN: Final = re.compile(r"[a-z0-9]{8}")


@dataclass(frozen=True, slots=True)
class Both:
    """The vocabularies of the two plans: in the second every invented value is opaque."""

    first: Vocabulary
    second: Vocabulary

    def agree(self, one: object, other: object) -> bool:
        """Tell whether two values are put together in the same way, the order of lists aside."""
        mine = _canonical(one, self.first.pieces)
        return mine is not None and mine == _canonical(other, self._second_as_first)

    def aligned(self, one: list[Any], other: list[Any]) -> list[tuple[Any, Any]] | None:
        """Pair the members of two lists that may be sets; `None` when they do not pair."""
        if len(one) != len(other):
            return None
        in_order = list(zip(one, other, strict=True))
        if all(self.agree(mine, theirs) for mine, theirs in in_order):
            return in_order
        # Members that differ in more than what was invented keep the order that Terraform prints.
        return self._paired(one, other, self._chance(one, other)) or in_order

    def _paired(self, one: list[Any], other: list[Any], aside: frozenset[str]) -> list[tuple[Any, Any]] | None:
        """Pair each member with one that agrees with it in all but some keys; `None` when one has none."""
        left = list(other)
        pairs = []
        for mine in one:
            partner = next(
                (theirs for theirs in left if self.agree(_without(mine, aside), _without(theirs, aside))), None
            )
            if partner is None:
                return None
            left.remove(partner)
            pairs.append((mine, partner))
        return pairs

    def _chance(self, one: list[Any], other: list[Any]) -> frozenset[str]:
        """Return the keys for which Terraform itself has drawn a text for every block, in either plan another.

        A mocked provider does so for what a resource leaves to AWS within a block, where nothing can be invented:
        https://developer.hashicorp.com/terraform/language/tests/mocking
        """
        members = [*one, *other]
        if not all(isinstance(member, dict) and member.keys() == members[0].keys() for member in members):
            return frozenset()
        drawn = {key: [member[key] for member in members] for key in members[0]}
        keys = frozenset(key for key, values in drawn.items() if self._are_drawn(values))
        return keys if len(keys) < len(drawn) else frozenset()

    def _are_drawn(self, values: list[Any]) -> bool:
        return (
            all(isinstance(value, str) and _DRAWN.fullmatch(value) for value in values)
            and len(set(values)) == len(values)
            and not any(True for value in values for _ in references_in(value, self.first))
            and not any(True for value in values for _ in references_in(value, self.second))
        )

    def _second_as_first(self, text: str) -> Pieces | None:
        """Return what a text of the second plan would be made of in the first."""
        pieces = self.second.pieces(text)
        if pieces is None:
            return None
        made: list[Piece] = []
        for piece in pieces:
            for part in (piece,) if isinstance(piece, str) else self.first.made_of(piece):
                if isinstance(part, str) and made and isinstance(made[-1], str):
                    made[-1] += part
                else:
                    made.append(part)
        return tuple(made)


def _without(member: Any, keys: frozenset[str]) -> Any:  # noqa: ANN401 - a JSON value
    return {key: value for key, value in member.items() if key not in keys} if keys else member


def _canonical(value: object, pieces_of: Callable[[str], Pieces | None]) -> Any:  # noqa: ANN401 - any hashable form
    """Return a value in a form that is equal for equal values; `None` when something invented was taken apart."""
    if isinstance(value, str):
        decoded = _json(value)
        if decoded is None:
            pieces = pieces_of(value)
            return None if pieces is None else ("text", pieces)
        # A document lists what a set held, in an order that comes from the values themselves.
        inner = _canonical(decoded, pieces_of)
        return None if inner is None else ("json", inner)
    if isinstance(value, list):
        members = [_canonical(one, pieces_of) for one in value]
        return None if None in members else ("list", tuple(sorted(members, key=repr)))
    if isinstance(value, dict):
        pairs = [(_canonical(key, pieces_of), _canonical(one, pieces_of)) for key, one in value.items()]
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


def _json(value: str) -> object:
    if not value.lstrip().startswith(("{", "[")):
        return None
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None
