"""All packet filters and translations of a space as one transaction of nftables.

Each gate is a chain of its own: that one lets a packet through decides nothing about the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sealane.lab.blueprint.gates import Gate, GateRule, Masquerade, Match, Outcome, Pairing, Side
from sealane.lab.kernel.matches import elements, equal, expressions
from sealane.lab.kernel.sets import named
from sealane.records import dataclass

Json = dict[str, Any]
TABLE: Final = {"family": "inet", "name": "sealane"}
_IN_TABLE: Final = {"family": "inet", "table": "sealane"}
# After the kernel knows a packet's connection (-200), and on either side of where it translates (-100 and 100), so that
# arriving packets are seen as the cable brings them and leaving ones as it takes them.
_HOOKS: Final = {Side.ARRIVING: ("prerouting", -150), Side.PASSING: ("forward", 0), Side.LEAVING: ("postrouting", 150)}
_LOOPBACK: Final = {Side.ARRIVING: "iifname", Side.LEAVING: "oifname"}
_OTHERWISE: Final = "otherwise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtering:
    """What becomes of packets in one space; equal values stand for equal filters."""

    gates: tuple[Gate, ...] = ()
    masquerades: tuple[Masquerade, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    sets: tuple[tuple[str, tuple[str, ...]], ...] = ()


def filtering(
    gates: Sequence[Gate],
    masquerades: Sequence[Masquerade],
    pairings: Sequence[Pairing],
    sets: Mapping[str, tuple[str, ...]],
) -> Filtering:
    """Return the filters of a space, with those sets alone that its rules name."""
    matches = [rule.match for gate in gates for rule in gate.rules]
    names = {name for match in matches for name in (match.source_set, match.destination_set) if name}
    return Filtering(
        gates=tuple(gates),
        masquerades=tuple(masquerades),
        pairings=tuple(pairings),
        sets=tuple((name, sets[name]) for name in sorted(names)),
    )


def transaction(wanted: Filtering) -> list[Json]:
    """Return the commands that put these filters in the place of all others, in one stroke."""
    found: list[Json] = [{"add": {"table": TABLE}}, {"delete": {"table": TABLE}}]
    if wanted == Filtering():
        return found
    found.append({"add": {"table": TABLE}})
    sets = dict(wanted.sets)
    for name, blocks in wanted.sets:
        found += _set(name, blocks)
    found += _pairings(wanted.pairings)
    for masquerade in wanted.masquerades:
        found += _masquerade(masquerade)
    found += _gates(wanted.gates, sets)
    return found


def _gates(gates: Sequence[Gate], sets: Mapping[str, tuple[str, ...]]) -> Iterator[Json]:
    places = dict.fromkeys(Side, 0)
    for gate in gates:
        yield from _gate(gate, chain_of(gate.side, places[gate.side]), places[gate.side], sets)
        places[gate.side] += 1


def chain_of(side: Side, place: int) -> str:
    """Return the name of the chain of the gate that stands at a place of its side."""
    return f"{side}-{place}"


def _set(name: str, blocks: tuple[str, ...]) -> Iterator[Json]:
    for version in (4, 6):
        if listed := elements(blocks, version):
            yield {
                "add": {
                    "set": {
                        **_IN_TABLE,
                        "name": named(name, version),
                        "type": f"ipv{version}_addr",
                        "flags": ["interval"],
                        "elem": listed,
                    }
                }
            }


def _gate(gate: Gate, chain: str, place: int, sets: Mapping[str, tuple[str, ...]]) -> Iterator[Json]:
    hook, priority = _HOOKS[gate.side]
    yield _chain(chain, "filter", hook, priority + place)
    if gate.side in _LOOPBACK:
        # What a space says to itself crosses no cable.
        yield _rule(chain, [equal({"meta": {"key": _LOOPBACK[gate.side]}}, "lo"), {"accept": None}])
    if gate.tracked:
        state = {"ct": {"key": "state"}}
        yield _rule(chain, [_among(state, ["established", "related"]), {"counter": None}, {"accept": None}], "known")
        yield _rule(chain, [_among(state, ["invalid"]), {"counter": None}, {"drop": None}], "invalid")
    for number, rule in enumerate(gate.rules):
        for conditions in expressions(rule.match, sets):
            yield _rule(chain, [*conditions, {"counter": None}, {rule.outcome.value: None}], str(number))
    yield _rule(chain, [{"counter": None}, {gate.otherwise.value: None}], _OTHERWISE)


def _masquerade(masquerade: Masquerade) -> Iterator[Json]:
    ipv6 = masquerade.address.version == 6  # noqa: PLR2004 - a version speaks for itself
    chain = f"masquerade-{masquerade.leaving_by}-{masquerade.address.version}"
    match = Match(leaving_by=(masquerade.leaving_by,), ipv6=ipv6)
    yield _chain(chain, "nat", "postrouting", 100)
    for conditions in expressions(match, {}):
        action = {"snat": {"family": "ip6" if ipv6 else "ip", "addr": str(masquerade.address)}}
        yield _rule(chain, [*conditions, action])


def _pairings(pairings: Sequence[Pairing]) -> Iterator[Json]:
    """Write addresses anew without keeping track, as an internet gateway does.

    What arrives is written before the kernel looks for its connection, so that gates with memory see inside addresses.
    """
    groups: dict[tuple[str, int], list[Pairing]] = {}
    for pairing in pairings:
        groups.setdefault((pairing.outside_device, pairing.inside.version), []).append(pairing)
    for place, ((device, version), members) in enumerate(groups.items()):
        protocol = "ip" if version == 4 else "ip6"  # noqa: PLR2004 - a version speaks for itself
        out = [[str(one.inside), str(one.outside)] for one in members]
        back = [[str(one.outside), str(one.inside)] for one in members]
        yield _chain(f"outwards-{place}", "filter", "postrouting", 100)
        yield _rule(f"outwards-{place}", [_on("oifname", device), _rewrite(protocol, "saddr", out)])
        yield _chain(f"inwards-{place}", "filter", "prerouting", -300)
        yield _rule(f"inwards-{place}", [_on("iifname", device), _rewrite(protocol, "daddr", back)])


def _on(key: str, device: str) -> Json:
    return equal({"meta": {"key": key}}, device)


def _rewrite(protocol: str, field: str, pairs: list[list[str]]) -> Json:
    payload = {"payload": {"protocol": protocol, "field": field}}
    return {"mangle": {"key": payload, "value": {"map": {"key": payload, "data": {"set": pairs}}}}}


def _among(left: Json, values: list[str]) -> Json:
    return {"match": {"op": "in", "left": left, "right": values}}


def _chain(name: str, kind: str, hook: str, priority: int) -> Json:
    given = {**_IN_TABLE, "name": name, "type": kind, "hook": hook, "prio": priority, "policy": Outcome.ACCEPT.value}
    return {"add": {"chain": given}}


def _rule(chain: str, expression: list[Json], comment: str = "") -> Json:
    given: Json = {**_IN_TABLE, "chain": chain, "expr": expression}
    if comment:
        given["comment"] = comment
    return {"add": {"rule": given}}


def rule_at(gate: Gate, comment: str) -> GateRule | None:
    """Return the rule of a gate that a comment stands for, `None` for what every gate has."""
    return gate.rules[int(comment)] if comment.isdigit() else None
