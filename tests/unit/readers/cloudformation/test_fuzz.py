"""Whatever is done to a template, reading it ends in a world or in an error of ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sealane.errors import SealaneError
from sealane.readers.cloudformation.read import world_of_template
from sealane.readers.recognise import recognise_document
from sealane.world.world import World
from tests.thoroughness import examples

HEALTHY = json.loads(
    """
{"Parameters": {"P": {"Type": "String", "Default": "x"}, "L": {"Type": "CommaDelimitedList"}},
 "Mappings": {"M": {"us-east-1": {"k": "v"}}},
 "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "x"]}},
 "Resources": {
  "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
  "S": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"},
    "CidrBlock": {"Fn::Select": [0, {"Fn::Cidr": [{"Fn::GetAtt": ["Vpc", "CidrBlock"]}, 2, 8]}]}}},
  "T": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
  "R": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "T"}, "DestinationCidrBlock": "0.0.0.0/0",
    "GatewayId": {"Fn::If": ["C", "igw-1", {"Ref": "AWS::NoValue"}]}}},
  "G": {"Type": "AWS::EC2::SecurityGroup", "Condition": "C", "Properties": {"VpcId": {"Ref": "Vpc"},
    "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2, "CidrIp": "10.0.0.0/8"}]}},
  "E": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "VpcEndpointType": "Interface",
    "ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.logs"}, "SecurityGroupIds": [{"Ref": "G"}],
    "PolicyDocument": {"Statement": [{"Resource": {"Fn::Join": [":", ["arn", {"Ref": "Vpc"}]]}}]}}},
  "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyName": "p", "PolicyDocument": {}}]}},
  "Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ExecutionRoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
    "ContainerDefinitions": [{"Name": "a", "Image": "x", "Secrets": [{"Name": "n", "ValueFrom": {"Ref": "Sec"}}],
      "LogConfiguration": {"LogDriver": "awslogs", "Options": {"awslogs-group": {"Ref": "Log"}}}}]}},
  "Sec": {"Type": "AWS::SecretsManager::Secret", "Properties": {}},
  "Log": {"Type": "AWS::Logs::LogGroup", "Properties": {}},
  "Service": {"Type": "AWS::ECS::Service", "Properties": {"LaunchType": "FARGATE", "TaskDefinition": {"Ref": "Task"},
    "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": [{"Ref": "S"}], "SecurityGroups": {"Ref": "L"}}}}},
  "Machine": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": {"Fn::Sub":
    "{\\"States\\": {\\"A\\": {\\"Resource\\": \\"arn:aws:states:::ecs:runTask\\", \\"Parameters\\": {}}}}"}}}}}
"""
)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(
        [
            *(
                "Vpc",
                "G",
                "C",
                "AWS::NoValue",
                "AWS::Region",
                "${G}",
                "${G.Arn}",
                "${!x}",
                "{{resolve:x}}",
                "pl-63a5400a",
            ),
            *(
                {"Ref": "G"},
                {"Ref": "AWS::NoValue"},
                {"Ref": "L"},
                {"Fn::GetAtt": ["G", "GroupId"]},
                {"Condition": "C"},
            ),
            *({"Fn::If": ["C", 1, []]}, {"Fn::Transform": {}}, {"Fn::GetAZs": ""}, {"Fn::Split": [",", {"Ref": "L"}]}),
            *([], {}, [[]], [{}], {"Fn::ImportValue": "x"}, {"Fn::Sub": ["${a}", {"a": {"Ref": "S"}}]}, ["a", "b"]),
        ]
    ),
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    """List the way to every value of a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(way for key, one in inner for way in paths(one, (*path, key)))]


PATHS = [path for path in paths(HEALTHY) if path]


def changed(changes: list[tuple[tuple[Any, ...], Any, int]]) -> dict[str, Any]:
    """Return the template with values put in, taken away or renamed; ways that are gone are passed over."""
    document: dict[str, Any] = json.loads(json.dumps(HEALTHY))
    for path, value, how in changes:
        holder: Any = document
        for key in path[:-1]:
            holder = (
                holder[key]
                if isinstance(holder, dict) and key in holder
                else (holder[key] if isinstance(holder, list) and isinstance(key, int) and key < len(holder) else None)
            )
        if isinstance(holder, dict) and path[-1] in holder:
            if how == 0:
                del holder[path[-1]]
            else:
                holder[path[-1] if how == 1 else str(value)] = value
        elif isinstance(holder, list) and isinstance(path[-1], int) and path[-1] < len(holder):
            holder[path[-1]] = value
    return document


def outcome(read: Callable[[], object]) -> object:
    """Return what reading gives, or the problems of an error of ours; anything else goes through."""
    try:
        return read()
    except SealaneError as error:
        return error.problems


def told(found: object) -> bool:
    """Tell whether something was read, or every problem says what it is."""
    return all(one.what and one.code for one in found) if isinstance(found, tuple) else found is not None


def world(content: bytes, region: str = "us-east-1") -> object:
    """Read a template, or return why it is refused."""
    return outcome(lambda: world_of_template(content, "t", region=region))


CHANGES = st.lists(st.tuples(st.sampled_from(PATHS), ODD, st.integers(0, 2)), min_size=1, max_size=4)


@settings(max_examples=examples(120), suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES, st.sampled_from(["", "us-east-1", "nowhere"]))
def test_changed_template_ends(changes: list[tuple[tuple[Any, ...], Any, int]], region: str) -> None:
    """A template of which values are taken away, exchanged or put elsewhere is read or refused."""
    assert told(world(json.dumps(changed(changes)).encode(), region))


def test_unchanged_template_is_read() -> None:
    """The template that is changed is itself right, so that the changes are what is tried."""
    assert isinstance(world(json.dumps(HEALTHY).encode()), World)


YAML = yaml.safe_dump(HEALTHY).encode()


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(YAML)), st.integers(0, 40), st.binary(max_size=6))
def test_damaged_text_ends(at: int, length: int, new: bytes) -> None:
    """A text of which bytes are lost or exchanged is read or refused, and so it is when it is recognised."""
    damaged = YAML[:at] + new + YAML[at + length :]
    assert told(world(damaged))
    assert told(outcome(lambda: recognise_document(damaged, "t")))


@settings(max_examples=examples(40))
@given(st.binary(max_size=60))
def test_any_bytes_end(content: bytes) -> None:
    """Any bytes are refused, with a problem that says what was seen."""
    assert told(world(content))
    assert told(outcome(lambda: recognise_document(content, "t")))
