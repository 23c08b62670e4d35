"""Counters: which rule let a packet pass, and which one dropped it."""

from __future__ import annotations

from collections.abc import Sequence

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.gates import Outcome, Side
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.probe import Flow, probe
from tests.lab.kernel.conftest import Call
from tests.lab.kernel.flows import A_TO_B, A_TO_B6, B_TO_A
from tests.lab.kernel.network import accept, drop, gate, network

GATES = (
    gate("b", Side.ARRIVING, drop("first", ipv6=True), accept("second", sources=("10.0.0.0/8", "::/0")), name="in"),
    gate("b", Side.LEAVING, name="out"),
    gate("router", Side.PASSING, accept("acl"), tracked=False, name="passes"),
)
Met = tuple[str, str, str, Outcome]


def met(blueprint: Blueprint, flows: Sequence[Flow]) -> dict[Met, int]:
    """Tell which rules were met by the flows, and by how many packets."""
    with Lab(blueprint) as lab:
        probe(lab, flows)
        counts = lab.counts()
        assert lab.counts("b") == tuple(count for count in counts if count.space == "b")
        return {
            (count.space, count.gate, count.origin or count.rule, count.outcome): count.packets
            for count in counts
            if count.packets
        }


def test_rule_that_decides_is_counted(workshop: Call) -> None:
    """Each packet counts at the rule that let it pass, and the answer where answers are known."""
    assert workshop(met, network(*GATES), (A_TO_B,)) == {
        ("b", "in", "second", Outcome.ACCEPT): 1,
        ("b", "out", "known", Outcome.ACCEPT): 1,
        ("router", "passes", "acl", Outcome.ACCEPT): 2,
    }


def test_rule_that_drops_is_counted(workshop: Call) -> None:
    """A packet that is dropped counts at the rule that dropped it, and at the gate's end when there was none."""
    found = workshop(met, network(*GATES), (A_TO_B6, B_TO_A))
    assert found["b", "in", "first", Outcome.DROP] == 1
    assert found["b", "out", "otherwise", Outcome.DROP] == 1
    assert ("b", "in", "second", Outcome.ACCEPT) not in found


def test_space_without_gates_counts_nothing(workshop: Call) -> None:
    """Where nothing is judged nothing is counted."""
    assert workshop(met, network(), (A_TO_B,)) == {}
