"""The VPC's subnets: equal parts that hold the tasks, in zones that Fargate runs in."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.spec.document import Spec
from sealane.terraform.files.network import subnet_blocks
from tests.unit.terraform.files.written import block, written


def spec(cidr: str, zones: int, count: int = 1) -> Spec:
    """Return a spec with a new VPC and one service."""
    network = {"cidr": cidr, "zones": zones}
    service = {"image": "a/b:1", "desired_count": count}
    return Spec.model_validate({"region": "us-east-1", "network": network, "services": {"app": service}})


@pytest.mark.parametrize(
    ("cidr", "zones", "count", "expected"),
    [
        ("10.0.0.0/16", 2, 1, ["10.0.0.0/20", "10.0.16.0/20"]),
        ("10.0.0.0/16", 2, 4000, ["10.0.0.0/19", "10.0.32.0/19"]),
        ("10.0.0.0/24", 2, 1, ["10.0.0.0/25", "10.0.0.128/25"]),
        ("10.0.0.0/24", 3, 1, ["10.0.0.0/26", "10.0.0.64/26", "10.0.0.128/26"]),
        ("10.0.0.0/28", 1, 1, ["10.0.0.0/28"]),
    ],
)
def test_subnets_are_sized_for_the_tasks(cidr: str, zones: int, count: int, expected: list[str]) -> None:
    """They are of a usual size, larger for many tasks, smaller in a small VPC."""
    assert subnet_blocks(spec(cidr, zones, count)) == expected


@given(st.integers(16, 26), st.integers(1, 4), st.integers(0, 5000))
def test_subnets_lie_in_the_vpc_and_apart(length: int, zones: int, count: int) -> None:
    """Whatever the sizes, no subnet leaves the VPC and no two overlap."""
    blocks = [ip_network(each) for each in subnet_blocks(spec(f"10.0.0.0/{length}", zones, count))]
    assert len(blocks) == zones
    assert all(each.subnet_of(ip_network(f"10.0.0.0/{length}")) for each in blocks)  # type: ignore[arg-type]
    assert not any(one.overlaps(other) for one in blocks for other in blocks if one is not other)


def test_given_subnets_and_zones_are_taken() -> None:
    """Named zones and blocks are written as they are, ids as ids, and no zone is asked for."""
    network = "network: {zones: [us-east-1a, us-east-1b], subnets: [10.0.1.0/24, 10.0.2.0/24]}"
    files = written(f"image: a/b:1\n{network}")
    subnet = block(files["network.tf"], 'resource "aws_subnet" "private_b"')
    assert '"10.0.2.0/24"' in subnet
    assert 'availability_zone       = "us-east-1b"' in subnet
    assert "aws_availability_zones" not in files["data.tf"]
    by_id = written("image: a/b:1\nnetwork: {zones: [use1-az1, use1-az2]}")["network.tf"]
    assert 'availability_zone_id    = "use1-az1"' in by_id


def test_zones_without_fargate_are_left_out() -> None:
    """A number of zones is taken from those of the Region that are sure to have Fargate."""
    assert 'exclude_zone_ids = ["use1-az3"]' in written("image: a/b:1")["data.tf"]
