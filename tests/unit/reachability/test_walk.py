"""The exact sets agree with a walk of single packets, on worlds small enough to try them all."""

from __future__ import annotations

from ipaddress import IPv4Address

from hypothesis import given, settings

from sealane.reachability.reach import reach
from sealane.reachability.seats import seats_of
from sealane.reachability.ways_in import ways_in
from sealane.reachability.ways_out import ways_out
from sealane.verdicts.verdict import Verdict
from sealane.world.endpoints import Endpoint
from sealane.world.services import Service
from sealane.world.world import World
from tests.thoroughness import examples
from tests.unit.reachability.estate import LOGIN
from tests.unit.reachability.small_worlds import OUTER_PORTS, worlds
from tests.unit.reachability.walker import Letter, Place, Walker

HTTPS = Letter(6, 443)
# A sample; the laws were held by thousands of worlds once.
EXAMPLES = examples(25)
# The ports that Linux asks from and those that any client may, at every border of a pool's range.
NEEDED = (32768, 49999, 50000, 61000)
POSSIBLE = (1024, 32767, *NEEDED, 61001, 65535)


def places(walker: Walker) -> list[Place]:
    """List the places of the task."""
    return [Place("tasks-a", ("tasks",), address) for address in walker.addresses("tasks-a")]


def target(world: World) -> Place:
    """Return the place of the endpoint."""
    found: Endpoint = world.table(Endpoint)["endpoint-ecr.api"]
    ((subnet, address),) = found.addresses
    return Place(subnet, ("ends",), IPv4Address(address))


@settings(max_examples=EXAMPLES)
@given(worlds())
def test_a_verdict_is_that_of_every_packet(world: World) -> None:
    """It holds when every packet gets there and back, and fails when one surely does not."""
    walker, end = Walker(world), target(world)
    verdict = reach(world, seats_of(world, world.table(Service)["app"])[0], LOGIN).verdict
    others = [place for place in places(walker) if place.address != end.address]
    there = all(walker.reaches(place, end, HTTPS) for place in others)
    back = {port: all(walker.answers(place, end, Letter(6, port)) for place in others) for port in POSSIBLE}
    never = any(not any(walker.answers(place, end, Letter(6, port)) for port in POSSIBLE) for place in others)
    if not there:
        assert verdict is Verdict.FAILS
    elif all(back.values()):
        assert verdict is Verdict.HOLDS
    if verdict is Verdict.HOLDS:
        assert there
        assert all(back[port] for port in NEEDED)
    if verdict is Verdict.FAILS:
        assert not there or never


@settings(max_examples=EXAMPLES)
@given(worlds())
def test_a_leak_is_a_packet_that_gets_out(world: World) -> None:
    """A way out is found exactly when some packet takes it, and its witness does."""
    walker = Walker(world)
    found = ways_out(world, seats_of(world, world.table(Service)["app"])[0])
    ways = {
        walker.leaves(place, address, Letter(protocol, port))
        for address in set(walker.borders())
        for protocol in (1, 6, 17, 47)
        for port in (OUTER_PORTS if protocol in (6, 17) else (0,))
        for place in (places(walker)[0], places(walker)[-1])
    } - {""}
    names = {"address": "internet-by-public-address", "nat": "internet-by-nat", "instance": "internet-by-nat-instance"}
    assert {leak.block.cause.value for leak in found.leaks} == {names[way] for way in ways}
    assert not found.open
    for leak in found.leaks:
        packet = leak.witness.packet
        letter = Letter({"tcp": 6, "udp": 17, "icmp": 1}.get(packet.protocol, 47), packet.port)
        taken = {walker.leaves(place, IPv4Address(packet.destination), letter) for place in places(walker)}
        assert leak.block.cause.value in {names.get(way) for way in taken}


@settings(max_examples=EXAMPLES)
@given(worlds())
def test_a_way_in_is_a_packet_that_comes_in(world: World) -> None:
    """Strangers reach the task exactly when one of their packets does."""
    walker = Walker(world)
    found = ways_in(world, seats_of(world, world.table(Service)["app"])[0])
    entered = any(
        walker.enters(places(walker)[0], address, Letter(protocol, port))
        for address in set(walker.borders())
        for protocol in (1, 6, 17)
        for port in (OUTER_PORTS if protocol in (6, 17) else (0,))
    )
    assert bool(found.leaks) is entered
    assert not found.open
