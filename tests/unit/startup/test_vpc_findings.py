"""Names, subnets, addresses and routes of an existing VPC."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.startup.supply_findings import (
    CustomNameServers,
    RouteTableMissing,
    RouteToInternet,
    SubnetMissing,
    SubnetOfAnotherVpc,
    TooFewAddresses,
    VpcDnsOff,
    VpcFactUnread,
)
from sealane.world.existing_network import ExistingNetwork
from sealane.world.route_tables import Route
from sealane.world.values import Known, Unread, Value
from tests.unit.startup.existing import (
    HEALTHY,
    MAIN,
    TABLE,
    lacking,
    route,
    seen,
    subnet,
    with_routes,
)


def with_dns(support: Value[bool], hostnames: Value[bool]) -> ExistingNetwork:
    """Return the healthy network whose VPC has other DNS attributes."""
    return replace(HEALTHY, vpc=replace(HEALTHY.vpc, dns_support=support, dns_hostnames=hostnames))


ON, OFF, HIDDEN = Known(value=True), Known(value=False), Unread("refused", "ec2:DescribeVpcAttribute")


@pytest.mark.parametrize(
    ("support", "hostnames", "attributes"),
    [
        (ON, OFF, ["enableDnsHostnames"]),
        (OFF, ON, ["enableDnsSupport"]),
        (OFF, OFF, ["enableDnsSupport", "enableDnsHostnames"]),
        (ON, ON, []),
    ],
)
def test_a_vpc_without_dns_is_an_obstacle(support: Value[bool], hostnames: Value[bool], attributes: list[str]) -> None:
    """Each DNS attribute that is off is named."""
    obstacles = seen(with_dns(support, hostnames)).obstacles
    assert [one.attribute for one in obstacles if isinstance(one, VpcDnsOff)] == attributes


def test_dns_that_could_not_be_read_is_a_caution() -> None:
    """What was refused is neither on nor off: it is named, and stops nothing."""
    supply = seen(with_dns(ON, HIDDEN))
    assert supply.obstacles == ()
    assert supply.cautions == (VpcFactUnread(vpc=with_dns(ON, HIDDEN).vpc, fact="enableDnsHostnames", value=HIDDEN),)


def test_name_servers_of_ones_own_are_an_obstacle() -> None:
    """DHCP options with other name servers are named, Amazon's alone are not."""
    servers = replace(HEALTHY, name_servers=Known(("10.0.0.53", "AmazonProvidedDNS")))
    assert [type(one) for one in seen(servers).obstacles] == [CustomNameServers]
    assert seen().obstacles == ()


def test_subnets_that_do_not_fit() -> None:
    """A subnet that is not there, one of another VPC, and one without any route table are obstacles."""
    assert SubnetMissing(vpc=HEALTHY.vpc, subnet_id="subnet-x") in seen(subnets=("subnet-a", "subnet-x")).obstacles
    foreign = replace(subnet("b", 2), vpc=Known("vpc-2"))
    elsewhere = replace(HEALTHY, subnets=(subnet("a", 1), foreign))
    assert SubnetOfAnotherVpc(vpc=HEALTHY.vpc, subnet=foreign) in seen(elsewhere).obstacles
    lost = replace(HEALTHY, route_tables=())
    assert RouteTableMissing(subnet=subnet("a", 1)) in seen(lost).obstacles


def test_addresses_for_tasks_and_endpoints() -> None:
    """Tasks and new endpoints must find free addresses: as many as there are suffice, one more does not."""
    small = tuple(replace(one, free_addresses=Known(3)) for one in HEALTHY.subnets)
    tight = replace(HEALTHY, subnets=small)
    assert seen(tight, tasks=6).obstacles == ()
    (obstacle,) = seen(tight, tasks=7).obstacles
    assert isinstance(obstacle, TooFewAddresses)
    assert (obstacle.wanted, obstacle.free) == (7, 6)
    assert seen(replace(lacking("logs"), subnets=small), tasks=4).obstacles == ()
    assert [type(one) for one in seen(replace(lacking("logs"), subnets=small), tasks=5).obstacles] == [TooFewAddresses]


def test_each_subnet_of_a_new_endpoint_needs_an_address() -> None:
    """A full subnet cannot take the endpoint, however free the other one is."""
    full = (replace(subnet("a", 1), free_addresses=Known(0)), subnet("b", 2))
    (obstacle,) = seen(replace(lacking("logs"), subnets=full)).obstacles
    assert isinstance(obstacle, TooFewAddresses)
    assert [one.id for one in obstacle.subnets] == ["subnet-a"]


@pytest.mark.parametrize(
    ("way", "certain"),
    [
        (route("0.0.0.0/0", "igw-1"), True),
        (route("0.0.0.0/0", "nat-1"), True),
        (route("::/0", "eigw-1"), True),
        (route("8.8.8.0/24", "nat-1"), True),
        (route("0.0.0.0/0", "tgw-1"), False),
        (route("0.0.0.0/0", "eni-1"), False),
        (route("0.0.0.0/0", "vpce-firewall"), False),
        (route("pl-1", "tgw-1"), False),
        (replace(route("0.0.0.0/0", "igw-1"), target=Unread("refused")), False),
        (replace(route("0.0.0.0/0", "igw-1"), destination=Unread("refused")), True),
    ],
)
def test_a_route_to_the_internet_is_named(way: Route, certain: bool) -> None:  # noqa: FBT001 - a column
    """A route that leads out, or may, is a caution for each subnet that uses it."""
    cautions = seen(with_routes(way)).cautions
    assert [(one.subnet.id, one.certain) for one in cautions if isinstance(one, RouteToInternet)] == [
        ("subnet-a", certain),
        ("subnet-b", certain),
    ]


@pytest.mark.parametrize(
    "way",
    [
        route("10.1.0.0/16", "tgw-1"),
        route("0.0.0.0/0", "nat-1", active=False),
        route("0.0.0.0/0", "pcx-1"),
        route("fd00::/8", "tgw-1"),
    ],
)
def test_other_routes_are_not(way: Route) -> None:
    """Private destinations, dead routes and peerings lead nowhere outside; gateway endpoints are no routes."""
    assert seen(with_routes(way)).cautions == ()


def test_a_route_of_another_subnet_does_not_matter() -> None:
    """The main table may lead to the internet as long as the tasks' subnets do not use it."""
    open_main = replace(MAIN, routes=(route("0.0.0.0/0", "igw-1"),))
    assert seen(replace(HEALTHY, route_tables=(open_main, TABLE))).cautions == ()


def test_addresses_that_nobody_counted_are_a_caution() -> None:
    """Without the number of free addresses there is neither a shortage nor a certainty."""
    unread = Unread("refused", "ec2:DescribeSubnets")
    supply = seen(replace(HEALTHY, subnets=(replace(subnet("a", 1), free_addresses=unread), subnet("b", 2))), tasks=900)
    assert supply.obstacles == ()
    assert supply.cautions == (VpcFactUnread(vpc=HEALTHY.vpc, fact="free addresses of subnet-a", value=unread),)
