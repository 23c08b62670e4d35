"""How many packets met which rule: which one let them through, and which one dropped them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sealane.lab.blueprint.gates import Gate, Outcome, Side
from sealane.lab.kernel.rules import chain_of, rule_at
from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a rule of a gate did since the gate stands.

    `origin` is that of the rule; of what every gate does beside its rules it is empty, and `rule` says what that is:
    `known` lets pass what belongs to a connection, `invalid` drops what belongs to none, `otherwise` is the gate's end.
    """

    space: str
    gate: str
    side: Side
    rule: str
    origin: str
    outcome: Outcome
    packets: int
    octets: int


def counts_of(space: str, gates: Sequence[Gate], listed: Sequence[Mapping[str, Any]]) -> Iterator[Count]:
    """Read the counters of a space's gates from what nftables lists."""
    chains: dict[str, Gate] = {}
    places = dict.fromkeys(Side, 0)
    for gate in gates:
        chains[chain_of(gate.side, places[gate.side])] = gate
        places[gate.side] += 1
    for entry in listed:
        rule = entry.get("rule", {})
        if rule.get("chain") in chains and "comment" in rule:
            yield _count(space, chains[rule["chain"]], rule)


def _count(space: str, gate: Gate, rule: Mapping[str, Any]) -> Count:
    comment = rule["comment"]
    said = rule_at(gate, comment)
    counter = next(one["counter"] for one in rule["expr"] if "counter" in one)
    drops = any("drop" in one for one in rule["expr"])
    return Count(
        space=space,
        gate=gate.name,
        side=gate.side,
        rule=comment,
        origin=said.origin if said else "",
        outcome=Outcome.DROP if drops else Outcome.ACCEPT,
        packets=counter["packets"],
        octets=counter["bytes"],
    )
