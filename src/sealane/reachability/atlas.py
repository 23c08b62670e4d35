"""What is looked up in a world again and again: indexes and answers, kept beside the world and true to it.

Every answer remembers which facts it was made of. When a few facts change, `moved` forgets only what was made of them,
so judging again costs what changed and not what there is.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar, cast

from sealane.reachability.turned import OfFacts
from sealane.world.gaps import Noun
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.world import Fact, World

F = TypeVar("F", bound=Fact)
T = TypeVar("T")

Index = Callable[[World], Mapping[str, tuple[str, ...]]]

_KEPT = 2
_NONE = object()
_kept: list[Atlas] = []


class Atlas:
    """Answers about one world, each with what it was made of."""

    def __init__(self, world: World, *, watched: bool = True) -> None:
        """Start with nothing but the world; one that is not watched cannot be `moved`."""
        self.world = world
        self._watched = watched
        self.forgotten: set[Hashable] = set()
        self._answers: dict[Hashable, Any] = {}
        self._readers: dict[Hashable, set[Hashable]] = {}
        self._indexes: dict[Index, Mapping[str, tuple[str, ...]]] = {}
        self._kinds: dict[Index, tuple[type, ...]] = {}
        self._asking: list[Hashable] = []
        self._interned: dict[Hashable, int] = {}
        self._stand_ins: dict[tuple[type, str], Fact] = {}

    def answer(self, question: Hashable, work: Callable[[], T]) -> T:
        """Return the answer to a question, worked out the first time only; equal questions have equal answers."""
        if self._asking:
            self._note(question)
        found = self._answers.get(question, _NONE)
        if found is _NONE:
            found = self._answers[question] = self._watching(question, work) if self._watched else work()
        return found  # type: ignore[no-any-return]  # what was worked out for this very question

    def _watching(self, question: Hashable, work: Callable[[], T]) -> T:
        """Work an answer out, and see what it is made of."""
        self._asking.append(question)
        try:
            return work()
        finally:
            self._asking.pop()

    def fact(self, kind: type[F], key: str) -> F | None:
        """Return a fact by its key, `None` when the world does not have it."""
        if self._asking:
            self._note((kind, key))
        found = self.world.table(kind).get(key)
        return cast("F | None", self._stand_ins.get((kind, key))) if found is None else found

    def find(self, kind: type[F], key: Value[str]) -> Value[F]:
        """Return the fact that a reference leads to; unread when the source does not have it."""
        if self._asking and isinstance(key, Known):
            self._note((kind, key.value))
        return self.world.find(kind, key)

    def facts(self, kind: type[F]) -> Mapping[str, F]:
        """Return every fact of a type; whoever asks depends on each of them."""
        if self._asking:
            self._note(kind)
        return self.world.table(kind)

    def named(self, index: Index, kinds: tuple[type, ...], key: str) -> tuple[str, ...]:
        """Return what an index of some types of facts has under a key; who asks depends on that entry alone."""
        if self._asking:
            self._note((index, key))
        table = self._indexes.get(index)
        if table is None:
            table = self._indexes[index] = index(self.world)
            self._kinds[index] = kinds
        return table.get(key, ())

    def interned(self, value: Hashable) -> int:
        """Return a number that stands for a value and for its equals, so that no large one is compared again."""
        return self._interned.setdefault(value, len(self._interned))

    def stand_in(self, fact: Fact) -> None:
        """Let a fact be found by its key that is in no world, standing for all that are equal but for their names."""
        self._stand_ins[type(fact), fact.id] = fact

    def gap(self, noun: Noun, scope: str = "") -> Unknown | Unread | None:
        """Return why facts of a noun may be missing; gaps do not change while a world is judged again."""
        return self.world.gap(noun, scope)

    def moved(self, world: World, changed: Iterable[tuple[type, str]]) -> Atlas:
        """Take another world that differs in these facts only, and forget what was made of them; returns itself.

        The answers about the old world are given up: this atlas is the new world's from now on. What was forgotten
        stands in `forgotten`.
        """
        old, self.world = self.world, world
        stale: list[Hashable] = []
        for kind, key in changed:
            stale += [(kind, key), kind]
            for index in [index for index, kinds in self._kinds.items() if kind in kinds]:
                if not _stands_as_before(index, kind, key, old, world):
                    stale += self._reindexed(index)
        seen: set[Hashable] = set()
        while stale:
            name = stale.pop()
            if name in seen:
                continue
            seen.add(name)
            self._answers.pop(name, None)
            stale += self._readers.pop(name, ())
        self.forgotten = seen
        return self

    def _reindexed(self, index: Index) -> list[Hashable]:
        old, new = self._indexes[index], index(self.world)
        self._indexes[index] = new
        return [(index, key) for key in {*old, *new} if old.get(key) != new.get(key)]

    def _note(self, name: Hashable) -> None:
        """Remember that what is being worked out is made of this too; while nothing is, nobody needs to know."""
        readers = self._readers.get(name)
        if readers is None:
            self._readers[name] = {self._asking[-1]}
        else:
            readers.add(self._asking[-1])


def _stands_as_before(index: Index, kind: type, key: str, old: World, new: World) -> bool:
    """Tell whether an index says of one fact that it can change alone what it said before."""
    before, after = old.table(kind).get(key), new.table(kind).get(key)
    if not isinstance(index, OfFacts) or before is None or after is None:
        return False
    return index.names(before) == index.names(after)


def atlas_of(world: World | Atlas) -> Atlas:
    """Return the atlas of a world; the last few are kept, because a world is asked many questions in a row."""
    if isinstance(world, Atlas):
        return world
    for atlas in _kept:
        if atlas.world is world:
            return atlas
    _kept.insert(0, Atlas(world, watched=False))
    del _kept[_KEPT:]
    return _kept[0]
