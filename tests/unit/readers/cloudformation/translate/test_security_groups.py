"""Security groups: inline and standalone rules, and the outbound rule that AWS adds."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.world.gaps import Noun
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.values import Known, Unknown, Unread
from sealane.world.vpc_defaults import default_group_key
from tests.unit.readers.cloudformation.deploying import made, read, resource

HTTPS = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/16"}
EVERYTHING = {"IpProtocol": -1, "CidrIp": "0.0.0.0/0"}
VPC = ("EC2::VPC", {"CidrBlock": "10.0.0.0/16"})


def group(properties: dict[str, Any], **more: tuple[str, dict[str, Any]]) -> SecurityGroup:
    """Return a group `G` beside other resources."""
    return made(G=("EC2::SecurityGroup", properties), **more).table(SecurityGroup)["G"]


def out(found: SecurityGroup) -> list[tuple[str, str]]:
    """Return protocol and peer of the outbound rules."""
    rules = (rule for rule in found.rules if rule.direction is Direction.EGRESS)
    return [(str(known(rule.protocol)), str(known(rule.peer))) for rule in rules]


def known(value: object) -> object:
    """Return a value that must be known."""
    assert isinstance(value, Known)
    return value.value


@pytest.mark.parametrize("properties", [{}, {"SecurityGroupEgress": []}])
def test_group_without_outbound_rules_lets_everything_out(properties: dict[str, Any]) -> None:
    """AWS adds a rule of everything to a group for which the template has no outbound rule."""
    assert out(group(properties)) == [("-1", "0.0.0.0/0"), ("-1", "::/0")]
    assert not group(properties).hidden


def test_group_with_outbound_rules_has_these_only() -> None:
    """A group with an outbound rule has that one, and not AWS's."""
    assert out(group({"SecurityGroupEgress": [HTTPS]})) == [("tcp", "10.0.0.0/16")]


def test_standalone_outbound_rule_may_take_the_rule_of_everything_away() -> None:
    """Beside a standalone outbound rule nobody promises that a rule of everything stays."""
    rule = ("EC2::SecurityGroupEgress", {"GroupId": {"Ref": "G"}, **HTTPS})
    for properties in ({}, {"SecurityGroupEgress": [EVERYTHING]}):
        found = group(properties, R=rule)
        assert out(found) == [("tcp", "10.0.0.0/16")]
        assert isinstance(found.hidden[0], Unknown)
    kept = group({"SecurityGroupEgress": [{**HTTPS, "CidrIp": "10.1.0.0/16"}]}, R=rule)
    assert out(kept) == [("tcp", "10.1.0.0/16"), ("tcp", "10.0.0.0/16")]
    assert not kept.hidden


def test_standalone_inbound_rule_leaves_outbound_ones() -> None:
    """An inbound rule of its own takes nothing away."""
    found = group({}, R=("EC2::SecurityGroupIngress", {"GroupId": {"Fn::GetAtt": ["G", "GroupId"]}, **HTTPS}))
    assert out(found) == [("-1", "0.0.0.0/0"), ("-1", "::/0")]
    assert [rule.origin.name for rule in found.rules if rule.direction is Direction.INGRESS] == ["R"]


@pytest.mark.parametrize(
    ("rule", "kind", "peer"),
    [
        ({"CidrIp": "10.0.0.0/8"}, PeerKind.CIDR, "10.0.0.0/8"),
        ({"CidrIpv6": "::/0"}, PeerKind.IPV6_CIDR, "::/0"),
        ({"SourceSecurityGroupId": {"Ref": "Other"}}, PeerKind.GROUP, "Other"),
        ({"SourceSecurityGroupId": {"Fn::GetAtt": ["Other", "GroupId"]}}, PeerKind.GROUP, "Other"),
        ({"SourceSecurityGroupId": "sg-1"}, PeerKind.GROUP, "sg-1"),
        ({"SourcePrefixListId": "pl-1"}, PeerKind.PREFIX_LIST, "pl-1"),
        (
            {"SourceSecurityGroupId": {"Fn::GetAtt": ["Vpc", "DefaultSecurityGroup"]}},
            PeerKind.GROUP,
            default_group_key("Vpc"),
        ),
    ],
)
def test_peer_is_read(rule: dict[str, Any], kind: PeerKind, peer: str) -> None:
    """Each form of a peer is told apart, and a group of the template is known by its key."""
    found = group(
        {"SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": "80", "ToPort": 81, **rule}]},
        Other=("EC2::SecurityGroup", {}),
        Vpc=VPC,
    )
    (one,) = [rule for rule in found.rules if rule.direction is Direction.INGRESS]
    assert (one.kind, one.peer, one.from_port, one.to_port) == (kind, Known(peer), Known(80), Known(81))


def test_rule_without_peer_is_not_added() -> None:
    """AWS adds no rule that names no peer."""
    found = group({"SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1}]})
    assert not [rule for rule in found.rules if rule.direction is Direction.INGRESS]


@pytest.mark.parametrize(
    ("rule", "protocol", "port"),
    [
        ({"IpProtocol": 6, "FromPort": 1, "ToPort": 2}, Known("tcp"), Known(1)),
        ({"IpProtocol": "-1", "FromPort": 1, "ToPort": 2}, Known("-1"), Known(-1)),
        ({"IpProtocol": "icmp", "FromPort": 8, "ToPort": -1}, Known("icmp"), Known(8)),
        ({"IpProtocol": "50"}, Known("50"), Known(-1)),
    ],
)
def test_protocol_and_ports_are_read(rule: dict[str, Any], protocol: Known[str], port: Known[int]) -> None:
    """A protocol may be a number; ports count only where the protocol has them."""
    found = group({"SecurityGroupIngress": [{**rule, "CidrIp": "10.0.0.0/8"}]})
    one: GroupRule = found.rules[0]
    assert (one.protocol, one.from_port) == (protocol, port)


def test_tcp_rule_without_ports_is_unknown() -> None:
    """A TCP rule must say its ports, so without them nobody knows which it opens."""
    found = group({"SecurityGroupIngress": [{"IpProtocol": "tcp", "CidrIp": "10.0.0.0/8"}]})
    assert isinstance(found.rules[0].from_port, Unknown)


def test_rules_that_are_not_known_are_hidden() -> None:
    """A list of rules under an open choice, and a rule under an open condition, may allow anything."""
    template = {
        "Parameters": {"P": {"Type": "String"}},
        "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "x"]}},
        "Resources": {
            "G": resource(
                "EC2::SecurityGroup",
                {"SecurityGroupIngress": [{"Fn::If": ["C", HTTPS, {"Ref": "AWS::NoValue"}]}]},
            ),
            "R": resource("EC2::SecurityGroupIngress", {"GroupId": {"Ref": "G"}, **HTTPS}, Condition="C"),
        },
    }
    assert len(read(template).table(SecurityGroup)["G"].hidden) == 2
    decided = read(template, parameters={"P": "y"}).table(SecurityGroup)["G"]
    assert not decided.hidden
    assert len(decided.rules) == 2
    assert len(read(template, parameters={"P": "x"}).table(SecurityGroup)["G"].rules) == 4


def test_rule_of_an_unknown_group_is_a_gap() -> None:
    """A rule whose group nobody knows may belong to any."""
    rule = {"GroupId": "{{resolve:ssm:/group:1}}", **HTTPS}
    assert isinstance(made(R=("EC2::SecurityGroupIngress", rule)).gap(Noun.SECURITY_GROUPS), Unknown)
    assert isinstance(
        made(R=("EC2::SecurityGroupIngress", {"GroupName": "g", **HTTPS})).gap(Noun.SECURITY_GROUPS), Unknown
    )


def test_group_of_somebody_else_is_read_in_part() -> None:
    """A group that the template only adds a rule to has that rule, and others that are not read."""
    world = made(R=("EC2::SecurityGroupIngress", {"GroupId": "sg-1", **HTTPS}))
    found = world.table(SecurityGroup)["sg-1"]
    assert len(found.rules) == 1
    assert isinstance(found.hidden[0], Unread)


def test_default_group_takes_rules_and_loses_them() -> None:
    """Rules may be added to a VPC's default group; the CDK's custom resource empties it."""
    key = {"Fn::GetAtt": ["Vpc", "DefaultSecurityGroup"]}
    world = made(Vpc=VPC, R=("EC2::SecurityGroupIngress", {"GroupId": key, **HTTPS}))
    assert len(world.table(SecurityGroup)[default_group_key("Vpc")].rules) == 4
    emptied = made(Vpc=VPC, X=("Custom::VpcRestrictDefaultSG", {"DefaultSecurityGroupId": key}))
    found = emptied.table(SecurityGroup)[default_group_key("Vpc")]
    assert not found.rules
    assert found.hidden


def test_group_may_be_in_further_vpcs() -> None:
    """A group that is associated with another VPC is in that one too."""
    more = ("EC2::SecurityGroupVpcAssociation", {"GroupId": {"Ref": "G"}, "VpcId": "vpc-2"})
    assert group({"VpcId": "vpc-1"}, M=more).vpcs == ("vpc-2",)
    assert group({"VpcId": "vpc-1"}).vpcs == ()
