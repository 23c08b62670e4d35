"""What is to stand in each space, gathered from all over a blueprint; and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from ipaddress import ip_network
from typing import Final, Protocol, TypeVar

from sealane.lab.blueprint.addresses import Assigned, Network
from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.routes import MAIN_TABLE, RouteKind, Way
from sealane.lab.blueprint.spaces import Space
from sealane.lab.kernel.paths import LOCAL_TABLE, NEXT, Choice, Kind, Route
from sealane.lab.kernel.rules import Filtering, filtering
from sealane.lab.sockets import speaks_ipv6
from sealane.records import dataclass

_LOOPBACK_DEVICE: Final = "lo"
_BY_DEVICE: Final = 1000
# A rule that says what the kernel does anyway: with one of our own it keeps its two tables of local and of other
# routes apart, without which a throw from the one does not lead to the other.
_APART: Final = 32765
_DEFAULTS: Final = (ip_network("0.0.0.0/0"), ip_network("::/0"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """One space as the kernel is to have it."""

    forwards: bool = False
    addresses: frozenset[tuple[str, Assigned]] = frozenset()
    routes: frozenset[Route] = frozenset()
    choices: frozenset[Choice] = frozenset()
    filtering: Filtering = Filtering()


# A device of a space; and a cable from one to another.
Tip = tuple[str, str]
Cable = tuple[Tip, Tip]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A blueprint by space, with its cables."""

    plots: Mapping[str, Plot]
    cables: frozenset[Cable]


def ground_of(blueprint: Blueprint) -> Ground:
    """Gather a blueprint by space."""
    gathered = _Gathered(blueprint)
    return Ground(
        plots={space.name: gathered.plot(space) for space in blueprint.spaces},
        cables=frozenset(
            ((link.one.space, link.one.device), (link.other.space, link.other.device)) for link in blueprint.links
        ),
    )


class _Gathered:
    def __init__(self, blueprint: Blueprint) -> None:
        self._sets = blueprint.sets
        self._ways = _by_space(blueprint.ways)
        self._lookups = _by_space(blueprint.lookups)
        self._gates = _by_space(blueprint.gates)
        self._masquerades = _by_space(blueprint.masquerades)
        self._pairings = _by_space(blueprint.pairings)
        self._ends = _by_space([end for link in blueprint.links for end in (link.one, link.other)])
        self._families = (4, 6) if speaks_ipv6() else (4,)

    def plot(self, space: Space) -> Plot:
        name = space.name
        return Plot(
            forwards=space.forwards,
            addresses=frozenset(self._addresses(space)),
            routes=frozenset(self._routes(space)),
            choices=frozenset(self._choices(space)),
            filtering=filtering(
                self._gates.get(name, ()), self._masquerades.get(name, ()), self._pairings.get(name, ()), self._sets
            ),
        )

    def _addresses(self, space: Space) -> Iterator[tuple[str, Assigned]]:
        for address in space.own:
            if address.version in self._families:
                yield _LOOPBACK_DEVICE, address
        for end in self._ends.get(space.name, ()):
            for address in end.addresses:
                if address.version in self._families:
                    yield end.device, address

    def _routes(self, space: Space) -> Iterator[Route]:
        ways = [way for way in self._ways.get(space.name, ()) if way.destination.version in self._families]
        blocks = [block for text in space.answers_for if (block := ip_network(text)).version in self._families]
        for way in ways:
            yield _route(way)
        for block in blocks:
            yield Route(destination=block, table=LOCAL_TABLE, kind=Kind.LOCAL, device=_LOOPBACK_DEVICE)
            if block.version == NEXT[4].version:
                # The kernel takes no gateway of a route that it would answer for itself.
                yield Route(destination=ip_network(NEXT[4]), table=LOCAL_TABLE, kind=Kind.THROW)
        for way in ways:
            if way.table == MAIN_TABLE and any(_within(way, block) for block in blocks):
                # More exact than the block, so it is not answered here: looked for in the main table instead.
                yield Route(destination=way.destination, table=LOCAL_TABLE, kind=Kind.THROW)
        if space.forwards:
            # A packet that nothing is known of is dropped without a word.
            tables = {MAIN_TABLE, *(lookup.table for lookup in self._lookups.get(space.name, ()))}
            for default in _DEFAULTS:
                if default.version in self._families:
                    for table in tables:
                        yield Route(destination=default, table=table, kind=Kind.BLACKHOLE, last=True)

    def _choices(self, space: Space) -> Iterator[Choice]:
        for ipv6 in (False, True)[: len(self._families)]:
            for lookup in self._lookups.get(space.name, ()):
                yield Choice(ipv6=ipv6, priority=_BY_DEVICE, device=lookup.arriving_on, table=lookup.table)
            if space.answers_for:
                yield Choice(ipv6=ipv6, priority=_APART, device="", table=MAIN_TABLE)


def _route(way: Way) -> Route:
    if way.kind is RouteKind.BLACKHOLE:
        return Route(destination=way.destination, table=way.table, kind=Kind.BLACKHOLE)
    return Route(destination=way.destination, table=way.table, kind=Kind.UNICAST, device=way.device, source=way.source)


def _within(way: Way, block: Network) -> bool:
    found = way.destination
    return found.version == block.version and found.prefixlen > block.prefixlen and found.network_address in block


class _InSpace(Protocol):
    @property
    def space(self) -> str:
        """The name of a space."""
        ...


T = TypeVar("T", bound=_InSpace)


def _by_space(things: Iterable[T]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for thing in things:
        found.setdefault(thing.space, []).append(thing)
    return found
