"""References turned round: what is named, with the keys of the facts that name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from sealane.world.world import Fact, World

F = TypeVar("F", bound=Fact)


def turned(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return names with the keys that stand beside them."""
    found: dict[str, list[str]] = {}
    for key, name in pairs:
        found.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in found.items()}


class OfFacts(Generic[F]):
    """An index of one type of facts, each under its own names, of which one fact can be changed alone."""

    def __init__(self, kind: type[F], names: Callable[[F], Iterable[str]]) -> None:
        self.kind, self._names = kind, names

    def names(self, fact: Any) -> tuple[str, ...]:  # noqa: ANN401 - a fact of the type
        """Return what a fact stands under."""
        return tuple(self._names(fact))

    def __call__(self, world: World) -> Mapping[str, tuple[str, ...]]:
        """Return the keys of the facts by name."""
        return turned((name, fact.id) for fact in world.table(self.kind).values() for name in self._names(fact))
