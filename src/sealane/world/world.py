"""A whole world: every fact by its key, and what is known to be missing.

A fact's key is its `id`: a Terraform address, a logical id, an ARN or an AWS id, whatever the source calls it. Facts
name each other by key, so readers translate every reference, also one by a literal id, into the key of what it means.
A key that leads to no fact is a fact that the source does not have, which makes it unread and not absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Protocol, TypeVar, cast

from sealane.records import dataclass, replace
from sealane.world.gaps import Gap, Noun
from sealane.world.values import Known, Origin, Unknown, Unread, Value


class Fact(Protocol):
    """Anything that stands in a world: it has a key and an origin."""

    @property
    def id(self) -> str:
        """The key."""

    @property
    def origin(self) -> Origin:
        """Where it stands in the source."""


F = TypeVar("F", bound=Fact)

_NO_FACTS: Final[Mapping[str, Fact]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a world was read from: `kind` as `terraform-plan`, `name` as the user gave it.

    `assumed` are nouns of which the source has only what it creates itself, as a plan has no image: what is not in it
    is taken to exist and to stand in nobody's way, and a proof says so. A noun that is not assumed is complete but
    for the world's gaps.
    `taken_whole` are the blocks of several instances that something names without saying which: all of them are taken
    to be meant, although a plan would look the same if a function chose some.
    `vouched` are resources of other accounts, as patterns of their ARNs, of which somebody says with a reason that they
    are there and let the task in: what is not known of them is taken for that, what is known counts.
    `masked` are texts that the source marks as sensitive, which no answer shows, the longest first.
    """

    kind: str
    name: str
    assumed: frozenset[Noun] = frozenset()
    taken_whole: tuple[str, ...] = ()
    vouched: tuple[tuple[str, str], ...] = ()
    masked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """Facts by type and key, the gaps among them, and their source. Compared by identity, because it is large."""

    source: Source
    tables: Mapping[type, Mapping[str, Fact]]
    gaps: tuple[Gap, ...] = ()

    def table(self, kind: type[F]) -> Mapping[str, F]:
        """Return every fact of a type by key, in the source's order."""
        return self.tables.get(kind, _NO_FACTS)  # type: ignore[return-value]  # each table holds one kind of fact

    def find(self, kind: type[F], key: Value[str]) -> Value[F]:
        """Return the fact that a reference leads to; unread when the source does not have it."""
        if not isinstance(key, Known):
            return key
        fact = self.tables.get(kind, _NO_FACTS).get(key.value)
        if fact is None:
            return Unread(f"{key.value or 'nothing'} is not in {self.source.name}")
        return Known(fact)  # type: ignore[arg-type]  # as above

    def gap(self, noun: Noun, scope: str = "") -> Unknown | Unread | None:
        """Return why facts of a noun may be missing, in general or within a scope; `None` when none can be."""
        for gap in self.gaps:
            if gap.noun is noun and (not gap.scope or not scope or gap.scope == scope):
                return gap.why
        return None

    def with_facts(self, *facts: Fact) -> World:
        """Return a world in which these facts stand in the place of those with the same type and key."""
        changed: dict[type, Mapping[str, Fact]] = dict(self.tables)
        for fact in facts:
            changed[type(fact)] = {**changed.get(type(fact), {}), fact.id: fact}
        return replace(self, tables=changed)

    def without(self, kind: type, key: str) -> World:
        """Return a world without a fact."""
        left = {name: fact for name, fact in self.tables.get(kind, {}).items() if name != key}
        return replace(self, tables={**self.tables, kind: left})


def world_of(source: Source, facts: Iterable[Fact], gaps: Iterable[Gap] = ()) -> World:
    """Put facts together to a world; of two with the same type and key the later one counts."""
    tables: dict[type, dict[str, Fact]] = {}
    for fact in facts:
        tables.setdefault(type(fact), {})[fact.id] = fact
    return World(source=source, tables=cast("Mapping[type, Mapping[str, Fact]]", tables), gaps=tuple(gaps))
