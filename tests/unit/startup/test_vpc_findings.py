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
from sealane.world.network import (
    ExistingNetwork,
    Route,
)
from sealane.world.values import Known, Unread, Value
from tests.unit.startup.existing import (
    HEALTHY,
    LOCAL,
    MAIN,
    TABLE,
    lacking,
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
    servers = replace(HEALTHY, dhcp_name_servers=Known(("10.0.0.53", "AmazonProvidedDNS")))
    assert [type(one) for one in seen(servers).obstacles] == [CustomNameServers]
    assert seen().obstacles == ()


def test_subnets_that_do_not_fit() -> None:
    """A subnet that is not there, one of another VPC, and one without any route table are obstacles."""
    assert SubnetMissing(vpc=HEALTHY.vpc, subnet_id="subnet-x") in seen(subnets=("subnet-a", "subnet-x")).obstacles
    foreign = replace(subnet("b", 2), vpc_id="vpc-2")
    elsewhere = replace(HEALTHY, subnets=(subnet("a", 1), foreign))
    assert SubnetOfAnotherVpc(vpc=HEALTHY.vpc, subnet=foreign) in seen(elsewhere).obstacles
    lost = replace(HEALTHY, route_tables=())
    assert RouteTableMissing(subnet=subnet("a", 1)) in seen(lost).obstacles


def test_addresses_for_tasks_and_endpoints() -> None:
    """Tasks and new endpoints must find free addresses: as many as there are suffice, one more does not."""
    small = tuple(replace(one, free_addresses=3) for one in HEALTHY.subnets)
    tight = replace(HEALTHY, subnets=small)
    assert seen(tight, tasks=6).obstacles == ()
    (obstacle,) = seen(tight, tasks=7).obstacles
    assert isinstance(obstacle, TooFewAddresses)
    assert (obstacle.wanted, obstacle.free) == (7, 6)
    assert seen(replace(lacking("logs"), subnets=small), tasks=4).obstacles == ()
    assert [type(one) for one in seen(replace(lacking("logs"), subnets=small), tasks=5).obstacles] == [TooFewAddresses]


def test_each_subnet_of_a_new_endpoint_needs_an_address() -> None:
    """A full subnet cannot take the endpoint, however free the other one is."""
    full = (replace(subnet("a", 1), free_addresses=0), subnet("b", 2))
    (obstacle,) = seen(replace(lacking("logs"), subnets=full)).obstacles
    assert isinstance(obstacle, TooFewAddresses)
    assert [one.id for one in obstacle.subnets] == ["subnet-a"]


@pytest.mark.parametrize(
    ("route", "certain"),
    [
        (Route(destination="0.0.0.0/0", target="igw-1"), True),
        (Route(destination="0.0.0.0/0", target="nat-1"), True),
        (Route(destination="::/0", target="eigw-1"), True),
        (Route(destination="8.8.8.0/24", target="nat-1"), True),
        (Route(destination="0.0.0.0/0", target="tgw-1"), False),
        (Route(destination="0.0.0.0/0", target="eni-1"), False),
        (Route(destination="0.0.0.0/0", target="vpce-firewall"), False),
        (Route(destination="pl-1", target="tgw-1"), False),
    ],
)
def test_a_route_to_the_internet_is_named(route: Route, certain: bool) -> None:  # noqa: FBT001 - a column
    """A route that leads out, or may, is a caution for each subnet that uses it."""
    cautions = seen(with_routes(route)).cautions
    assert [(one.subnet.id, one.certain) for one in cautions if isinstance(one, RouteToInternet)] == [
        ("subnet-a", certain),
        ("subnet-b", certain),
    ]


@pytest.mark.parametrize(
    "route",
    [
        Route(destination="10.1.0.0/16", target="tgw-1"),
        Route(destination="0.0.0.0/0", target="nat-1", active=False),
        Route(destination="pl-63a5400a", target="vpce-s3"),
        Route(destination="0.0.0.0/0", target="pcx-1"),
        Route(destination="fd00::/8", target="tgw-1"),
    ],
)
def test_other_routes_are_not(route: Route) -> None:
    """Private destinations, dead routes, gateway endpoints and peerings lead nowhere outside."""
    assert seen(with_routes(route)).cautions == ()


def test_a_route_of_another_subnet_does_not_matter() -> None:
    """The main table may lead to the internet as long as the tasks' subnets do not use it."""
    open_main = replace(MAIN, routes=(LOCAL, Route(destination="0.0.0.0/0", target="igw-1")))
    assert seen(replace(HEALTHY, route_tables=(open_main, TABLE))).cautions == ()
