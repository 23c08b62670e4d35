"""Translations: an inside address known by an outside one, and many behind one."""

from __future__ import annotations

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.gates import Side
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.probe import Flow
from sealane.records import replace
from tests.lab.kernel.conftest import Call
from tests.lab.kernel.flows import A_OUT, A_OUT6, A_TO_B, B_OUT, ICMP, IN_TO_A, UDP
from tests.lab.kernel.network import ELSEWHERE, PUBLIC, A, B, accept, gate, network, translated
from tests.lab.kernel.workshop import connect, probed


def test_pairing_works_both_ways(workshop: Call) -> None:
    """A host with a public address gets out and can be reached, by every protocol."""
    flows = [replace(flow, protocol=protocol) for flow in (A_OUT, IN_TO_A) for protocol in (6, UDP, ICMP)]
    assert workshop(probed, network(), flows) == ["back"] * 6


def test_without_a_pairing_nothing_comes_back(workshop: Call) -> None:
    """A host without a public address is not answered, nor can it be reached by one that nobody has."""
    assert workshop(probed, network(), (B_OUT,)) == ["there"]
    unpaired = replace(network(), pairings=())
    assert workshop(probed, unpaired, (IN_TO_A,)) == ["lost"]


def test_outside_sees_the_outside_address(workshop: Call) -> None:
    """Who is spoken to sees the public address alone, and the host is spoken to by its own."""
    assert workshop(peers, network(), "a") == PUBLIC
    assert workshop(peers, translated(network()), "a") == PUBLIC


def peers(blueprint: Blueprint, sender: str) -> str:
    """Connect from a host to somewhere outside, and tell whom the outside sees; a megabyte must get through whole."""
    with Lab(blueprint) as lab, lab.listen("outside", "", 443) as listener:
        listener.settimeout(2)
        with connect(lab, sender, ELSEWHERE, 443) as mine:
            theirs, address = listener.accept()
            with theirs:
                theirs.settimeout(2)
                mine.sendall(b"x" * (1 << 16))
                got = 0
                while got < 1 << 16:
                    got += len(theirs.recv(1 << 16))
                return str(address[0])


def test_gates_of_the_paired_space_see_inside_addresses(workshop: Call) -> None:
    """A gate that keeps no memory judges what passes a gateway by the inside address, both ways."""
    out, back = accept(sources=(f"{A}/32",)), accept(destinations=(f"{A}/32",))
    both = gate("gateway", Side.PASSING, out, back, tracked=False)
    assert workshop(probed, network(both), (A_OUT, IN_TO_A, A_OUT6)) == ["back", "back", "lost"]
    assert workshop(probed, network(replace(both, rules=(out,))), (A_OUT, IN_TO_A)) == ["there", "lost"]


def test_pairing_beside_a_gate_that_remembers(workshop: Call) -> None:
    """A gateway that keeps track lets answers in and nothing else, though addresses change on the way."""
    one = gate("gateway", Side.PASSING, accept(arriving_on=("vpc",)))
    assert workshop(probed, network(one), (A_OUT, IN_TO_A)) == ["back", "lost"]


def test_many_speak_behind_one(workshop: Call) -> None:
    """What a host sends by a forwarder comes back to it, by every protocol; the forwarder itself gets out as well."""
    flows = [replace(A_OUT, protocol=protocol) for protocol in (6, UDP, ICMP)]
    assert workshop(probed, translated(network()), (*flows, B_OUT, A_TO_B)) == ["back"] * 5


def test_nobody_outside_speaks_first_to_who_is_behind_another(workshop: Call) -> None:
    """A packet to the forwarder's public address ends there, and is not sent on."""
    to_behind = replace(IN_TO_A, target="a")
    to_forwarder = Flow(sender="outside", target="b", source=ELSEWHERE, destination=PUBLIC, port=80)
    assert workshop(probed, translated(network()), (to_behind, to_forwarder)) == ["lost", "back"]


def test_forwarder_keeps_senders_apart(workshop: Call) -> None:
    """Two flows with one source port, of the host and of the forwarder itself, are both answered."""
    flows = (replace(A_OUT, source_port=5000), replace(B_OUT, source_port=5000, source=B))
    assert workshop(probed, translated(network()), flows) == ["back", "back"]
