"""`Fn::Select`, `Fn::GetAZs`, `Fn::Cidr`, `Fn::Length`."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown
from tests.unit.readers.cloudformation.deploying import made, refused, value


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("!Select [0, [a, b]]", "a"),
        ("!Select ['1', [a, b]]", "b"),
        ("!Select [1, [a, !Ref 'AWS::NoValue', b]]", "b"),
        ("!Select [2, !Cidr [10.0.0.0/16, 4, 8]]", "10.0.2.0/24"),
        ("!Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 2, 4]]", "10.0.0.16/28"),
        ("!Select [0, !Cidr [10.0.0.0/16, 1]]", "10.0.0.0/24"),
        ("!Select [1, !Cidr ['2001:db8::/56', 2, 64]]", "2001:db8:0:1::/64"),
    ],
)
def test_item_is_selected(expression: str, expected: str) -> None:
    """An item of a list is itself."""
    assert value(expression) == expected


@pytest.mark.parametrize("expression", ["!Select [0, !GetAZs '']", "!Select [0, !Cidr [!Ref Vpc, 1, 8]]"])
def test_item_of_an_unknown_list_is_unknown(expression: str) -> None:
    """The zones of an account are not in a template, nor what AWS mints."""
    assert isinstance(value(expression), Unknown)


def test_zones_do_not_leak_into_certainty() -> None:
    """A subnet in the first zone of an account is in a zone that nobody knows."""
    where = {"Fn::Select": [0, {"Fn::GetAZs": ""}]}
    world = made(S=("EC2::Subnet", {"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": where}))
    assert isinstance(world.table(Subnet)["S"].zone_name, Unknown)


def test_length_belongs_to_the_extensions() -> None:
    """`Fn::Length` counts a list where the extensions are declared, and is a problem elsewhere."""
    expression = "!Sub ['n${n}', {n: {'Fn::Length': [a, b]}}]"
    assert value(expression, sections="Transform: AWS::LanguageExtensions") == "n2"
    assert refused(lambda: value(expression)).startswith("template-extension-undeclared")


@pytest.mark.parametrize(
    "expression",
    [
        "!Select [2, [a, b]]",
        "!Select [-1, [a, b]]",
        "!Select [x, [a]]",
        "!Select [0, a]",
        "!Select [0]",
        "!Select [0, !Cidr [10.0.0.0/16, 0, 8]]",
        "!Select [0, !Cidr [10.0.0.0/16, 257, 4]]",
        "!Select [0, !Cidr [10.0.0.0/24, 2, 8]]",
        "!Select [0, !Cidr [nonsense, 2, 8]]",
        "!Select [0, !Cidr [10.0.0.0/16, 2, 40]]",
    ],
)
def test_wrong_arguments_are_a_problem(expression: str) -> None:
    """A list that is too short, and a block that does not hold what is asked of it, are problems at their place."""
    assert refused(lambda: value(expression)).startswith("template-function template.yaml:15:")


@given(bits=st.integers(4, 12), count=st.integers(1, 16), prefix=st.integers(16, 20))
def test_blocks_are_apart_and_inside(bits: int, count: int, prefix: int) -> None:
    """The blocks of `Fn::Cidr` lie inside of the block, do not overlap, and have the size that was asked for."""
    outer = f"10.0.0.0/{prefix}"
    if count > 1 << (32 - bits - prefix):
        assert refused(lambda: value(f"!Join [',', !Cidr [{outer}, {count}, {bits}]]")).startswith("template-function")
        return
    found = value(f"!Join [',', !Cidr [{outer}, {count}, {bits}]]")
    assert isinstance(found, str)
    blocks = [ipaddress.IPv4Network(one) for one in found.split(",")]
    assert len(blocks) == count
    assert all(one.prefixlen == 32 - bits and one.subnet_of(ipaddress.IPv4Network(outer)) for one in blocks)
    assert not any(one.overlaps(other) for place, one in enumerate(blocks) for other in blocks[:place])


def test_known_zone_is_known() -> None:
    """A zone that is written out is read."""
    world = made(S=("EC2::Subnet", {"VpcId": "v", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "us-east-1a"}))
    assert world.table(Subnet)["S"].zone_name == Known("us-east-1a")
