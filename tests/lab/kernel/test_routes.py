"""Routes: each device's table, the longest prefix, what drops without a word, and who answers for what."""

from __future__ import annotations

import socket
from ipaddress import ip_network

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.routes import MAIN_TABLE, Lookup, RouteKind, Way
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.probe import Flow
from sealane.records import replace
from tests.lab.kernel.conftest import Call
from tests.lab.kernel.flows import A_OUT, A_OUT6, A_TO_B, A_TO_B6, B_TO_A, EVERY, IN_TO_A, UDP
from tests.lab.kernel.network import ELSEWHERE, ELSEWHERE6, RESOLVER, TABLES, B, network
from tests.lab.kernel.workshop import connect, probed


def without(blueprint: Blueprint, table: int, *blocks: str) -> Blueprint:
    """Return a network whose router has no routes to some blocks in a table."""
    gone = {ip_network(block) for block in blocks}
    kept = [way for way in blueprint.ways if (way.space, way.table) != ("router", table) or way.destination not in gone]
    return replace(blueprint, ways=tuple(kept))


def with_way(blueprint: Blueprint, *ways: Way) -> Blueprint:
    """Return a network with more routes."""
    return replace(blueprint, ways=(*blueprint.ways, *ways))


def test_each_device_has_a_table_of_its_own(workshop: Call) -> None:
    """Without a default route in one host's table that host does not get out, and the other one does."""
    lacking = without(network(), TABLES["a"], "0.0.0.0/0")
    assert workshop(probed, lacking, (A_OUT, A_OUT6, A_TO_B)) == ["lost", "back", "back"]
    assert workshop(probed, without(network(), TABLES["b"], "0.0.0.0/0"), (A_OUT,)) == ["back"]


def test_answer_is_looked_up_as_well(workshop: Call) -> None:
    """A packet arrives whose answer has no route: it is there, and nothing comes back."""
    assert workshop(probed, without(network(), TABLES["b"], "10.0.0.10/32"), (A_TO_B, A_TO_B6)) == ["there", "back"]


def test_unknown_address_of_the_network_is_dropped_without_a_word(workshop: Call) -> None:
    """A packet to an address that nobody has is dropped: nobody outside sees it, and no error comes back."""
    nobody = Flow(sender="a", target="outside", destination="10.0.7.7", port=443)
    assert workshop(probed, network(), (nobody,)) == ["lost"]
    assert workshop(refused_at_once, network(), "10.0.7.7") is False
    assert workshop(refused_at_once, without(network(), TABLES["a"], "0.0.0.0/0"), ELSEWHERE) is False
    assert workshop(refused_at_once, network(), B) is True


def refused_at_once(blueprint: Blueprint, address: str) -> bool:
    """Tell whether a connection from `a` fails with an error before time is up."""
    with Lab(blueprint) as lab, lab.inside("a"):
        made = socket.socket()
        made.settimeout(0.1)
        try:
            made.connect((address, 443))
        except TimeoutError:
            return False
        except OSError:
            return True
        finally:
            made.close()
    return False


def test_longest_prefix_wins(workshop: Call) -> None:
    """A more exact black hole takes what a shorter route would carry, of both families, and nothing beside it."""
    hole = Way(space="router", table=TABLES["a"], destination=ip_network("192.0.2.0/25"), kind=RouteKind.BLACKHOLE)
    hole6 = replace(hole, destination=ip_network("2a00::/64"))
    beside = replace(A_OUT, destination="192.0.2.180")
    assert workshop(probed, with_way(network(), hole), (A_OUT, beside, A_OUT6)) == ["lost", "back", "back"]
    assert workshop(probed, with_way(network(), hole6), (A_OUT, beside, A_OUT6)) == ["back", "back", "lost"]


def test_device_without_a_table_uses_the_main_one(workshop: Call) -> None:
    """A device of the router that nothing is said of is looked up in the main table."""
    blueprint = replace(network(), lookups=())
    assert workshop(probed, blueprint, (A_TO_B, B_TO_A, A_OUT)) == ["back", "back", "lost"]
    to_main = replace(blueprint, lookups=(Lookup(space="router", arriving_on="i-a", table=MAIN_TABLE),))
    assert workshop(probed, to_main, (A_TO_B, A_OUT)) == ["back", "lost"]


def test_host_that_does_not_forward_does_not(workshop: Call) -> None:
    """A packet that a route leads to a host which is not its own ends there."""
    detour = tuple(
        replace(way, device="i-b") if (way.space, way.table, way.device) == ("router", TABLES["a"], "gateway") else way
        for way in network().ways
    )
    assert workshop(probed, replace(network(), ways=detour), (A_OUT, A_TO_B)) == ["lost", "back"]


def test_outside_answers_for_everything_but_what_it_has_ways_to(workshop: Call) -> None:
    """Every address is somewhere outside, and what stands in the network is reached there."""
    anywhere = [replace(A_OUT, destination=address) for address in ("1.1.1.1", "8.8.8.8", "203.0.113.9")]
    assert workshop(probed, network(), (*anywhere, IN_TO_A)) == ["back"] * 4
    assert workshop(probed, network(), (replace(A_OUT6, destination="2606:4700::1111", protocol=UDP),)) == ["back"]


def test_address_of_a_space_itself_answers(workshop: Call) -> None:
    """The router answers at its own address, by the address that was asked, and speaks from it."""
    asked = Flow(sender="a", target="router", destination=RESOLVER, port=53, protocol=UDP)
    speaks = Flow(sender="router", target="b", source=RESOLVER, destination=B, port=53, protocol=UDP)
    assert workshop(probed, network(), (asked, speaks)) == ["back", "back"]


def test_sockets_answer_from_the_address_that_was_asked(workshop: Call) -> None:
    """A connection to any address outside stands between exactly the two addresses, of both families."""
    assert workshop(ends_of_connection, network(), ELSEWHERE) == (ELSEWHERE, ELSEWHERE)
    assert workshop(ends_of_connection, network(), ELSEWHERE6) == (ELSEWHERE6, ELSEWHERE6)


def ends_of_connection(blueprint: Blueprint, address: str) -> tuple[str, str]:
    """Connect from `a` to somewhere outside, and tell where both ends say that is."""
    with Lab(blueprint) as lab, lab.listen("outside", address, 443) as listener:
        listener.settimeout(2)
        with connect(lab, "a", address, 443) as mine:
            theirs, _ = listener.accept()
            with theirs:
                return mine.getpeername()[0], theirs.getsockname()[0]


def test_any_number_of_flows_is_probed(workshop: Call) -> None:
    """No flows have no sightings, and more than a socket keeps at once have one each."""
    assert workshop(probed, network(), ()) == []
    assert workshop(probed, network(), EVERY[:1] * 300) == ["back"] * 300
