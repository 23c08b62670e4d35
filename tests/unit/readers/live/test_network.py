"""A VPC read from an account in memory: what a refusal leaves unread, and what it makes impossible."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.readers.live.network import existing_network
from sealane.readers.live.refusals import CallFailed
from sealane.world.values import Known, Unread
from tests.unit.readers.live.account_in_memory import Account, denied, door_to

_VPC = {"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "DhcpOptionsId": "dopt-1"}
_ON = {"Value": True}
_SUBNET = {"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24"}


def healthy() -> dict[str, Any]:
    """Return the answers of an account that refuses nothing."""
    return {
        "DescribeVpcs": {"Vpcs": [_VPC]},
        "DescribeSubnets": {"Subnets": [_SUBNET]},
        "DescribeVpcAttribute": {"VpcId": "vpc-1", "EnableDnsSupport": _ON, "EnableDnsHostnames": _ON},
        "DescribeRouteTables": [
            {"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1"}]},
            {"RouteTables": [{"RouteTableId": "rtb-2", "VpcId": "vpc-1"}]},
        ],
        "DescribeVpcEndpoints": {"VpcEndpoints": []},
        "DescribeSecurityGroups": {"SecurityGroups": []},
        "DescribeDhcpOptions": {"DhcpOptions": [{"DhcpOptionsId": "dopt-1", "DhcpConfigurations": []}]},
    }


def test_every_page_counts() -> None:
    """Both pages of route tables are read, and nothing is unread in a healthy account."""
    network = existing_network(door_to(Account(healthy())), "vpc-1", ("subnet-1",))
    assert [table.id for table in network.route_tables] == ["rtb-1", "rtb-2"]
    assert network.vpc.dns_support == Known(value=True)
    assert network.name_servers == Known(("AmazonProvidedDNS",))


def test_refused_attributes_are_unread() -> None:
    """What the vocabulary can leave open is left open, with the action that would close it."""
    wounds = {
        "DescribeVpcAttribute": denied("ec2:DescribeVpcAttribute"),
        "DescribeDhcpOptions": denied("ec2:DescribeDhcpOptions"),
    }
    network = existing_network(door_to(Account(healthy() | wounds)), "vpc-1", ("subnet-1",))
    for value, action in (
        (network.vpc.dns_support, "ec2:DescribeVpcAttribute"),
        (network.vpc.dns_hostnames, "ec2:DescribeVpcAttribute"),
        (network.name_servers, "ec2:DescribeDhcpOptions"),
    ):
        assert isinstance(value, Unread)
        assert value.action == action


@pytest.mark.parametrize(
    "operation",
    ["DescribeVpcs", "DescribeSubnets", "DescribeRouteTables", "DescribeVpcEndpoints", "DescribeSecurityGroups"],
)
def test_refused_rest_is_a_problem(operation: str) -> None:
    """Without these nothing can be written, so the problem names the action."""
    account = Account(healthy() | {operation: denied(f"ec2:{operation}")})
    with pytest.raises(CallFailed) as caught:
        existing_network(door_to(account), "vpc-1", ("subnet-1",))
    (problem,) = caught.value.problems
    assert problem.code == "call-denied"
    assert ("action", f"ec2:{operation}") in problem.facts


def test_default_options_are_not_asked_for() -> None:
    """A VPC without an option set of its own costs no further call."""
    account = Account(healthy() | {"DescribeVpcs": {"Vpcs": [{**_VPC, "DhcpOptionsId": "default"}]}})
    assert existing_network(door_to(account), "vpc-1", ()).name_servers == Known(("AmazonProvidedDNS",))
    assert "ec2:DescribeDhcpOptions" not in account.actions
    assert "ec2:DescribeSubnets" not in account.actions


def test_options_that_are_not_there_are_unread() -> None:
    """A set that the VPC names and AWS does not show hands out servers that nobody knows."""
    network = existing_network(door_to(Account(healthy() | {"DescribeDhcpOptions": {"DhcpOptions": []}})), "vpc-1", ())
    assert isinstance(network.name_servers, Unread)
