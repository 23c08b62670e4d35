"""What is asked of a world: of the proof, and of the lab as packets, with the rule by which both must agree.

The proof speaks of every packet of a flow, whatever port its client picks, so it is held against several of them: what
holds lets all of them through, what fails none, and of what is unknown nothing is asked. A name has several addresses:
what fails has one at least to which nothing gets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_address, ip_network

from sealane.lab.blueprint.addresses import Address
from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.listeners import Stands
from sealane.lab.survey.labels import OUTSIDE
from sealane.reachability.atlas import Atlas, atlas_of
from sealane.reachability.goal import AddressGoal, Goal, HostGoal, MountGoal
from sealane.reachability.leaks import Leaks
from sealane.reachability.reach import reach
from sealane.reachability.seat import Seat
from sealane.reachability.seats import seats_of
from sealane.reachability.ways_in import ways_in
from sealane.reachability.ways_out import ways_out
from sealane.verdicts.trace import Packet
from sealane.verdicts.verdict import Verdict
from sealane.world.endpoints import Endpoint
from sealane.world.interfaces import Instance
from sealane.world.services import Service
from sealane.world.values import Known
from sealane.world.world import World
from tests.lab.differential.resolving import addresses_for
from tests.lab.differential.worlds import LISTED
from tests.lab.on_paper import TCP, UDP, Crossing, Letter
from tests.unit.reachability.estate import LAYERS, LOGIN, LOGS, MANIFEST, MOUNT

# The borders of what Linux picks from, and the middle where rules of the random worlds begin and end.
CLIENT_PORTS = (32768, 50000, 50001, 60999)
STRANGERS = ("8.8.8.8", "52.9.9.9", "52.216.0.9", "52.216.0.200", "1.2.3.4")
STRANGERS_IPV6 = ("2606:4700::1111", "2a00::1")
HOSTS: dict[str, HostGoal | MountGoal] = {
    "login": LOGIN,
    "manifest": MANIFEST,
    "logs": LOGS,
    "layers": LAYERS,
    "mount": MOUNT,
}
_PROTOCOLS = {TCP: "tcp", UDP: "udp"}
_NUMBERS = {"tcp": TCP, "udp": UDP}


@dataclass(frozen=True)
class Probe:
    """One packet to be sent from a space."""

    space: str
    letter: Letter


@dataclass(frozen=True)
class Target:
    """Probes to one address, which differ in the client's port alone."""

    probes: tuple[Probe, ...]


@dataclass(frozen=True)
class Question:
    """One flow: what the proof says of it, and the probes that the lab is asked.

    `one_way` is for packets that need no answer; `ends` are the spaces they must come to, empty for any.
    """

    text: str
    verdict: Verdict
    targets: tuple[Target, ...]
    one_way: bool = False
    ends: frozenset[str] = frozenset()

    @property
    def probes(self) -> tuple[Probe, ...]:
        """All of its packets."""
        return tuple(probe for target in self.targets for probe in target.probes)

    def passes(self, crossing: Crossing) -> bool:
        """Tell whether what became of a packet is what was asked for."""
        there = bool(crossing.space) and (not self.ends or crossing.space in self.ends)
        return there and (self.one_way or crossing.back)

    def disagrees(self, found: dict[Probe, Crossing]) -> str:
        """Say how the lab contradicts the proof; empty when it does not."""
        passed = [[self.passes(found[probe]) for probe in target.probes] for target in self.targets]
        if self.verdict is Verdict.HOLDS and not (passed and all(all(one) for one in passed)):
            return f"{self.text}: the proof says that it holds, and the lab lets {passed} through"
        if self.verdict is Verdict.FAILS and passed and not any(not any(one) for one in passed):
            return f"{self.text}: the proof says that it fails, and the lab lets {passed} through"
        return ""


def questions(world: World, blueprint: Blueprint) -> Iterator[Question]:
    """Yield everything that is asked of a world."""
    atlas = atlas_of(world)
    own = addresses_by_space(blueprint)
    for seat, space in seats(atlas, world, blueprint):
        yield from _to_addresses(atlas, world, seat, space, own)
        yield from _to_hosts(atlas, blueprint, seat, space, own[space])
        yield from _out(atlas, seat, space, own[space])
        yield from _in(atlas, blueprint, seat, space, own[space])


def seats(atlas: Atlas, world: World, blueprint: Blueprint) -> Iterator[tuple[Seat, str]]:
    """Yield each place of the service as the proof knows it, with the addresses that the lab gave it."""
    own = addresses_by_space(blueprint)
    service: Service = world.table(Service)["app"]
    for seat in seats_of(atlas, service):
        assert isinstance(seat.subnet, Known)
        space = next(one.space for one in blueprint.seats if one.subnet == seat.subnet.value)
        yield replace(seat, addresses=Known(tuple(map(str, own[space])))), space


def addresses_by_space(blueprint: Blueprint) -> dict[str, tuple[Address, ...]]:
    """Return the addresses on the cables of every space."""
    found: dict[str, tuple[Address, ...]] = {}
    for link in blueprint.links:
        for end in (link.one, link.other):
            found[end.space] = (*found.get(end.space, ()), *(one.ip for one in end.addresses))
    return found


def letters(own: Sequence[Address], destination: Address, port: int, protocol: int) -> tuple[Letter, ...]:
    """Write one packet from each port of a client; none when it has no address of that family."""
    source = next((one for one in own if one.version == destination.version), None)
    if source is None:
        return ()
    return tuple(Letter(source, destination, protocol, client, port) for client in CLIENT_PORTS)


def target_of(space: str, own: Sequence[Address], destination: Address, port: int, protocol: int) -> Target:
    """Return the probes to one address."""
    return Target(tuple(Probe(space, letter) for letter in letters(own, destination, port, protocol)))


def _to_addresses(
    atlas: Atlas, world: World, seat: Seat, space: str, own: dict[str, tuple[Address, ...]]
) -> Iterator[Question]:
    asked = [(str(address), port, TCP) for address, port in _inside(world, space, own)]
    asked += [(stranger, 443, TCP) for stranger in (*STRANGERS, *STRANGERS_IPV6)]
    asked += [("10.0.3.9", 53, UDP), ("8.8.8.8", 53, UDP)]
    for address, port, protocol in asked:
        target = target_of(space, own[space], ip_address(address), port, protocol)
        if target.probes:
            goal = AddressGoal(address=address, port=port, protocol=_PROTOCOLS[protocol])
            yield Question(f"{space} to {address} {port}", _verdict(atlas, seat, goal), (target,))


def _inside(world: World, space: str, own: dict[str, tuple[Address, ...]]) -> Iterator[tuple[Address, int]]:
    """Yield the addresses of interfaces whose places the world itself tells, so that the proof knows them too."""
    told = {one for fact in world.table(Endpoint).values() for _, one in fact.addresses}
    told |= {fact.address.value for fact in world.table(Instance).values() if isinstance(fact.address, Known)}
    for name, addresses in own.items():
        for address in addresses:
            if name != space and str(address) in told:
                yield address, 443


def _to_hosts(atlas: Atlas, blueprint: Blueprint, seat: Seat, space: str, own: Sequence[Address]) -> Iterator[Question]:
    for name, goal in HOSTS.items():
        assert isinstance(goal.host, Known)
        addresses = addresses_for(blueprint, space, own, goal.host.value)
        reachable = _everywhere(one for one in addresses if one.version == 4)
        targets = tuple(target_of(space, own, one, goal.port, TCP) for one in reachable)
        service = goal.service_name if isinstance(goal, HostGoal) else ""
        serving = {one.space for one in blueprint.listeners if not one.services or service in one.services}
        if isinstance(goal, MountGoal):
            serving = {one.space for one in blueprint.listeners if one.stands is Stands.FILE_SYSTEM}
        yield Question(f"{space} to {name}", _verdict(atlas, seat, goal), targets, ends=frozenset(serving))


def _everywhere(addresses: Iterable[Address]) -> Iterator[Address]:
    """Yield addresses, and of AWS's list some of each part that routes tell apart: S3 may answer at any of them."""
    for address in addresses:
        yield address
        if address in ip_network(LISTED[0]):
            yield from (ip_network(LISTED[0])[place] for place in (9, 200))


def _verdict(atlas: Atlas, seat: Seat, goal: Goal) -> Verdict:
    return reach(atlas, seat, goal).verdict


def _out(atlas: Atlas, seat: Seat, space: str, own: Sequence[Address]) -> Iterator[Question]:
    """Ask of the seal: a leak's packet gets outside, and without a leak none of some does."""
    found = ways_out(atlas, seat)
    for leak in found.leaks:
        letter = _letter(leak.witness.packet)
        if letter is not None:
            target = Target((Probe(space, letter),))
            text = f"{space} leaks by {leak.block.cause}: {letter}"
            yield Question(text, Verdict.HOLDS, (target,), one_way=True, ends=frozenset({OUTSIDE}))
    if found.verdict is Verdict.HOLDS:
        for stranger in (*STRANGERS[1:4], STRANGERS_IPV6[0]):
            for port, protocol in ((443, TCP), (53, UDP)):
                target = target_of(space, own, ip_address(stranger), port, protocol)
                if target.probes:
                    text = f"{space} is sealed from {stranger} {port}"
                    yield Question(text, Verdict.FAILS, (target,), one_way=True, ends=frozenset({OUTSIDE}))


def _letter(packet: Packet) -> Letter | None:
    if packet.protocol not in _NUMBERS:
        return None
    try:
        source, destination = ip_address(packet.source), ip_address(packet.destination)
    except ValueError:
        return None
    return Letter(source, destination, _NUMBERS[packet.protocol], packet.source_port or 50000, packet.port)


def _in(atlas: Atlas, blueprint: Blueprint, seat: Seat, space: str, own: Sequence[Address]) -> Iterator[Question]:
    """Ask of the way in: a stranger's packet of a leak arrives, and without a leak nobody is answered."""
    found: Leaks = ways_in(atlas, seat)
    public = {pairing.inside: pairing.outside for pairing in blueprint.pairings}
    for leak in found.leaks:
        letter = _letter(leak.witness.packet)
        if letter is not None:
            outer = public.get(letter.destination, letter.destination)
            probe = Probe(OUTSIDE, replace(letter, destination=outer))
            yield Question(
                f"{space} is entered: {probe}",
                Verdict.HOLDS,
                (Target((probe,)),),
                one_way=True,
                ends=frozenset({space}),
            )
    if found.verdict is Verdict.HOLDS:
        for address in own:
            reachable = public.get(address, address) if address.version == 4 else address
            strangers = STRANGERS if address.version == 4 else STRANGERS_IPV6
            for stranger in strangers[:2]:
                target = target_of(OUTSIDE, (ip_address(stranger),), reachable, 443, TCP)
                yield Question(f"{stranger} is kept from {space}", Verdict.FAILS, (target,), ends=frozenset({space}))
