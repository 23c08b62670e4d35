"""Ways out for any packet at all, each with a witness, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.reachability.leaks import Leaks
from sealane.reachability.seats import seats_of
from sealane.reachability.ways_out import ways_out
from sealane.verdicts.verdict import Verdict
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.gateways import Gateway, GatewayKind, PeeringConnection
from sealane.world.prefix_lists import PrefixList
from sealane.world.security_groups import Direction, GroupRule, PeerKind
from sealane.world.services import Service
from sealane.world.transit import (
    AttachmentKind,
    TransitAttachment,
    TransitGateway,
    TransitRoute,
    TransitRouteTable,
)
from sealane.world.values import Known, Unknown, Unread
from sealane.world.vpc_defaults import default_acl
from sealane.world.vpcs import BlockPublicAccess
from sealane.world.world import Fact, World
from tests.unit.reachability.estate import (
    S3,
    S3_LIST,
    TASKS,
    acl,
    changed,
    endpoint,
    entry,
    everything,
    group,
    healthy,
    origin,
    route,
    rule,
    service,
    subnet,
    table,
    vpc,
    wounded,
)
from tests.unit.reachability.test_public_paths import (
    BY_IGW,
    BY_INSTANCE,
    BY_NAT,
    FORWARDERS,
    IGW,
    NAT,
    OPEN,
    PUBLIC,
    instance,
)

IN, OUT = Direction.INGRESS, Direction.EGRESS
PUBLIC_SERVICE = service(public_address=Known(value=True))


def out(world: World) -> Leaks:
    """Ask for the ways out of the first subnet."""
    return ways_out(world, seats_of(world, world.table(Service)["app"])[0])


def leaks(*facts: Fact) -> list[str]:
    """Return the causes that surely break the seal, or that nobody knows."""
    found = out(wounded(*facts))
    return [leak.block.cause.value for leak in found.leaks] + (["unknown"] if found.open else [])


def routed(*routes: tuple[str, str]) -> Fact:
    """Return the tasks' table with routes."""
    return table("tasks", ("tasks-a", "tasks-b"), *(route(*one) for one in routes))


def test_everything_allowed_without_a_route_is_sealed() -> None:
    """A group that lets everything out leads nowhere by itself."""
    assert leaks(OPEN) == []


def test_a_nat_gateway_that_works_is_a_way_out() -> None:
    """The witness is a packet to a public address that needs no answer."""
    found = out(wounded(*BY_NAT))
    assert [leak.block.cause.value for leak in found.leaks] == ["internet-by-nat"]
    witness = found.leaks[0].witness
    assert witness.verdict is Verdict.HOLDS
    assert (witness.packet.protocol, witness.packet.port) == ("tcp", 443)
    assert witness.forward[-1].detail == "no answer is needed for data to be gone"


@pytest.mark.parametrize(
    "fact",
    [
        table("public", ("public-a",)),
        replace(IGW, vpcs=Known(())),
        replace(NAT, state=Known("deleted")),
        replace(NAT, public=Known(value=False)),
        group("tasks", rule(OUT, "10.0.0.0/8", kind=PeerKind.CIDR)),
        group("tasks", rule(OUT, "ends")),
        TASKS,
        acl("guard", ("tasks-a", "tasks-b"), entry(IN, 1, "0.0.0.0/0"), entry(OUT, 1, "10.0.0.0/8")),
        acl("guard", ("public-a",), entry(IN, 1, "192.168.0.0/16"), entry(OUT, 1, "0.0.0.0/0")),
        acl("guard", ("public-a",), entry(IN, 1, "0.0.0.0/0"), entry(OUT, 1, "10.0.0.0/8")),
        BlockPublicAccess(id="bpa", origin=origin("bpa"), mode=Known("block-bidirectional")),
    ],
)
def test_any_closed_layer_seals(fact: Fact) -> None:
    """The NAT gateway's own way, the groups, the ACLs of both subnets, the account's block."""
    assert leaks(*BY_NAT, fact) == []


def test_answers_are_not_needed() -> None:
    """An ACL that lets no answer back in does not keep data from leaving."""
    one_way = acl("guard", ("tasks-a", "tasks-b"), entry(OUT, 1, "0.0.0.0/0"))
    assert leaks(*BY_NAT, one_way) == ["internet-by-nat"]


@pytest.mark.parametrize(
    "one",
    [
        rule(OUT, "0.0.0.0/0", kind=PeerKind.CIDR, from_port=Known(53), to_port=Known(53), protocol=Known("udp")),
        rule(OUT, "0.0.0.0/0", kind=PeerKind.CIDR, from_port=Known(-1), to_port=Known(-1), protocol=Known("icmp")),
        rule(OUT, "1.1.1.1/32", kind=PeerKind.CIDR, from_port=Known(1), to_port=Known(1)),
    ],
)
def test_one_port_to_one_address_is_enough(one: GroupRule) -> None:
    """Any protocol, any port, any address counts; what S3 may have counts only where it is known not to."""
    listed = PrefixList(
        id=S3_LIST, origin=origin(S3_LIST), name=Known(S3), cidrs=Known(("52.216.0.0/15",)), aws=Known(value=True)
    )
    assert leaks(*BY_NAT, listed, group("tasks", one)) == ["internet-by-nat"]


def test_protocols_that_nat_does_not_carry_stay_in() -> None:
    """A NAT gateway carries TCP, UDP and ICMP."""
    gre = rule(OUT, "0.0.0.0/0", kind=PeerKind.CIDR, protocol=Known("47"))
    assert leaks(*BY_NAT, group("tasks", gre)) == []
    assert leaks(*BY_IGW, PUBLIC_SERVICE, group("tasks", gre)) == ["internet-by-public-address"]


def test_s3_by_its_endpoint_is_not_out() -> None:
    """The list's route takes its packets; without the endpoint they go by the NAT gateway."""
    assert leaks(*BY_NAT, TASKS) == []
    world = wounded(*BY_NAT, TASKS, without=((Endpoint, "endpoint-s3"),))
    assert [leak.block.cause.value for leak in out(world).leaks] == ["internet-by-nat"]


def test_a_block_that_may_be_s3s_own_is_unknown() -> None:
    """Where no source has the list's blocks, a small block may be all the endpoint's."""
    small = rule(OUT, "52.216.0.0/16", kind=PeerKind.CIDR)
    assert leaks(*BY_NAT, group("tasks", small)) == ["unknown"]
    listed = PrefixList(
        id=S3_LIST, origin=origin(S3_LIST), name=Known(S3), cidrs=Known(("52.216.0.0/15",)), aws=Known(value=True)
    )
    assert leaks(*BY_NAT, listed, group("tasks", small)) == []


def test_a_public_address_and_an_internet_gateway() -> None:
    """Either alone lets nothing out over IPv4."""
    assert leaks(*BY_IGW, PUBLIC_SERVICE) == ["internet-by-public-address"]
    assert leaks(*BY_IGW) == []
    assert leaks(OPEN, PUBLIC_SERVICE) == []
    assert leaks(*BY_IGW, service(public_address=Unknown("x"))) == ["unknown"]


def ipv6(target: str, kind: GatewayKind) -> tuple[Fact, ...]:
    """Return a world with IPv6 in the tasks' subnets and a route out."""
    block = {"ipv6_cidr": Known("2600:1f18:0:1::/64"), "ipv6_on_creation": Known(value=True)}
    gateway = Gateway(id=target, origin=origin(target), kind=kind, vpcs=Known(("vpc",)))
    return (
        vpc(ipv6_cidrs=Known(("2600:1f18::/56",))),
        subnet("tasks-a", "10.0.1.0/24", **block),
        gateway,
        group("tasks", everything(OUT), everything(OUT, "::/0")),
        routed(("::/0", target)),
    )


@pytest.mark.parametrize("kind", [GatewayKind.INTERNET, GatewayKind.EGRESS_ONLY])
def test_ipv6_needs_no_public_address(kind: GatewayKind) -> None:
    """Its addresses are public by nature; the families are apart in groups, routes and subnets."""
    facts = ipv6("gateway", kind)
    assert leaks(*facts) == ["internet-by-ipv6"]
    assert leaks(*facts, OPEN) == []
    assert leaks(*facts, routed(("0.0.0.0/0", "gateway"))) == []
    assert leaks(*facts, subnet("tasks-a", "10.0.1.0/24", ipv6_cidr=Known("2600:1f18:0:1::/64"))) == []


def test_an_instance_that_may_forward_is_a_way_out() -> None:
    """What the instance's software does is not known, and the seal must not rest on it."""
    assert leaks(*BY_INSTANCE) == ["internet-by-nat-instance"]


@pytest.mark.parametrize(
    "fact",
    [
        instance(check=Known(value=True)),
        instance(public=Known(value=False)),
        group("forwarders", everything(OUT)),
        group("forwarders", everything(IN)),
        table("public", ("public-a",)),
    ],
)
def test_an_instance_that_surely_drops_is_none(fact: Fact) -> None:
    """Its check, its address, its groups and its own route are all needed."""
    assert FORWARDERS.id == "forwarders"
    assert leaks(*BY_INSTANCE, fact) == []


def test_peering_gives_no_use_of_the_peers_gateways() -> None:
    """Packets to public addresses end at the connection."""
    peering = PeeringConnection(id="pcx", origin=origin("pcx"), requester=Known("vpc"), accepter=Known("hub"))
    assert leaks(OPEN, peering, routed(("0.0.0.0/0", "pcx"))) == []


HUB = vpc("hub", "10.9.0.0/16")
TRANSIT: tuple[Fact, ...] = (
    OPEN,
    HUB,
    default_acl(HUB),
    subnet("hub-a", "10.9.1.0/24", vpc=Known("hub")),
    subnet("edge-a", "10.9.2.0/24", vpc=Known("hub")),
    replace(IGW, vpcs=Known(("hub",))),
    replace(NAT, subnet=Known("edge-a")),
    table("hub-table", ("hub-a",), route("0.0.0.0/0", "nat"), vpc=Known("hub")),
    table("edge", ("edge-a",), route("0.0.0.0/0", "igw"), route("10.0.0.0/16", "tgw"), vpc=Known("hub")),
    TransitGateway(id="tgw", origin=origin("tgw")),
    *(
        TransitAttachment(
            id=name,
            origin=origin(name),
            gateway=Known("tgw"),
            kind=AttachmentKind.VPC,
            resource=Known(resource),
            subnets=Known(subnets),
        )
        for name, resource, subnets in (("spoke", "vpc", ("tasks-a", "tasks-b")), ("centre", "hub", ("hub-a",)))
    ),
    TransitRouteTable(
        id="transit",
        origin=origin("transit"),
        gateway=Known("tgw"),
        associations=("spoke", "centre"),
        propagations=("spoke", "centre"),
        routes=(TransitRoute(origin=origin("r"), destination=Known("0.0.0.0/0"), attachment=Known("centre")),),
    ),
    routed(("0.0.0.0/0", "tgw")),
)


def test_another_vpcs_nat_gateway_over_transit_is_a_way_out() -> None:
    """The transit gateway's routes are followed, then those of the other VPC."""
    assert leaks(*TRANSIT) == ["internet-by-transit"]


@pytest.mark.parametrize(
    "fact",
    [
        table("hub-table", ("hub-a",), vpc=Known("hub")),
        table("edge", ("edge-a",), vpc=Known("hub")),
        replace(IGW, vpcs=Known(())),
        TransitRouteTable(
            id="transit",
            origin=origin("transit"),
            gateway=Known("tgw"),
            associations=("spoke", "centre"),
            propagations=("spoke", "centre"),
        ),
        table("hub-table", ("hub-a",), route("0.0.0.0/0", "igw"), vpc=Known("hub")),
    ],
)
def test_a_transit_gateway_that_leads_nowhere_is_none(fact: Fact) -> None:
    """Every route on the way is needed, and an internet gateway alone gives what comes over transit no address."""
    assert leaks(*TRANSIT, fact) == []


@pytest.mark.parametrize(
    "fact",
    [
        routed(("0.0.0.0/0", "somebodys")),
        Gateway(id="vgw", origin=origin("vgw"), kind=GatewayKind.VPN, vpcs=Known(("vpc",))),
        endpoint("x", id="gwlbe", kind=EndpointKind.LOAD_BALANCER),
    ],
)
def test_what_is_not_in_the_world_may_lead_out(fact: Fact) -> None:
    """Unread targets, VPNs and inspection endpoints are honest unknowns."""
    target = getattr(fact, "id", "")
    facts = (fact,) if target == "tasks" else (fact, routed(("0.0.0.0/0", target)))
    assert leaks(OPEN, *facts) == ["unknown"]
    assert leaks(group("tasks"), *facts) == []


def test_what_may_be_hidden_is_unknown() -> None:
    """A hidden route, a destination or a group that is not known may be a way out; without public rules it is none."""
    hidden = replace(table("tasks", ("tasks-a", "tasks-b")), hidden=(Unread("x"),))
    assert leaks(OPEN, hidden) == ["unknown"]
    assert leaks(group("tasks"), hidden) == []
    unknown = table("tasks", ("tasks-a", "tasks-b"), changed(route("x", "nat"), destination=Unknown("x")))
    assert leaks(*BY_NAT, unknown) == ["unknown"]
    assert leaks(*BY_NAT, table("public", ("public-a",)), unknown) == []
    assert leaks(*BY_NAT, replace(OPEN, rules=(), hidden=(Unread("x"),))) == ["unknown"]
    assert leaks(*BY_NAT, service(security_groups=Unknown("x"))) == ["unknown"]


def test_several_ways_are_all_found() -> None:
    """Each route to another gateway is a way of its own."""
    facts = (*BY_NAT, PUBLIC_SERVICE, routed(("0.0.0.0/1", "nat"), ("128.0.0.0/1", "igw")))
    assert leaks(*facts) == ["internet-by-nat", "internet-by-public-address"]
    assert PUBLIC[0].id == "public-a"
    assert out(healthy()).verdict is Verdict.HOLDS
