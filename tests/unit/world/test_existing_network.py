"""A world seen from one VPC: the table that a subnet uses, the servers that a task asks, and nothing of other VPCs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.existing_network import existing_network
from sealane.world.gaps import Gap, Noun
from sealane.world.route_tables import RouteTable
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Origin, Unread
from sealane.world.vpcs import DhcpOptions, Vpc
from sealane.world.world import Fact, Source, World, world_of

HERE = Origin("here")
MAIN = RouteTable(id="rtb-main", origin=HERE, vpc=Known("vpc-1"), main=True)
OWN = replace(MAIN, id="rtb-own", main=False, subnets=("subnet-a",))
VPC = Vpc(id="vpc-1", origin=HERE, cidrs=Known(()))
OPTIONS = DhcpOptions(id="dopt-1", origin=HERE, name_servers=Known(("10.0.0.53",)))
FACTS: tuple[Fact, ...] = (
    VPC,
    MAIN,
    OWN,
    *(Subnet(id=f"subnet-{name}", origin=HERE, vpc=Known("vpc-1"), cidr=Known("")) for name in "ab"),
)


def world(*facts: Fact, gaps: tuple[Gap, ...] = ()) -> World:
    """Return a small world with further facts, of which the last of a key counts."""
    return world_of(Source(kind="test", name="test"), (*FACTS, *facts), gaps)


def test_a_subnet_uses_its_own_route_table() -> None:
    """A table associated by name wins over the main one."""
    assert existing_network(world(), "vpc-1", ("subnet-a",)).route_table_of("subnet-a") == OWN


def test_any_other_subnet_uses_the_main_one() -> None:
    """Without an association the main table serves, and without a main table none does."""
    network = existing_network(world(), "vpc-1", ("subnet-b",))
    assert network.route_table_of("subnet-b") == MAIN
    assert replace(network, route_tables=(OWN,)).route_table_of("subnet-b") is None


def test_what_stands_in_another_vpc_is_not_seen() -> None:
    """Tables and endpoints elsewhere are left out, those here are in."""
    elsewhere = Endpoint(
        id="vpce-2", origin=HERE, vpc=Known("vpc-2"), service_name=Known("x"), kind=EndpointKind.INTERFACE
    )
    far = replace(MAIN, id="rtb-far", vpc=Known("vpc-2"))
    network = existing_network(world(elsewhere, replace(elsewhere, id="vpce-1", vpc=Known("vpc-1")), far), "vpc-1", ())
    assert [one.id for one in network.endpoints] == ["vpce-1"]
    assert [one.id for one in network.route_tables] == ["rtb-main", "rtb-own"]


def test_subnets_come_in_the_order_asked_for() -> None:
    """Each once, and none but those; one that is not there is an error of the caller's."""
    network = existing_network(world(), "vpc-1", ("subnet-b", "subnet-a", "subnet-b"))
    assert [subnet.id for subnet in network.subnets] == ["subnet-b", "subnet-a"]
    with pytest.raises(KeyError):
        existing_network(world(), "vpc-1", ("subnet-c",))


def test_name_servers_follow_the_options() -> None:
    """AWS's default set hands out Amazon's server, another one its own, and one that nobody could read is unread."""
    own = replace(VPC, dhcp_options=Known("dopt-1"))
    refused = Gap(noun=Noun.DHCP_OPTIONS, why=Unread("refused", "ec2:DescribeDhcpOptions"))
    assert existing_network(world(), "vpc-1", ()).name_servers == Known(("AmazonProvidedDNS",))
    assert existing_network(world(own, OPTIONS), "vpc-1", ()).name_servers == Known(("10.0.0.53",))
    assert existing_network(world(own, gaps=(refused,)), "vpc-1", ()).name_servers == refused.why
    assert isinstance(existing_network(world(own), "vpc-1", ()).name_servers, Unread)
