"""Becoming: what differs changes, what does not stays, and the outcome is that of a fresh lab."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from ipaddress import ip_network

from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.gates import Side
from sealane.lab.blueprint.routes import MAIN_TABLE, Lookup, Way
from sealane.lab.blueprint.spaces import End, Link
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.probe import Flow, Prober
from sealane.records import replace
from tests.lab.kernel.conftest import Call
from tests.lab.kernel.flows import A_OUT, A_TO_B, A_TO_B6, B_TO_A, EVERY
from tests.lab.kernel.network import TABLES, A, gate, host, interface, network, routes, translated
from tests.lab.kernel.workshop import connect, probed, told

SHUT = gate("b", Side.ARRIVING)


def probed_in_turn(blueprints: Sequence[Blueprint], flows: Sequence[Flow]) -> list[list[str]]:
    """Build the first blueprint, become each next one, and tell what becomes of the flows in each."""
    found: list[list[str]] = []
    with Lab(blueprints[0]) as lab, Prober(lab) as prober:
        for blueprint in blueprints:
            lab.become(blueprint)
            found.append([told(sighting) for sighting in prober.probe(flows)])
    return found


def without_b() -> Blueprint:
    """Return the network without one host."""
    blueprint = network()
    ways = [way for way in blueprint.ways if way.space != "b" and way.device != "i-b"]
    return replace(
        blueprint,
        spaces=tuple(space for space in blueprint.spaces if space.name != "b"),
        links=tuple(link for link in blueprint.links if link.one.space != "b"),
        ways=tuple(ways),
        lookups=tuple(lookup for lookup in blueprint.lookups if lookup.arriving_on != "i-b"),
    )


def with_c() -> Blueprint:
    """Return the network with one host more, in the table of another one."""
    blueprint, address = network(), "10.0.2.30"
    space, link, ways = host("c", address)
    tables = (way for table in (MAIN_TABLE, *TABLES.values()) for way in routes(table, {"c": (address,)}))
    return replace(
        blueprint,
        spaces=(*blueprint.spaces, space),
        links=(*blueprint.links, link),
        ways=tuple(dict.fromkeys((*blueprint.ways, *ways, *tables))),
        lookups=(*blueprint.lookups, Lookup(space="router", arriving_on="i-c", table=TABLES["a"])),
    )


def moved(address: str = "10.0.0.99") -> Blueprint:
    """Return the network with another address of `a`, everywhere but at the gateway."""
    blueprint, old, new = network(), interface(A), interface(address)

    def end(one: End) -> End:
        return replace(one, addresses=tuple(new if each == old else each for each in one.addresses))

    def way(one: Way) -> Way:
        destination = new.network if one.destination == old.network else one.destination
        return replace(one, destination=destination, source=new.ip if one.source == old.ip else one.source)

    links = tuple(Link(one=end(link.one), other=end(link.other)) for link in blueprint.links)
    return replace(blueprint, links=links, ways=tuple(way(one) for one in blueprint.ways))


STAGES = (
    network(),
    network(SHUT),
    without_b(),
    with_c(),
    moved(),
    translated(network()),
    replace(network(), pairings=()),
)


def test_gates_open_and_shut(workshop: Call) -> None:
    """A gate that is put up drops what passed before, and passes again when it is taken away."""
    found = workshop(probed_in_turn, (network(), network(SHUT), network()), (A_TO_B, B_TO_A))
    assert found == [["back", "back"], ["lost", "back"], ["back", "back"]]


def test_routes_come_and_go(workshop: Call) -> None:
    """A route that is taken away leads nowhere, and leads again when it is back; the others stay."""
    kept = [way for way in network().ways if way.table != TABLES["a"] or way.destination != ip_network("0.0.0.0/0")]
    lacking = replace(network(), ways=tuple(kept))
    found = workshop(probed_in_turn, (network(), lacking, network()), (A_OUT, A_TO_B))
    assert found == [["back", "back"], ["lost", "back"], ["back", "back"]]


def test_host_comes_and_goes(workshop: Call) -> None:
    """A host that is gone and comes back is reached as before."""
    stages = (with_c(), network(), with_c())
    assert workshop(probed_in_turn, stages[:1], (A_TO_B, A_TO_B6)) == [["back", "back"]]
    assert workshop(reached_in_turn, stages) == [True, False, True]


def reached_in_turn(blueprints: Sequence[Blueprint]) -> list[bool]:
    """Become each blueprint and tell whether `c` can be reached from `a`."""
    found: list[bool] = []
    with Lab(blueprints[0]) as lab, Prober(lab) as prober:
        for blueprint in blueprints:
            lab.become(blueprint)
            target = "c" if "c" in lab.spaces else "router"
            flow = Flow(sender="a", target=target, destination="10.0.2.30", port=443)
            found.append(prober.probe((flow,))[0].back)
    return found


def test_every_order_of_stages_ends_as_a_fresh_lab(workshop: Call) -> None:
    """Whatever a lab was before, what it becomes answers as one that was built so."""
    flows = tuple(flow for flow in EVERY if "b" not in {flow.sender, flow.target})
    fresh = [workshop(probed, stage, flows) for stage in STAGES]
    for before, after in itertools.permutations(range(len(STAGES)), 2):
        if (before + 2 * after) % 3 == 0:
            assert workshop(probed_in_turn, (STAGES[before], STAGES[after]), flows)[1] == fresh[after], (before, after)


@settings(max_examples=4)
@given(st.lists(st.integers(0, len(STAGES) - 1), min_size=3, max_size=6))
def test_long_ways_end_as_a_fresh_lab(workshop: Call, order: list[int]) -> None:
    """After any chain of changes a lab answers at each stage as one that was built so."""
    flows = tuple(flow for flow in EVERY if "b" not in {flow.sender, flow.target})
    expected = {stage: workshop(probed, STAGES[stage], flows) for stage in set(order)}
    assert workshop(probed_in_turn, [STAGES[stage] for stage in order], flows) == [expected[stage] for stage in order]


def test_what_does_not_differ_stays(workshop: Call) -> None:
    """Spaces keep their namespaces and connections go on, whatever changes beside them."""
    assert workshop(connection_outlives, network(), (network(SHUT), with_c(), network())) == b"still here"


def connection_outlives(blueprint: Blueprint, next_ones: Sequence[Blueprint]) -> bytes:
    """Open a connection, become what is given, and say something by the connection."""
    with Lab(blueprint) as lab, lab.listen("b", "", 443) as listener:
        listener.settimeout(2)
        with connect(lab, "a", "10.0.1.20", 443) as mine:
            theirs, _ = listener.accept()
            theirs.settimeout(2)
            for one in next_ones:
                before = lab.spaces["a"]
                lab.become(one)
                assert lab.spaces["a"] is before
            with theirs:
                mine.sendall(b"still here")
                return theirs.recv(100)
