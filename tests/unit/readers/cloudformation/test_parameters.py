"""Parameters: given, by default, missing, or refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.world.gaps import Noun
from sealane.world.security_groups import SecurityGroup
from sealane.world.services import Service
from sealane.world.stores import LogGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown
from sealane.world.world import World
from tests.cases.cloudformation.listing import listed
from tests.unit.readers.cloudformation.deploying import read, refused, resource

CIDRS = st.integers(0, 255).map(lambda number: f"10.{number}.0.0/16")
NAMES = st.text("abcdefghij-_/", min_size=1, max_size=12)


def named(declared: dict[str, Any], **more: Any) -> object:
    """Return the name of a log group that is named by a parameter."""
    world = read(
        {
            "Parameters": {"P": declared},
            "Resources": {"G": resource("Logs::LogGroup", {"LogGroupName": {"Ref": "P"}})},
        },
        **more,
    )
    found = world.table(LogGroup)["G"].name
    return found.value if isinstance(found, Known) else found


def test_given_value_comes_before_the_default() -> None:
    """A parameter has the value that is given, otherwise its default, and is unknown with neither."""
    assert named({"Type": "String", "Default": "d"}, parameters={"P": "x"}) == "x"
    assert named({"Type": "String", "Default": "d"}) == "d"
    missing = named({"Type": "String"})
    assert isinstance(missing, Unknown)
    assert "P" in missing.reason


def test_boolean_default_is_small_letters() -> None:
    """A default that YAML takes for a boolean is handed on as CloudFormation writes it."""
    template = "Parameters: {P: {Type: String, Default: True}}\nResources: {G: {Type: 'AWS::Logs::LogGroup', "
    world = read(f"{template}Properties: {{LogGroupName: !Ref P}}}}}}\n")
    assert world.table(LogGroup)["G"].name == Known("true")


def test_number_keeps_its_text() -> None:
    """A default that is written as a number is handed on as it was written."""
    assert named({"Type": "Number", "Default": 30}) == "30"


def test_secret_parameter_is_not_shown() -> None:
    """The value of a parameter with `NoEcho` goes nowhere, whether by default or given."""
    declared = {"Type": "String", "NoEcho": True, "Default": "hidden-one"}
    for more in ({}, {"parameters": {"P": "hidden-two"}}):
        found = named(declared, **more)
        assert isinstance(found, Unknown)
        assert "hidden" not in found.reason


def test_stored_parameter_is_unknown() -> None:
    """The default of a parameter of type `AWS::SSM::Parameter::Value` is a name, and its value is not known."""
    assert isinstance(named({"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/x"}), Unknown)


@pytest.mark.parametrize(
    ("declared", "value", "code"),
    [
        ({"Type": "String", "AllowedValues": ["a", "b"]}, "c", "template-parameter-value"),
        ({"Type": "CommaDelimitedList", "AllowedValues": ["a", "b"]}, "a,c", "template-parameter-value"),
        ({"Type": "Number"}, "many", "template-parameter-value"),
    ],
)
def test_value_that_is_not_allowed_is_a_problem(declared: dict[str, Any], value: str, code: str) -> None:
    """A value that CloudFormation would refuse is refused here."""
    assert refused(lambda: named(declared, parameters={"P": value})).startswith(code)


def test_allowed_value_is_taken() -> None:
    """A value among the allowed ones is no problem."""
    assert named({"Type": "String", "AllowedValues": ["a", "b"]}, parameters={"P": "b"}) == "b"


def test_unknown_parameter_is_a_problem() -> None:
    """A value for a parameter that the template does not have is refused."""
    assert (
        refused(lambda: named({"Type": "String"}, parameters={"Q": "x"})) == "template-parameter-unknown template.yaml"
    )


def in_parameter(**more: Any) -> World:
    """Read a template whose network is given by parameters."""
    return read(
        {
            "Parameters": {
                "Vpc": {"Type": "AWS::EC2::VPC::Id"},
                "Subnets": {"Type": "List<AWS::EC2::Subnet::Id>"},
                "Peer": {"Type": "AWS::EC2::SecurityGroup::Id"},
            },
            "Resources": {
                "S": resource("EC2::Subnet", {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.0.0/24"}),
                "G": resource(
                    "EC2::SecurityGroup",
                    {
                        "VpcId": {"Ref": "Vpc"},
                        "SecurityGroupIngress": [{"IpProtocol": "-1", "SourceSecurityGroupId": {"Ref": "Peer"}}],
                    },
                ),
                "Service": resource(
                    "ECS::Service",
                    {
                        "LaunchType": "FARGATE",
                        "TaskDefinition": "app",
                        "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": {"Ref": "Subnets"}}},
                    },
                ),
            },
        },
        **more,
    )


def test_same_parameter_is_the_same_thing() -> None:
    """Two resources in the VPC of one parameter are in one VPC, of which everything else is a gap."""
    world = in_parameter()
    vpc = world.table(Subnet)["S"].vpc
    assert isinstance(vpc, Known)
    assert world.table(SecurityGroup)["G"].vpc == vpc
    assert world.gap(Noun.ENDPOINTS, vpc.value) is not None
    assert isinstance(world.table(Service)["Service"].subnets, Unknown)


def test_given_ids_are_keys() -> None:
    """Ids that are given are the keys of things that the template does not make."""
    world = in_parameter(parameters={"Vpc": "vpc-1", "Subnets": "subnet-1, subnet-2", "Peer": "sg-1"})
    assert world.table(Subnet)["S"].vpc == Known("vpc-1")
    assert world.table(Service)["Service"].subnets == Known(("subnet-1", "subnet-2"))
    assert world.table(SecurityGroup)["G"].rules[0].peer == Known("sg-1")
    assert world.gap(Noun.ENDPOINTS, "vpc-1") is not None


@given(cidr=CIDRS, name=NAMES, support=st.booleans())
def test_default_is_as_good_as_its_value(cidr: str, name: str, support: bool) -> None:  # noqa: FBT001 - drawn
    """A parameter's default, the same value given, and the same value written out come to the same world."""

    def template(values: dict[str, Any]) -> dict[str, Any]:
        return {
            "Resources": {
                "Vpc": resource("EC2::VPC", {"CidrBlock": values["Cidr"], "EnableDnsSupport": values["Support"]}),
                "G": resource("Logs::LogGroup", {"LogGroupName": {"Fn::Sub": ["${n}-x", {"n": values["Name"]}]}}),
                "S": resource(
                    "EC2::Subnet",
                    {
                        "VpcId": {"Ref": "Vpc"},
                        "CidrBlock": {"Fn::Select": [0, {"Fn::Cidr": [values["Cidr"], 2, 8]}]},
                    },
                ),
            }
        }

    written = {"Cidr": cidr, "Name": name, "Support": json.dumps(support)}
    refs = template({key: {"Ref": key} for key in written})
    declared = {key: {"Type": "String", "Default": value} for key, value in written.items()}
    bare = {key: {"Type": "String"} for key in written}
    worlds = (
        read(template(written)),
        read({"Parameters": declared, **refs}),
        read({"Parameters": declared, **refs}, parameters=written),
        read({"Parameters": bare, **refs}, parameters=written),
    )
    assert all(listed(world) == listed(worlds[0]) for world in worlds[1:])
    assert listed(read({"Parameters": bare, **refs})) != listed(worlds[0])
