"""Truths of three values: true, false, or a condition that is not decided yet.

A condition is a value of its own: what would have to hold, not a guess of whether it does.
The connectives are those of Kleene's logic: they decide as soon as the decided parts suffice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sealane.records import dataclass


@dataclass(frozen=True, slots=True)
class KeyTest:
    """A key of the request context passes a test of a policy; `because` says why its value is not known."""

    key: str
    operator: str
    values: tuple[str, ...]
    because: str = ""

    def __str__(self) -> str:
        """Write the test as a policy would, on one line."""
        return f"{self.operator} {self.key} {' or '.join(self.values)}"


@dataclass(frozen=True, slots=True)
class TextMatch:
    """A text that is partly unknown matches a pattern of a policy; `element` names where the pattern stands."""

    element: str
    subject: str
    pattern: str

    def __str__(self) -> str:
        """Write the comparison on one line."""
        return f"{self.element} {self.pattern} matches {self.subject}"


@dataclass(frozen=True, slots=True)
class Undecided:
    """Something that no known fact decides, said in words."""

    what: str

    def __str__(self) -> str:
        """Return the words."""
        return self.what


@dataclass(frozen=True, slots=True)
class Negation:
    """The condition does not hold."""

    of: Condition

    def __str__(self) -> str:
        """Write the negation on one line."""
        return f"not ({self.of})"


@dataclass(frozen=True, slots=True)
class Every:
    """All of these hold; a set, because their order means nothing."""

    of: frozenset[Condition]

    def __str__(self) -> str:
        """Write the parts in the order of their texts."""
        return " and ".join(sorted(f"({part})" for part in self.of))


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of these holds; a set, because their order means nothing."""

    of: frozenset[Condition]

    def __str__(self) -> str:
        """Write the parts in the order of their texts."""
        return " or ".join(sorted(f"({part})" for part in self.of))


Condition = KeyTest | TextMatch | Undecided | Negation | Every | Some
Truth = bool | Condition


def doubts_of(condition: Condition) -> Iterator[KeyTest | TextMatch | Undecided]:
    """Yield what is not known, each once for every place it stands in, in the order of the texts."""
    match condition:
        case Negation(of=part):
            yield from doubts_of(part)
        case Every(of=parts) | Some(of=parts):
            for part in sorted(parts, key=str):
                yield from doubts_of(part)
        case _:
            yield condition


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return whether every one holds: false as soon as one is false, true when all are or there is none."""
    open_parts: set[Condition] = set()
    for truth in truths:
        if truth is False:
            return False
        if isinstance(truth, Every):
            open_parts |= truth.of
        elif truth is not True:
            open_parts.add(truth)
    if not open_parts:
        return True
    return next(iter(open_parts)) if len(open_parts) == 1 else Every(frozenset(open_parts))


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return whether at least one holds: true as soon as one is true, false when none is or there is none."""
    open_parts: set[Condition] = set()
    for truth in truths:
        if truth is True:
            return True
        if isinstance(truth, Some):
            open_parts |= truth.of
        elif truth is not False:
            open_parts.add(truth)
    if not open_parts:
        return False
    return next(iter(open_parts)) if len(open_parts) == 1 else Some(frozenset(open_parts))


def both(one: Truth, other: Truth) -> Truth:
    """Return whether both hold; the short form of `all_of`, because most truths are decided."""
    if one is True:
        return other
    if one is False or other is False:
        return False
    return one if other is True else all_of((one, other))


def one_of(one: Truth, other: Truth) -> Truth:
    """Return whether at least one of two holds; the short form of `any_of`."""
    if one is False:
        return other
    if one is True or other is True:
        return True
    return one if other is False else any_of((one, other))


def negate(truth: Truth) -> Truth:
    """Return the opposite."""
    if isinstance(truth, bool):
        return not truth
    return truth.of if isinstance(truth, Negation) else Negation(truth)


def either(question: Truth, yes: Truth, no: Truth) -> Truth:
    """Return `yes` or `no` depending on a question; where both agree, the question need not be decided."""
    if isinstance(question, bool):
        return yes if question else no
    if yes == no:
        return yes
    return any_of((all_of((question, yes)), all_of((negate(question), no))))
