"""Gates: what passes them, what remembers, and that each decides for itself."""

from __future__ import annotations

import pytest

from sealane.lab.blueprint.gates import Outcome, Side
from sealane.lab.kernel.probe import Flow
from sealane.records import replace
from tests.lab.kernel.conftest import Call
from tests.lab.kernel.flows import A_TO_B, A_TO_B6, B_TO_A, B_TO_A6, EVERY, ICMP, ICMPV6, TCP, UDP
from tests.lab.kernel.network import A, B, accept, drop, gate, network
from tests.lab.kernel.workshop import probed

ANYWHERE = ("0.0.0.0/0", "::/0")


def test_without_gates_everything_passes(workshop: Call) -> None:
    """In a network without gates every flow arrives and is answered, of both families, inwards and outwards."""
    assert workshop(probed, network(), EVERY) == ["back"] * len(EVERY)


def test_gate_that_remembers_lets_answers_in(workshop: Call) -> None:
    """What a host may send is answered though nothing may come in, and nothing else comes in."""
    gates = (gate("a", Side.LEAVING, accept(destinations=ANYWHERE)), gate("a", Side.ARRIVING))
    found = workshop(probed, network(*gates), (A_TO_B, A_TO_B6, B_TO_A, B_TO_A6))
    assert found == ["back", "back", "lost", "lost"]


def test_gate_that_remembers_lets_answers_out(workshop: Call) -> None:
    """What may come in is answered though a host may send nothing, and it sends nothing else."""
    gates = (gate("b", Side.ARRIVING, accept(sources=ANYWHERE)), gate("b", Side.LEAVING))
    found = workshop(probed, network(*gates), (A_TO_B, A_TO_B6, B_TO_A, B_TO_A6))
    assert found == ["back", "back", "lost", "lost"]


@pytest.mark.parametrize("side", [Side.ARRIVING, Side.LEAVING])
def test_one_gate_does_not_speak_for_the_other(workshop: Call, side: Side) -> None:
    """The sender's gate lets a packet out and the receiver's drops it, and the other way round."""
    shut, space = (side, "b") if side is Side.ARRIVING else (side, "a")
    opened = gate("a" if space == "b" else "b", Side.LEAVING if space == "b" else Side.ARRIVING, accept())
    assert workshop(probed, network(gate(space, shut), opened), (A_TO_B,)) == ["lost"]
    assert workshop(probed, network(gate(space, shut, accept()), opened), (A_TO_B,)) == ["back"]


def test_two_gates_of_one_side_must_both_agree(workshop: Call) -> None:
    """A packet that one of two gates of the same side does not let pass is dropped, whichever stands first."""
    open_, shut = gate("b", Side.ARRIVING, accept()), gate("b", Side.ARRIVING, name="shut")
    assert workshop(probed, network(open_, shut), (A_TO_B,)) == ["lost"]
    assert workshop(probed, network(shut, open_), (A_TO_B,)) == ["lost"]
    assert workshop(probed, network(open_, open_), (A_TO_B,)) == ["back"]


def test_gate_without_memory_judges_answers_too(workshop: Call) -> None:
    """In a gate without memory the answer needs a rule of its own: without it the packet arrives and that is all."""
    there = accept(destinations=(f"{B}/32",), protocol=TCP, destination_ports=((443, 443),))
    back = accept(sources=(f"{B}/32",), protocol=TCP, destination_ports=((1024, 65535),))
    only_there = gate("router", Side.PASSING, there, tracked=False)
    assert workshop(probed, network(only_there), (A_TO_B,)) == ["there"]
    assert workshop(probed, network(replace(only_there, rules=(there, back))), (A_TO_B,)) == ["back"]


def test_gates_with_and_without_memory_stand_in_one_space(workshop: Call) -> None:
    """The one knows the answer and the other judges it: the answer leaves only when both let it."""
    remembers = gate("b", Side.ARRIVING, accept())
    forgets = gate("b", Side.LEAVING, drop(source_ports=((443, 443),), protocol=TCP), accept(), tracked=False)
    assert workshop(probed, network(remembers, forgets), (A_TO_B, B_TO_A)) == ["there", "back"]


def test_first_rule_that_matches_decides(workshop: Call) -> None:
    """A rule before another one wins, whatever each does."""
    opens, shuts = accept(sources=(f"{A}/32",)), drop(sources=("10.0.0.0/8",))
    assert workshop(probed, network(gate("b", Side.ARRIVING, opens, shuts)), (A_TO_B,)) == ["back"]
    assert workshop(probed, network(gate("b", Side.ARRIVING, shuts, opens)), (A_TO_B,)) == ["lost"]


def test_gate_may_let_the_rest_pass(workshop: Call) -> None:
    """What no rule is about goes where the gate says: here it passes, and what a rule drops is dropped."""
    one = replace(gate("b", Side.ARRIVING, drop(protocol=UDP)), otherwise=Outcome.ACCEPT)
    assert workshop(probed, network(one), (A_TO_B, replace(A_TO_B, protocol=UDP))) == ["back", "lost"]


def test_sets_hold_the_members_of_both_families(workshop: Call) -> None:
    """A rule that names a set is about its members alone, and a set without members is about nobody."""
    rule = accept(source_set="friends", protocol=TCP, destination_ports=((443, 443),))
    one = gate("b", Side.ARRIVING, rule)
    flows = (A_TO_B, A_TO_B6)
    assert workshop(probed, network(one, sets={"friends": (A, "2001:db8:0:1::/64")}), flows) == ["back", "back"]
    assert workshop(probed, network(one, sets={"friends": ("10.0.0.8/29", "10.0.0.9")}), flows) == ["back", "lost"]
    assert workshop(probed, network(one, sets={"friends": ()}), flows) == ["lost", "lost"]


def test_set_and_blocks_stand_beside_each_other(workshop: Call) -> None:
    """A rule with blocks and a set matches what is in either."""
    rule = accept(sources=("2001:db8::/32",), source_set="friends", destination_set="us", destinations=("::/0",))
    sets = {"friends": (A,), "us": (f"{B}/32",)}
    assert workshop(probed, network(gate("b", Side.ARRIVING, rule), sets=sets), (A_TO_B, A_TO_B6)) == ["back", "back"]


def test_blocks_of_one_family_say_nothing_of_the_other(workshop: Call) -> None:
    """A rule for all of IPv4 lets no IPv6 pass, nor the other way round."""
    for blocks, expected in ((("0.0.0.0/0",), ["back", "lost"]), (("::/0",), ["lost", "back"])):
        one = gate("b", Side.ARRIVING, accept(sources=blocks))
        assert workshop(probed, network(one), (A_TO_B, A_TO_B6)) == expected
    for ipv6, expected in ((False, ["back", "lost"]), (True, ["lost", "back"])):
        one = gate("b", Side.ARRIVING, accept(ipv6=ipv6))
        assert workshop(probed, network(one), (A_TO_B, A_TO_B6)) == expected


def test_ports_match_with_both_ends_of_their_ranges(workshop: Call) -> None:
    """Ranges that overlap or touch are one, and their ends are inside."""
    one = gate("b", Side.ARRIVING, accept(protocol=TCP, destination_ports=((443, 450), (440, 444), (451, 451))))
    flows = [replace(A_TO_B, port=port) for port in (439, 440, 451, 452)]
    assert workshop(probed, network(one), flows) == ["lost", "back", "back", "lost"]


def test_every_port_is_no_condition(workshop: Call) -> None:
    """A rule for all ports of UDP is about UDP alone."""
    one = gate("b", Side.ARRIVING, accept(protocol=UDP, destination_ports=((0, 65535),)))
    assert workshop(probed, network(one), (A_TO_B, replace(A_TO_B, protocol=UDP))) == ["lost", "back"]


def test_source_ports_match(workshop: Call) -> None:
    """A rule may be about where a packet comes from."""
    one = gate("b", Side.ARRIVING, accept(protocol=TCP, source_ports=((5000, 5000),)))
    flows = [replace(A_TO_B, source_port=port) for port in (5000, 5001)]
    assert workshop(probed, network(one), flows) == ["back", "lost"]


@pytest.mark.parametrize(("protocol", "type_", "flow"), [(ICMP, 8, A_TO_B), (ICMPV6, 128, A_TO_B6)])
def test_types_of_icmp_match(workshop: Call, protocol: int, type_: int, flow: Flow) -> None:
    """A rule about echo requests lets them pass, one about another type or code does not."""
    flows = [replace(flow, protocol=protocol)]
    for fields, expected in (
        ({"icmp_type": type_}, "back"),
        ({"icmp_type": type_, "icmp_code": 0}, "back"),
        ({"icmp_type": type_, "icmp_code": 1}, "lost"),
        ({"icmp_type": type_ + 5}, "lost"),
        ({}, "back"),
    ):
        one = gate("b", Side.ARRIVING, accept(protocol=protocol, **fields))
        assert workshop(probed, network(one), flows) == [expected], fields


def test_protocol_without_ports_matches_by_its_number(workshop: Call) -> None:
    """A rule about a tunnel lets the tunnel pass, and nothing else."""
    one = gate("b", Side.ARRIVING, accept(protocol=47))
    assert workshop(probed, network(one), (replace(A_TO_B, protocol=47), A_TO_B)) == ["back", "lost"]


def test_devices_match(workshop: Call) -> None:
    """A rule of a router is about the devices by which a packet comes and goes."""
    one = accept(arriving_on=("i-a", "gateway"), leaving_by=("i-b",))
    two = accept(arriving_on=("i-b",), leaving_by=("i-a",), source_ports=((443, 443),), protocol=TCP)
    flows = (A_TO_B, B_TO_A, A_TO_B6)
    gates = gate("router", Side.PASSING, one, two, tracked=False)
    assert workshop(probed, network(gates), flows) == ["back", "lost", "back"]


def test_arriving_packets_are_judged_by_their_device(workshop: Call) -> None:
    """A gate at the border of a router knows a source that is not the device's own."""
    forged = drop(arriving_on=("i-a",), sources=(f"{A}/32",))
    one = replace(gate("router", Side.ARRIVING, forged, tracked=False), otherwise=Outcome.ACCEPT)
    assert workshop(probed, network(one), (A_TO_B, A_TO_B6)) == ["lost", "back"]


def test_what_a_space_says_to_itself_is_not_judged(workshop: Call) -> None:
    """A host that may neither send nor receive speaks to itself all the same."""
    gates = (gate("a", Side.LEAVING), gate("a", Side.ARRIVING))
    itself = Flow(sender="a", target="a", destination=A, port=80)
    assert workshop(probed, network(*gates), (itself, A_TO_B)) == ["back", "lost"]
