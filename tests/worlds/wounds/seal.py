"""Wounds of the seal: ways out to the internet, and ways in from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sealane.verdicts.cause import Cause
from sealane.world.gateways import Gateway, GatewayKind, NatGateway
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.load_balancers import Listener, LoadBalancer
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import Direction, PeerKind, SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.transit import (
    AttachmentKind,
    TransitAttachment,
    TransitGateway,
    TransitRoute,
    TransitRouteTable,
)
from sealane.world.values import Known
from sealane.world.vpc_defaults import default_acl
from sealane.world.world import Fact
from tests.worlds import healthy as well
from tests.worlds.wounds.network import internet, route, routed
from tests.worlds.wounds.wound import Expected, Wound, expect, wound

_ON, _OFF = Known(True), Known(False)  # noqa: FBT003 - values
_PUBLIC = "subnet-public"
_LISTS = "targets-app"


def wounds() -> Iterator[Wound]:
    """Yield every wound of this family."""
    yield from _by_nat()
    yield from _by_public_address()
    yield from _by_ipv6()
    yield from _by_instance()
    yield from _by_transit()
    yield from _ways_in()


def open_group() -> SecurityGroup:
    """Return the tasks' group, letting everything out."""
    everything = replace(
        well.rule(well.TASKS, Direction.EGRESS, "0.0.0.0/0"),
        protocol=Known("-1"),
        from_port=Known(-1),
        to_port=Known(-1),
    )
    return well.tasks_group(everything)


def public_subnet() -> list[Fact]:
    """Return a subnet whose table leads to an attached internet gateway."""
    subnet = replace(well.subnet(0), id=_PUBLIC, origin=well.origin(_PUBLIC), cidr=Known("10.0.9.0/24"))
    table = RouteTable(
        id="rtb-public",
        origin=well.origin("rtb-public"),
        vpc=Known(well.VPC),
        subnets=(_PUBLIC,),
        routes=(replace(route(0, "igw-1"), origin=well.origin("rtb-public 0.0.0.0/0")),),
    )
    return [subnet, table, internet()]


def _by_routes(cause: Cause, destination: str = "0.0.0.0/0") -> list[Expected]:
    """Expect a leak by the same route of both tables."""
    return [expect(cause, f"{table} {destination}") for table in well.ROUTE_TABLES]


def _nat() -> NatGateway:
    return NatGateway(id="nat-1", origin=well.origin("nat-1"), subnet=Known(_PUBLIC), public=_ON)


def _by_nat() -> Iterator[Wound]:
    yield wound(
        "a default route to a working NAT gateway",
        well.healthy(open_group(), *public_subnet(), _nat(), *routed("nat-1")),
        *_by_routes(Cause.INTERNET_BY_NAT),
    )
    one = replace(well.route_table(1), routes=(route(1, "nat-1", "8.8.8.0/24"),))
    yield wound(
        "a route for a few public addresses to a working NAT gateway, in one zone",
        well.healthy(open_group(), *public_subnet(), _nat(), one),
        expect(Cause.INTERNET_BY_NAT, "rtb-b 8.8.8.0/24"),
    )


def _by_public_address() -> Iterator[Wound]:
    public = replace(well.service(), public_address=_ON)
    for name, tables in (("both subnets", routed("igw-1")), ("one subnet", routed("igw-1")[:1])):
        yield wound(
            f"public addresses and a route to an internet gateway in {name}",
            well.healthy(open_group(), internet(), public, *tables),
            expect(Cause.INTERNET_BY_PUBLIC_ADDRESS, well.SERVICE),
        )


def _by_ipv6() -> Iterator[Wound]:
    subnets: list[Subnet] = [
        replace(well.subnet(number), ipv6_cidr=Known(f"2600:1f18:0:{number}::/64"), ipv6_on_creation=_ON)
        for number in range(2)
    ]
    vpc = replace(well.vpc(), ipv6_cidrs=Known(("2600:1f18::/48",)))
    everything = replace(
        well.rule(well.TASKS, Direction.EGRESS, "::/0", kind=PeerKind.IPV6_CIDR),
        protocol=Known("-1"),
        from_port=Known(-1),
        to_port=Known(-1),
    )
    group = well.tasks_group(well.to_endpoints(), well.to_s3(), well.to_files(), everything)
    acl = well.acl(*(well.entry(way, n, cidr) for way in Direction for n, cidr in ((100, "0.0.0.0/0"), (101, "::/0"))))
    egress_only = Gateway(
        id="eigw-1", origin=well.origin("eigw-1"), kind=GatewayKind.EGRESS_ONLY, vpcs=Known((well.VPC,))
    )
    for gateway in (egress_only, internet()):
        yield wound(
            f"IPv6 and a route to {gateway.kind}",
            well.healthy(vpc, *subnets, acl, group, gateway, *routed(gateway.id, "::/0")),
            *_by_routes(Cause.INTERNET_BY_IPV6, "::/0"),
        )


def forwarder() -> tuple[SecurityGroup, NetworkInterface, Instance]:
    """Return an instance in the public subnet that forwards, with its group and its interface."""
    group = SecurityGroup(
        id="sg-nat",
        origin=well.origin("sg-nat"),
        vpc=Known(well.VPC),
        rules=tuple(
            replace(well.rule("sg-nat", way, "0.0.0.0/0"), protocol=Known("-1"), from_port=Known(-1), to_port=Known(-1))
            for way in Direction
        ),
    )
    interface = NetworkInterface(
        id="eni-nat",
        origin=well.origin("eni-nat"),
        subnet=Known(_PUBLIC),
        addresses=Known(("10.0.9.10",)),
        security_groups=Known(("sg-nat",)),
        public_address=Known("203.0.113.10"),
        check=_OFF,
        instance=Known("i-nat"),
    )
    instance = Instance(
        id="i-nat",
        origin=well.origin("i-nat"),
        subnet=Known(_PUBLIC),
        security_groups=Known(("sg-nat",)),
        interfaces=Known(("eni-nat",)),
        address=Known("10.0.9.10"),
        public=_ON,
        check=_OFF,
    )
    return group, interface, instance


def _by_instance() -> Iterator[Wound]:
    group, interface, instance = forwarder()
    for target in ("eni-nat", "i-nat"):
        yield wound(
            f"a default route to {target}, which forwards",
            well.healthy(open_group(), *public_subnet(), group, interface, instance, *routed(target)),
            *_by_routes(Cause.INTERNET_BY_NAT_INSTANCE),
        )


def _by_transit() -> Iterator[Wound]:
    hub = replace(well.vpc(), id="vpc-hub", origin=well.origin("vpc-hub"), cidrs=Known(("10.9.0.0/16",)))
    gateway = replace(internet(), id="igw-hub", origin=well.origin("igw-hub"), vpcs=Known(("vpc-hub",)))
    public = replace(
        well.subnet(0),
        id="subnet-hub-public",
        origin=well.origin("subnet-hub-public"),
        vpc=Known("vpc-hub"),
        cidr=Known("10.9.0.0/24"),
    )
    inner = replace(public, id="subnet-hub", origin=well.origin("subnet-hub"), cidr=Known("10.9.1.0/24"))
    nat = NatGateway(id="nat-hub", origin=well.origin("nat-hub"), subnet=Known(public.id), public=_ON)
    tables = [
        _table("rtb-hub-public", public.id, ("igw-hub", "0.0.0.0/0"), ("tgw-1", "10.0.0.0/16")),
        _table("rtb-hub", inner.id, ("nat-hub", "0.0.0.0/0"), ("tgw-1", "10.0.0.0/16")),
    ]
    network: tuple[Fact, ...] = (hub, default_acl(hub), gateway, public, inner, nat, *tables)
    for name, destination in (("everything", "0.0.0.0/0"), ("a few public addresses", "8.8.8.0/24")):
        yield wound(
            f"a transit gateway leads {name} to another VPC's NAT gateway",
            well.healthy(
                open_group(),
                *network,
                *_transit(),
                *routed("tgw-1", destination),
            ),
            *_by_routes(Cause.INTERNET_BY_TRANSIT, destination),
        )


def _table(name: str, subnet: str, *routes: tuple[str, str]) -> RouteTable:
    made = tuple(
        replace(route(0, target, destination), origin=well.origin(f"{name} {destination}"))
        for target, destination in routes
    )
    return RouteTable(id=name, origin=well.origin(name), vpc=Known("vpc-hub"), subnets=(subnet,), routes=made)


def _transit() -> list[Fact]:
    gateway = TransitGateway(id="tgw-1", origin=well.origin("tgw-1"), association_table=Known("tgw-rtb"))
    attachments = [
        TransitAttachment(
            id=f"tgw-attach-{vpc}",
            origin=well.origin(f"tgw-attach-{vpc}"),
            gateway=Known("tgw-1"),
            kind=AttachmentKind.VPC,
            resource=Known(vpc),
            subnets=Known(subnets),
        )
        for vpc, subnets in ((well.VPC, well.SUBNETS), ("vpc-hub", ("subnet-hub",)))
    ]
    routes = tuple(
        TransitRoute(
            origin=well.origin(f"tgw-rtb {destination}"),
            destination=Known(destination),
            attachment=Known(f"tgw-attach-{vpc}"),
        )
        for destination, vpc in (("0.0.0.0/0", "vpc-hub"), ("10.0.0.0/16", well.VPC))
    )
    table = TransitRouteTable(
        id="tgw-rtb",
        origin=well.origin("tgw-rtb"),
        gateway=Known("tgw-1"),
        associations=tuple(one.id for one in attachments),
        routes=routes,
    )
    return [gateway, *attachments, table]


def _ways_in() -> Iterator[Wound]:
    inbound = well.rule(well.TASKS, Direction.INGRESS, "0.0.0.0/0", 8080)
    group = well.tasks_group(well.to_endpoints(), well.to_s3(), well.to_files(), inbound)
    public = replace(well.service(), public_address=_ON)
    yield wound(
        "a public address, a route to an internet gateway and an open port",
        well.healthy(group, internet(), public, *routed("igw-1")),
        expect(Cause.REACHABLE_FROM_INTERNET, well.SERVICE),
    )
    balancer = LoadBalancer(
        id="alb-1",
        origin=well.origin("alb-1"),
        kind=Known("application"),
        internal=_OFF,
        subnets=Known((_PUBLIC,)),
        security_groups=Known(("sg-alb",)),
        listeners=(Listener(origin=well.origin("listener"), port=Known(443), targets=Known((_LISTS,))),),
    )
    alb = well.group(
        "sg-alb",
        well.rule("sg-alb", Direction.INGRESS, "0.0.0.0/0"),
        well.rule("sg-alb", Direction.EGRESS, "10.0.0.0/16", 8080),
    )
    behind = replace(well.service(), targets=Known(((_LISTS, 8080),)))
    from_alb = replace(inbound, peer=Known("10.0.0.0/16"))
    yield wound(
        "a load balancer that faces the internet",
        well.healthy(
            well.tasks_group(well.to_endpoints(), well.to_s3(), well.to_files(), from_alb),
            *public_subnet(),
            balancer,
            alb,
            behind,
        ),
        expect(Cause.REACHABLE_FROM_INTERNET, "alb-1"),
    )
