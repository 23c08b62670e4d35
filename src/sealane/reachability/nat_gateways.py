"""NAT gateways: internet only if their own way out works.

A NAT gateway has no security group; the ACL of its subnet looks at what comes from the task and at what goes on.
https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.between import leads_aside
from sealane.reachability.blocks.towards import Towards, TowardsKind
from sealane.reachability.blocks.ways import NatHasNoWayOut, Obstruction
from sealane.reachability.ends import End
from sealane.reachability.gates import Passing, gate_of
from sealane.reachability.network_acls import Crossing, cross
from sealane.reachability.outcome import Outcome, Reason, opened, together
from sealane.reachability.places import somewhere_in
from sealane.reachability.protocols import EPHEMERAL
from sealane.reachability.routes import lanes_of, legs_of, table_of
from sealane.reachability.sieve import Asked
from sealane.reachability.start import Start, answer
from sealane.reachability.targets import target_of
from sealane.records import dataclass
from sealane.verdicts.trace import Hop
from sealane.world.address_sets import Intervals
from sealane.world.gateways import Gateway, GatewayKind, NatGateway
from sealane.world.route_tables import Route, RouteTable
from sealane.world.security_groups import Direction
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread


@dataclass(frozen=True, slots=True)
class WayOut:
    """A NAT gateway's own way out: what surely stops it and whose fault that is, or why nobody can say."""

    closed: Obstruction | None = None
    table: RouteTable | None = None
    open: tuple[Reason, ...] = ()


def by_nat(atlas: Atlas, start: Start, end: End, asked: Asked, nat: NatGateway, route: Route) -> Outcome:
    """Follow packets of a start through a NAT gateway to public addresses, and their answers back."""
    out = way_out(atlas, nat, end.addresses)
    hop = Hop(kind="nat-gateway", origin=nat.origin, rule=nat.origin, does="drops" if out.closed else "translates")
    if out.closed is not None:
        block = NatHasNoWayOut(nat=nat, because=out.closed, table=out.table, route=route, subnet=start.subnet)
        return Outcome(blocks=(block,), forward=(hop,))
    passed = Outcome(open=out.open, forward=(hop,))
    subnet = atlas.find(Subnet, nat.subnet)
    if not isinstance(subnet, Known):
        return together((passed, opened(subnet))) if not out.open else passed
    return together((passed, *_borders(atlas, start, end, asked, subnet.value)))


def _borders(atlas: Atlas, start: Start, end: End, asked: Asked, subnet: Subnet) -> list[Outcome]:
    """Return what the ACL of the NAT gateway's subnet makes of the packets, both times and both ways."""
    towards = Towards(kind=TowardsKind.INTERNET)
    own = End(somewhere_in(atlas, Known(subnet)))
    back_out = Asked(asked.protocol, EPHEMERAL, EPHEMERAL) if asked.ports.size == 1 else asked
    back_in = answer(asked, start.client)
    parts = [
        Crossing(subnet.id, Direction.INGRESS, start.end, asked, towards, here=own.text),
        Crossing(subnet.id, Direction.EGRESS, end, asked, towards, here=own.text),
        Crossing(subnet.id, Direction.INGRESS, end, back_out, towards, answer=True, here=own.text),
        Crossing(subnet.id, Direction.EGRESS, start.end, back_in, towards, answer=True, here=own.text),
    ]
    inner = start.subnet.id == subnet.id
    aside = leads_aside(atlas, subnet) and not inner and start.subnet.vpc == subnet.vpc
    doubt = [opened(Unknown(f"where {subnet.id} leads answers to {start.subnet.id}"))] if aside else []
    return doubt + [cross(atlas, one) for one in (parts[1:3] if inner else parts)]


def way_out(atlas: Atlas, nat: NatGateway, addresses: Intervals) -> WayOut:
    """Return whether a NAT gateway leads to public addresses."""
    return atlas.answer(("nat", nat.id, addresses), lambda: _way_out(atlas, nat, addresses))


def _way_out(atlas: Atlas, nat: NatGateway, addresses: Intervals) -> WayOut:
    current = atlas.fact(NatGateway, nat.id) or nat
    state, public = current.state, current.public
    why: list[Reason] = [value for value in (state, public, current.subnet) if not isinstance(value, Known)]
    if isinstance(state, Known) and state.value.lower() != "available":
        return WayOut(Obstruction.NOT_AVAILABLE)
    if isinstance(current.subnet, Known) and not current.subnet.value:
        why.append(Unknown(f"{current.origin.name} is a regional NAT gateway, whose own routes are not in the source"))
    if why:
        return WayOut(open=tuple(why))
    if public == Known(value=False):
        return _private(atlas, current, addresses)
    return _from_subnet(atlas, current, addresses)


def _private(atlas: Atlas, nat: NatGateway, addresses: Intervals) -> WayOut:
    """A private NAT gateway has no public address, so an internet gateway drops what it sends.

    https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
    """
    found = _from_subnet(atlas, nat, addresses)
    if found.open:
        return found
    return WayOut(found.closed or Obstruction.PRIVATE_NAT, found.table if found.closed else None)


def _from_subnet(atlas: Atlas, nat: NatGateway, addresses: Intervals) -> WayOut:
    subnet = atlas.find(Subnet, nat.subnet)
    if not isinstance(subnet, Known):
        return WayOut(open=(subnet,))
    table = table_of(atlas, subnet.value)
    if not isinstance(table, Known):
        return WayOut(open=(table,))
    lanes = lanes_of(atlas, table.value)
    legs = legs_of(lanes, addresses)
    taken = [leg.lane for leg in legs if leg.lane is None or not (leg.lane.local or leg.lane.endpoint)]
    found = [_by_lane(atlas, subnet.value, lane.route if lane else None) for lane in taken]
    if not taken:
        # https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html does not say so, and older pages
        # said that it does not.
        carried = [leg.lane.endpoint.origin.name for leg in legs if leg.lane and leg.lane.endpoint]
        if carried:
            return WayOut(open=(Unknown(f"whether {nat.origin.name} sends packets on to {carried[0]}"),))
    doubts = (*lanes.open, *(why for _, why in lanes.adrift), *(why for one in found for why in one.open))
    if doubts:
        return WayOut(open=doubts)
    if len({one.closed for one in found}) > 1:
        return WayOut(open=(Unknown(f"which way {nat.origin.name} takes to the addresses that are meant"),))
    closed = found[0].closed if found else Obstruction.NO_ROUTE
    return WayOut(closed, table.value if closed in (Obstruction.NO_ROUTE, Obstruction.BLACKHOLE) else None)


def _by_lane(atlas: Atlas, subnet: Subnet, route: Route | None) -> WayOut:
    if route is None:
        return WayOut(Obstruction.NO_ROUTE)
    if not route.active:
        return WayOut(Obstruction.BLACKHOLE)
    target = target_of(atlas, route)
    if isinstance(target, Unknown | Unread):
        return WayOut(open=(target,))
    if isinstance(target, NatGateway):
        # A NAT gateway behind another, or behind itself, reaches nothing: the second one is not in a public subnet.
        return WayOut(Obstruction.NO_ROUTE)
    if isinstance(target, Gateway) and target.kind is GatewayKind.INTERNET:
        gate = gate_of(atlas, target, subnet, Passing.OUTBOUND_ONLY)
        return WayOut(gate.closed, open=gate.open)
    return WayOut(open=(Unknown(f"what lies behind {target.origin.name}"),))
