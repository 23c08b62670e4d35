"""Patterns as sequences of symbols, and the two questions about them: does one contain another, do two overlap.

`*` stands for any text and `?` for any one character:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
Both answers come from automata, so they are exact for patterns without holes. With holes, containment is never claimed
wrongly and overlap never denied wrongly.
"""

from __future__ import annotations

import enum
from functools import lru_cache

from sealane.world.text import Hole

# A pattern with many question marks after a star can need exponentially many states; beyond this the answer is no.
_MOST_STATES = 20_000


class Wild(enum.Enum):
    """The two wildcards."""

    ONE = "?"
    MANY = "*"


Symbol = str | Wild | Hole
Symbols = tuple[Symbol, ...]

# Any character that no pattern names; it is no character, so it can meet none.
_OTHER = "other"


@lru_cache(maxsize=4096)
def glob(pattern: str) -> Symbols:
    """Read a pattern in which `*` and `?` are wildcards and nothing else is special."""
    wild = {"*": Wild.MANY, "?": Wild.ONE}
    return tuple(wild.get(character, character) for character in pattern)


def covers(wide: str, narrow: str) -> bool:
    """Tell whether every text that matches the pattern `narrow` also matches the pattern `wide`."""
    return contains(glob(wide), glob(narrow))


def contains(wide: Symbols, narrow: Symbols) -> bool:
    """Tell whether whatever matches `narrow` surely matches `wide`.

    A hole with a token is a letter of its own that only the same hole or `*` can match; a hole without is any text in
    `narrow` and no text in `wide`.
    """
    letters = {symbol for symbol in wide if isinstance(symbol, str)} | {_OTHER}
    seen: set[tuple[int, frozenset[int]]] = set()
    todo = [(0, _closed(wide, {0}))]
    while todo:
        state = todo.pop()
        if state in seen:
            continue
        seen.add(state)
        if len(seen) > _MOST_STATES:
            return False
        place, reached = state
        if place == len(narrow):
            if len(wide) not in reached:
                return False
            continue
        symbol = narrow[place]
        if symbol is Wild.MANY or (isinstance(symbol, Hole) and not symbol.token):
            todo.append((place + 1, reached))
            todo.extend((place, _step(wide, reached, letter)) for letter in letters)
        else:
            choices = letters if symbol is Wild.ONE else {symbol}
            todo.extend((place + 1, _step(wide, reached, letter)) for letter in choices)
    return True


def overlaps(first: Symbols, second: Symbols) -> bool:
    """Tell whether some text may match both; a hole may be any text."""
    seen: set[tuple[int, int]] = set()
    todo = [(0, 0)]
    while todo:
        state = todo.pop()
        if state in seen:
            continue
        seen.add(state)
        left, right = state
        if left == len(first) and right == len(second):
            return True
        open_left = left < len(first) and _any_text(first[left])
        open_right = right < len(second) and _any_text(second[right])
        if open_left:
            todo.append((left + 1, right))
        if open_right:
            todo.append((left, right + 1))
        if left < len(first) and right < len(second) and _meet(first[left], second[right]):
            todo.append((left if open_left else left + 1, right if open_right else right + 1))
    return False


def _any_text(symbol: Symbol) -> bool:
    return symbol is Wild.MANY or isinstance(symbol, Hole)


def _meet(left: Symbol, right: Symbol) -> bool:
    return not isinstance(left, str) or not isinstance(right, str) or left == right


def _closed(pattern: Symbols, places: set[int]) -> frozenset[int]:
    """Add the places that are reached by letting a star match nothing."""
    for place in tuple(places):
        current = place
        while current < len(pattern) and pattern[current] is Wild.MANY:
            current += 1
            places.add(current)
    return frozenset(places)


def _step(pattern: Symbols, places: frozenset[int], letter: Symbol) -> frozenset[int]:
    """Move over one letter."""
    after: set[int] = set()
    for place in places:
        if place == len(pattern):
            continue
        symbol = pattern[place]
        if symbol is Wild.MANY:
            after.add(place)
        elif (symbol is Wild.ONE and isinstance(letter, str)) or _same(symbol, letter):
            after.add(place + 1)
    return _closed(pattern, after)


def _same(symbol: Symbol, letter: Symbol) -> bool:
    if isinstance(symbol, Hole):
        return isinstance(letter, Hole) and bool(symbol.token) and symbol.token == letter.token
    return symbol == letter
