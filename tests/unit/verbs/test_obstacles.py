"""Each thing that makes an existing VPC unfit has its own code and the command its owner can run."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from sealane.startup.supply_findings import (
    CustomNameServers,
    NamesTaken,
    Obstacle,
    RouteTableMissing,
    SubnetMissing,
    SubnetOfAnotherVpc,
    TooFewAddresses,
    VpcDnsOff,
)
from sealane.verbs.obstacles import obstacle_problem
from sealane.world.values import Known
from tests.unit.startup.existing import HEALTHY, NEEDS, interface

VPC = HEALTHY.vpc
SUBNET = HEALTHY.subnets[0]

CASES: list[tuple[Obstacle, str, str]] = [
    (
        VpcDnsOff(vpc=VPC, attribute="enableDnsSupport"),
        "vpc-dns-off",
        "`aws ec2 modify-vpc-attribute --vpc-id vpc-1 --enable-dns-support`",
    ),
    (
        VpcDnsOff(vpc=VPC, attribute="enableDnsHostnames"),
        "vpc-dns-off",
        "`aws ec2 modify-vpc-attribute --vpc-id vpc-1 --enable-dns-hostnames`",
    ),
    (
        CustomNameServers(vpc=VPC, servers=("10.9.9.9",)),
        "names-custom-server",
        "`aws ec2 associate-dhcp-options --vpc-id vpc-1 --dhcp-options-id default`",
    ),
    (SubnetMissing(vpc=VPC, subnet_id="subnet-x"), "subnet-not-found", "Name=vpc-id,Values=vpc-1`"),
    (
        SubnetOfAnotherVpc(vpc=VPC, subnet=replace(SUBNET, vpc=Known("vpc-2"))),
        "subnet-elsewhere",
        "Name=vpc-id,Values=vpc-1`",
    ),
    (RouteTableMissing(subnet=SUBNET), "route-table-not-found", "`aws ec2 describe-route-tables`"),
    (TooFewAddresses(subnets=(SUBNET,), wanted=9, free=3), "subnet-full", "`network.subnet_ids`"),
    (
        NamesTaken(need=NEEDS[0], endpoint=replace(interface("ecr.api"), state=Known("pending"))),
        "endpoint-not-available",
        "`aws ec2 delete-vpc-endpoints --vpc-endpoint-ids vpce-ecr.api`",
    ),
]


@pytest.mark.parametrize(("obstacle", "code", "command"), CASES, ids=range(len(CASES)))
def test_obstacle_has_code_and_command(obstacle: Obstacle, code: str, command: str) -> None:
    """The code is the obstacle's own, and the hint carries the command or the key for this very VPC."""
    problem = obstacle_problem(obstacle)
    assert problem.code == code
    assert command in problem.hint


def test_every_kind_of_obstacle_is_here() -> None:
    """The table above leaves none out."""
    assert {type(obstacle) for obstacle, _, _ in CASES} == set(get_args(Obstacle))


def test_numbers_and_names_are_told() -> None:
    """Counts, servers and the state of an endpoint are in the message as they were found."""
    full, servers, taken = (obstacle_problem(CASES[number][0]) for number in (6, 2, 7))
    assert full.what == "the subnets have 3 free addresses and 9 are needed"
    assert dict(full.facts) == {"subnets": "subnet-a"}
    assert dict(servers.facts) == {"name servers": "10.9.9.9"}
    assert "is pending" in taken.what
