"""From a start to one address: in its own VPC, in another one that a route leads to, or outside."""

from __future__ import annotations

from sealane.reachability.across import deliver_across
from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.towards import Towards, TowardsKind
from sealane.reachability.ends import End
from sealane.reachability.goal import AddressGoal
from sealane.reachability.indexes import peerings_by_vpc
from sealane.reachability.inside import deliver
from sealane.reachability.landings import landing_at_address
from sealane.reachability.outcome import Outcome, Reason, doubted, opened
from sealane.reachability.places import vpc_addresses
from sealane.reachability.public_paths import public
from sealane.reachability.routes import Lanes, legs_of
from sealane.reachability.start import Start, request
from sealane.reachability.targets import target_of
from sealane.reachability.transit_gateways import taken_over
from sealane.reachability.trip import Trip
from sealane.verdicts.verdict import Verdict
from sealane.world.address_sets import EVERY_IPV4, NOTHING, PUBLIC_IPV4, Intervals, number_of, span
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import PeeringConnection
from sealane.world.transit import TransitGateway
from sealane.world.values import Known, Unknown, Unread, Value

# Addresses that no group, ACL or route looks at: the name server, the task's metadata, the clock.
# https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
_LINK_LOCAL = span(0xA9FE0000, 0xA9FEFFFF)


def to_address(atlas: Atlas, start: Start, goal: AddressGoal) -> tuple[Outcome, tuple[Endpoint, ...], bool]:
    """Follow packets to one IPv4 address: there, back, and the endpoint that has it."""
    number = number_of(goal.address)
    if number is None:
        return opened(Unknown(f"{goal.address!r} is not an address")), (), False
    if number not in EVERY_IPV4:
        return opened(Unknown("single packets over IPv6 are not followed")), (), False
    at = span(number, number)
    if at <= _LINK_LOCAL:
        return Outcome(), (), False
    asked, towards = request(goal.protocol, goal.port), Towards(kind=TowardsKind.ADDRESS, key=goal.address)
    vpc = _vpc_that_has(atlas, start, at)
    if isinstance(vpc, Unknown | Unread):
        return opened(vpc), (), False
    landing = landing_at_address(atlas, vpc.value, goal.address) if vpc.value else None
    if isinstance(landing, Unknown | Unread):
        return opened(landing), (), False
    if landing is not None:
        endpoints = (landing.fact,) if isinstance(landing.fact, Endpoint) else ()
        if vpc.value == start.vpc.id:
            return deliver(atlas, start, landing, asked, towards), endpoints, False
        return deliver_across(atlas, Trip(start, landing.end, asked, towards), landing), endpoints, False
    if vpc.value:
        return opened(Unread(f"no subnet of {vpc.value} that is known has the address {goal.address}")), (), False
    end = End(at, groups_open=_groups_of_peers(atlas, start, at))
    found = public(atlas, start, end, asked, towards).whole
    if found.verdict is Verdict.HOLDS and not at <= PUBLIC_IPV4:
        # The internet has no such address: https://www.iana.org/assignments/iana-ipv4-special-registry/
        found = doubted(found, Unknown(f"who has the address {goal.address}, which is not a public one"))
    return found, (), at <= PUBLIC_IPV4


def _vpc_that_has(atlas: Atlas, start: Start, at: Intervals) -> Value[str]:
    """Return the VPC to which the route of an address leads; empty when it leads out, or nowhere."""
    own = vpc_addresses(atlas, start.subnet.vpc)
    if isinstance(own, Known) and at <= own.value:
        return Known(start.vpc.id)
    if not isinstance(start.lanes, Lanes):
        return start.lanes
    lane = legs_of(start.lanes, at)[0].lane
    if lane is not None and lane.local:
        return Known(start.vpc.id)
    target = target_of(atlas, lane.route) if lane and lane.route and lane.route.active else None
    if isinstance(target, PeeringConnection):
        return _with(atlas, (target.requester, target.accepter), at)
    if isinstance(target, TransitGateway):
        over = taken_over(atlas, target, start.subnet, at)
        if over.attachment is not None:
            return _with(atlas, (over.attachment.resource,), at)
    if not isinstance(own, Known):
        return own
    return Known("")


def _groups_of_peers(atlas: Atlas, start: Start, at: Intervals) -> tuple[Reason, ...]:
    """Return a doubt where a peer of the VPC has an address to which no route leads over the peering connection.

    A rule may name a peer's group, whose members it knows by their addresses:
    https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
    """
    for key in atlas.named(peerings_by_vpc, (PeeringConnection,), start.vpc.id):
        peering = atlas.fact(PeeringConnection, key)
        ends = (peering.requester, peering.accepter) if peering else ()
        others = tuple(end for end in ends if end != Known(start.vpc.id))
        if peering and _with(atlas, others, at) != Known(""):
            return (Unknown(f"whether groups are known by {peering.origin.name} on another way"),)
    return ()


def _with(atlas: Atlas, vpcs: tuple[Value[str], ...], at: Intervals) -> Value[str]:
    reasons: list[Reason] = []
    for vpc in vpcs:
        addresses = vpc_addresses(atlas, vpc)
        if isinstance(addresses, Known) and isinstance(vpc, Known) and at <= (addresses.value or NOTHING):
            return vpc
        if not isinstance(addresses, Known):
            reasons.append(addresses)
    return reasons[0] if reasons else Known("")
