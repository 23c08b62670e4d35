"""Packets to something in the same VPC and their answers: groups at both ends, ACLs where subnets differ, local routes.

https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.endpoints import EndpointGroupIngress
from sealane.reachability.blocks.file_systems import MountTargetIngress
from sealane.reachability.blocks.towards import Towards
from sealane.reachability.ends import End
from sealane.reachability.forwarders import forwarder_of, passed_on
from sealane.reachability.group_rules import Filter
from sealane.reachability.network_acls import Crossing, cross
from sealane.reachability.outcome import Outcome, Reason, doubted, opened, together
from sealane.reachability.protocols import name_of_protocol
from sealane.reachability.routes import Lanes, lanes_of, legs_of, table_of
from sealane.reachability.security_groups import hop, judge
from sealane.reachability.sieve import Asked, Passes
from sealane.reachability.start import Start, answer, leaving, let_out, returning
from sealane.reachability.targets import target_of
from sealane.records import dataclass
from sealane.verdicts.trace import Block, Hop
from sealane.world.address_sets import Intervals, union
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import NatGateway
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.route_tables import Route
from sealane.world.security_groups import Direction
from sealane.world.stores import MountTarget
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread


@dataclass(frozen=True, slots=True)
class Landing:
    """An interface that packets are meant for: whose it is, its subnet, and its groups as a filter.

    `ingress` is `None` where no group looks; `open` says what of it is not known.
    """

    fact: Endpoint | MountTarget | NetworkInterface | Instance | None
    subnet: Subnet
    end: End
    ingress: Filter | None
    open: tuple[Reason, ...] = ()


def deliver(atlas: Atlas, start: Start, landing: Landing, asked: Asked, towards: Towards) -> Outcome:
    """Follow packets from a start to a landing in its own VPC, and their answers back."""
    peers = tuple(sorted(landing.end.groups))
    parts = [let_out(start, landing.end, asked, towards, peers)]
    other = start.subnet.id != landing.subnet.id
    if other:
        parts.append(cross(atlas, leaving(start, landing.end, asked, towards)))
        parts.append(_routed(atlas, start.lanes, (start.end, landing.end), asked, start.subnet))
    parts += arriving(atlas, landing, start.end, asked, towards, border=other)
    if other:
        parts += answering(atlas, landing, start.end, asked, start.client, towards)
        parts.append(_routed_back(atlas, landing, start.end, answer(asked, start.client)))
        parts.append(cross(atlas, returning(start, landing.end, asked, towards)))
    return together(parts)


def arriving(
    atlas: Atlas,
    landing: Landing,
    source: End,
    asked: Asked,
    towards: Towards,
    *,
    border: bool,
) -> list[Outcome]:
    """Return what the landing's subnet and groups make of packets from a source."""
    here = landing.end.text
    into = Crossing(landing.subnet.id, Direction.INGRESS, source, asked, towards, here=here)
    return [*([cross(atlas, into)] if border else []), _let_in(landing, source, asked)]


def answering(
    atlas: Atlas, landing: Landing, source: End, asked: Asked, client: Intervals, towards: Towards
) -> list[Outcome]:
    """Return what the landing's subnet makes of answers to a source."""
    back = answer(asked, client)
    out = Crossing(landing.subnet.id, Direction.EGRESS, source, back, towards, answer=True, here=landing.end.text)
    return [cross(atlas, out)]


def _let_in(landing: Landing, source: End, asked: Asked) -> Outcome:
    name = landing.fact.origin if landing.fact else landing.subnet.origin
    delivered = Hop(kind=_kind(landing), origin=name, rule=name, does="delivers")
    if landing.ingress is None:
        return Outcome(open=landing.open, forward=(delivered,))
    judged = judge(landing.ingress, asked, source)
    seen = hop(landing.ingress, judged, name.name)
    if judged.sifted.passes is Passes.YES:
        return Outcome(open=landing.open, forward=(seen, delivered))
    if judged.sifted.passes is Passes.MAYBE:
        return Outcome(open=(*landing.open, *judged.sifted.why), forward=(seen,))
    return Outcome(blocks=(_refusal(landing, landing.ingress, source, asked),), forward=(seen,))


def _kind(landing: Landing) -> str:
    match landing.fact:
        case Endpoint():
            return "endpoint"
        case MountTarget():
            return "mount-target"
        case Instance():
            return "instance"
        case _:
            return "network-interface"


def _refusal(landing: Landing, ingress: Filter, source: End, asked: Asked) -> Block:
    blocks, groups = (source.text,), tuple(sorted(source.groups))
    if isinstance(landing.fact, MountTarget):
        return MountTargetIngress(
            mount_target=landing.fact,
            groups=ingress.groups,
            task_groups=groups,
            port=asked.ports.first,
            source=blocks,
            subnet=landing.subnet,
        )
    return EndpointGroupIngress(
        groups=ingress.groups,
        task_groups=groups,
        port=asked.ports.first,
        protocol=name_of_protocol(asked.protocol.first),
        source=blocks,
        endpoint=landing.fact,
        subnet=landing.subnet,
    )


def _routed_back(atlas: Atlas, landing: Landing, source: End, asked: Asked) -> Outcome:
    table = table_of(atlas, landing.subnet)
    lanes = lanes_of(atlas, table.value) if isinstance(table, Known) else table
    found = _routed(atlas, lanes, (landing.end, source), asked, landing.subnet)
    return Outcome(found.blocks, found.open, (), found.forward)


def _routed(atlas: Atlas, lanes: Lanes | Reason, ends: tuple[End, End], asked: Asked, subnet: Subnet) -> Outcome:
    """Return what routes make of packets inside a VPC: a more specific one than the local route leads them aside.

    https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
    """
    if not isinstance(lanes, Lanes):
        return opened(lanes)
    _, target = ends
    local = union(lane.addresses for lane in lanes.lanes if lane.local)
    aside = [leg for leg in legs_of(lanes, target.addresses & local) if leg.lane is not None and not leg.lane.local]
    hop = Hop(kind="route-table", origin=lanes.table.origin, rule=lanes.table.origin, does="routes", detail="local")
    doubts = tuple(why for route, why in lanes.adrift if _may_stand_between(atlas, route))
    if not aside:
        return Outcome(open=(*doubts, *lanes.open), forward=(hop,))
    routes = [leg.lane.route for leg in aside if leg.lane and leg.lane.route]
    found = [_aside(atlas, route, ends, asked, subnet) for route in routes]
    whole = together(found)
    certain = target.each or target.addresses <= union(leg.addresses for leg in aside)
    return whole if certain else doubted(whole, Unknown("which address the packets go to is not known"))


def _may_stand_between(atlas: Atlas, route: Route) -> bool:
    """Tell whether a route may be more specific than the local one: only those to such targets may."""
    target = target_of(atlas, route)
    return isinstance(target, NetworkInterface | Instance | NatGateway | Endpoint | Unknown | Unread)


def _aside(atlas: Atlas, route: Route, ends: tuple[End, End], asked: Asked, subnet: Subnet) -> Outcome:
    target = target_of(atlas, route)
    if isinstance(target, NetworkInterface | Instance):
        return passed_on(atlas, forwarder_of(target), ends, asked, route, subnet)
    if isinstance(target, Unknown | Unread):
        return opened(target)
    return opened(Unknown(f"what {target.origin.name} makes of packets inside the VPC"))
