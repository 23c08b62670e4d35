"""Network ACLs: gates without memory at the borders of subnets, entries in the order of their numbers.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sealane.lab.blueprint.gates import Gate, GateRule, Match, Outcome, Side
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.known import known, network_of, unknowns
from sealane.lab.survey.labels import router_of
from sealane.lab.survey.land import Land, Plot
from sealane.lab.survey.ports import Port
from sealane.lab.survey.protocols import matching, number_of
from sealane.world.network_acls import AclEntry
from sealane.world.security_groups import Direction

# The other end, and the subnet's own devices, as an entry of each direction sees them.
_FIELDS = {Direction.EGRESS: ("destinations", "arriving_on"), Direction.INGRESS: ("sources", "leaving_by")}


def gates(land: Land, ports: Sequence[Port]) -> Iterator[Gate | Undrawn]:
    """Yield the two gates of every subnet that has a device; all leaving ones first, as packets meet them."""
    by_subnet: dict[str, list[Port]] = {}
    for port in ports:
        by_subnet.setdefault(port.subnet, []).append(port)
    for direction in (Direction.EGRESS, Direction.INGRESS):
        for subnet in sorted(by_subnet):
            yield from _gate(land.plots[subnet], direction, by_subnet[subnet])


def _gate(plot: Plot, direction: Direction, ports: Sequence[Port]) -> Iterator[Gate | Undrawn]:
    acl = plot.acl
    if acl is None:
        yield Undrawn(what=f"network ACL of {plot.key}", why="it is not in the source")
        return
    for reason in acl.hidden:
        yield from unknowns(f"network ACL {acl.origin.name}", reason)
    everybody = tuple(port.device for port in ports)
    # What stays within the subnet crosses no border. What leaves it by a transit gateway's interface is judged even
    # when that stands in the same subnet, and what comes from there is not:
    # https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
    residents = tuple(port.device for port in ports if not port.transit)
    own = {_FIELDS[direction][1]: everybody}
    rules = [_decision(Outcome.ACCEPT, "within", arriving_on=everybody, leaving_by=residents)]
    for entry in sorted(acl.entries, key=lambda one: known(one.number, 1 << 16)):
        if entry.direction is direction:
            match = _match(entry)
            if match is None:
                yield Undrawn(what=f"entry {entry.origin.name}", why="not everything is known of it")
            else:
                outcome = Outcome.ACCEPT if known(entry.allow, False) else Outcome.DROP  # noqa: FBT003 - known by now
                rules.append(_decision(outcome, entry.origin.name, **own, **match))
    rules.append(_decision(Outcome.DROP, f"{acl.id} *", **own))
    yield Gate(
        space=router_of(plot.vpc),
        name=f"acl-{direction}:{plot.key}",
        side=Side.PASSING,
        rules=tuple(rules),
        tracked=False,
        otherwise=Outcome.ACCEPT,
    )


def _decision(outcome: Outcome, origin: str, **match: Any) -> GateRule:
    return GateRule(match=Match(**match), outcome=outcome, origin=origin)


def _match(entry: AclEntry) -> dict[str, Any] | None:
    values = (entry.number, entry.allow, entry.protocol, entry.from_port, entry.to_port, entry.cidr)
    network = network_of(known(entry.cidr, ""))
    protocol = number_of(known(entry.protocol, ""))
    if any(unknowns("", *values)) or network is None or protocol is None:
        return None
    fields = matching(protocol, known(entry.from_port, -1), known(entry.to_port, -1))
    return {**fields, _FIELDS[entry.direction][0]: (str(network),)}
