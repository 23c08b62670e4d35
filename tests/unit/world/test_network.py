"""Facts about a network that answer for themselves."""

from __future__ import annotations

from dataclasses import replace

from sealane.world.network import ExistingNetwork, RouteTable, Vpc
from sealane.world.values import Known, Origin

MAIN = RouteTable(id="rtb-main", origin=Origin("rtb-main"), vpc_id="vpc-1", main=True, subnet_ids=(), routes=())
OWN = replace(MAIN, id="rtb-own", main=False, subnet_ids=("subnet-a",))
ON = Known(value=True)
NETWORK = ExistingNetwork(
    vpc=Vpc(
        id="vpc-1", origin=Origin("vpc-1"), cidrs=(), dns_support=Known(value=True), dns_hostnames=Known(value=True)
    ),
    subnets=(),
    route_tables=(MAIN, OWN),
    endpoints=(),
    security_groups=(),
    dhcp_name_servers=Known(()),
)


def test_a_subnet_uses_its_own_route_table() -> None:
    """A table associated by name wins over the main one."""
    assert NETWORK.route_table_of("subnet-a") == OWN


def test_any_other_subnet_uses_the_main_one() -> None:
    """Without an association the main table serves, and without a main table none does."""
    assert NETWORK.route_table_of("subnet-b") == MAIN
    assert replace(NETWORK, route_tables=(OWN,)).route_table_of("subnet-b") is None
