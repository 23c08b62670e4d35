"""Security groups with their rules, inline and standalone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, outside, reason_of, unplaced
from sealane.readers.cloudformation.translate.prefix_lists import PREFIX_LIST
from sealane.readers.cloudformation.translate.vpcs import VPC
from sealane.world.gaps import Noun
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.values import Known, Origin, Unknown, Unread, Value
from sealane.world.vpc_defaults import default_group, default_group_key
from sealane.world.vpcs import Vpc

GROUP = "AWS::EC2::SecurityGroup"
_STANDALONE = {"AWS::EC2::SecurityGroupIngress": Direction.INGRESS, "AWS::EC2::SecurityGroupEgress": Direction.EGRESS}
_FURTHER_VPC = "AWS::EC2::SecurityGroupVpcAssociation"
_EMPTIED = "Custom::VpcRestrictDefaultSG"
_PEERS = (
    ("CidrIp", PeerKind.CIDR),
    ("CidrIpv6", PeerKind.IPV6_CIDR),
    ("SourceSecurityGroupId", PeerKind.GROUP),
    ("DestinationSecurityGroupId", PeerKind.GROUP),
    ("SourcePrefixListId", PeerKind.PREFIX_LIST),
    ("DestinationPrefixListId", PeerKind.PREFIX_LIST),
)
# https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml
_PROTOCOLS = {"1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6", "all": "-1"}
_ALL = "-1"


@dataclass(slots=True)
class _Parts:
    """What stands outside of a group and belongs to it."""

    rules: list[GroupRule] = field(default_factory=list)
    hidden: list[Unknown | Unread] = field(default_factory=list)
    vpcs: list[str] = field(default_factory=list)
    origin: Origin | None = None


def security_groups(holdings: Holdings, made: list[Vpc]) -> Iterator[Finding]:
    """Yield security groups, the default one of each VPC among them.

    A group of somebody else that rules here are added to is yielded too, as one of which other rules are not read.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-securitygroup.html
    """
    parts: dict[str, _Parts] = {}
    # A rule that nobody can place may be any group's.
    adrift: list[Unknown | Unread] = []
    for kind in (*_STANDALONE, _FURTHER_VPC):
        for resource in (*holdings.of(kind), *holdings.doubtful(kind)):
            yield from _take(resource, parts, holdings)
            group = fields_of(resource, holdings).key("GroupId", GROUP)
            adrift += [group] if kind in _STANDALONE and not isinstance(group, Known) else []
    for resource in holdings.of(GROUP):
        part = parts.pop(resource.key, _Parts())
        part.hidden += adrift
        yield _group(resource, holdings, part)
    emptied = {
        fields_of(resource, holdings).key("DefaultSecurityGroupId"): resource for resource in holdings.of(_EMPTIED)
    }
    for vpc in made:
        part = parts.pop(default_group_key(vpc.id), _Parts())
        part.hidden += adrift
        yield _default(vpc, part, emptied.get(Known(default_group_key(vpc.id))))
    doubtful = {resource.key for resource in holdings.doubtful(GROUP)}
    for key, part in parts.items():
        if key not in doubtful:
            yield SecurityGroup(
                id=key,
                origin=part.origin or Origin(key),
                vpc=outside(key),
                rules=tuple(part.rules),
                hidden=(*part.hidden, outside(key)),
                vpcs=tuple(part.vpcs),
            )


def _take(resource: Resource, parts: dict[str, _Parts], holdings: Holdings) -> Iterator[Finding]:
    fields = fields_of(resource, holdings)
    group = fields.key("GroupId", GROUP)
    if not isinstance(group, Known) or not group.value:
        why = Unknown("it names its group by name") if isinstance(group, Known) else group
        yield unplaced(Noun.SECURITY_GROUPS, resource, why)
        return
    part = parts.setdefault(group.value, _Parts(origin=resource.origin))
    if resource.kind == _FURTHER_VPC:
        vpc = fields.key("VpcId", VPC)
        part.vpcs += [vpc.value] if isinstance(vpc, Known) and resource.maybe is None else []
    elif resource.maybe is not None:
        part.hidden.append(reason_of(resource))
    else:
        part.rules += _rules(fields, _STANDALONE[resource.kind], resource.origin)


def _group(resource: Resource, holdings: Holdings, part: _Parts) -> SecurityGroup:
    fields = fields_of(resource, holdings)
    inside, hidden_inside = fields.items("SecurityGroupIngress")
    out, hidden_out = fields.items("SecurityGroupEgress")
    coming = [rule for one in inside for rule in _rules(one, Direction.INGRESS, resource.origin)]
    going = [rule for one in out for rule in _rules(one, Direction.EGRESS, resource.origin)]
    if not out and not hidden_out:
        going = _everything_out(resource.origin)
    going, doubts = _kept(going, part)
    return SecurityGroup(
        id=resource.key,
        origin=resource.origin,
        vpc=fields.key("VpcId", VPC),
        name=fields.text("GroupName"),
        rules=(*coming, *going, *part.rules),
        hidden=(*hidden_inside, *hidden_out, *doubts, *part.hidden),
        vpcs=tuple(part.vpcs),
    )


def _kept(going: list[GroupRule], part: _Parts) -> tuple[list[GroupRule], list[Unknown]]:
    """Return the outbound rules that surely stay beside standalone ones.

    A standalone outbound rule takes a rule of everything away, be it AWS's own or the template's, which no page of AWS
    promises: https://github.com/aws/aws-cdk/issues/22140
    """
    if not any(rule.direction is Direction.EGRESS for rule in part.rules):
        return going, []
    stays = [rule for rule in going if rule.protocol != Known(_ALL) or rule.peer not in _EVERYWHERE]
    lost = len(stays) != len(going)
    why = Unknown("a standalone outbound rule may have taken the rule that allows everything away")
    return stays, [why] if lost else []


_EVERYWHERE = (Known("0.0.0.0/0"), Known("::/0"))


def _everything_out(origin: Origin) -> list[GroupRule]:
    """Return the rules that AWS adds to a group without outbound rules."""
    return [
        GroupRule(
            origin=origin,
            direction=Direction.EGRESS,
            protocol=Known(_ALL),
            from_port=Known(-1),
            to_port=Known(-1),
            kind=kind,
            peer=peer,
        )
        for kind, peer in zip((PeerKind.CIDR, PeerKind.IPV6_CIDR), _EVERYWHERE, strict=True)
    ]


def _rules(fields: Fields, direction: Direction, origin: Origin) -> list[GroupRule]:
    """Return a rule for each peer; one without a peer is not added by AWS."""
    protocol = _protocol(fields)
    return [
        GroupRule(
            origin=origin,
            direction=direction,
            protocol=protocol,
            from_port=_port(fields, "FromPort", protocol),
            to_port=_port(fields, "ToPort", protocol),
            kind=kind,
            peer=peer,
        )
        for kind, peer in _peers(fields)
    ]


def _peers(fields: Fields) -> Iterator[tuple[PeerKind, Value[str]]]:
    for name, kind in _PEERS:
        if fields.has(name):
            blocks = kind in (PeerKind.CIDR, PeerKind.IPV6_CIDR)
            yield kind, fields.text(name) if blocks else fields.key(name, GROUP, PREFIX_LIST)
    if fields.has("SourceSecurityGroupName"):
        yield PeerKind.GROUP, Unknown("the peer is named by its name, which is no key")


def _protocol(fields: Fields) -> Value[str]:
    found = fields.text("IpProtocol")
    return Known(_PROTOCOLS.get(found.value.lower(), found.value.lower())) if isinstance(found, Known) else found


def _port(fields: Fields, name: str, protocol: Value[str]) -> Value[int]:
    """Return a port; the rule of all protocols has none, and one of TCP or UDP must say which."""
    if protocol == Known(_ALL):
        return Known(-1)
    if protocol in (Known("tcp"), Known("udp")) and not fields.has(name):
        return Unknown(f"{fields.path} has no {name}")
    return fields.number(name, -1)


def _default(vpc: Vpc, part: _Parts, emptied: Resource | None) -> SecurityGroup:
    """Return the default group; the CDK's custom resource takes its rules away.

    https://docs.aws.amazon.com/cdk/v2/guide/featureflags.html
    """
    found = default_group(vpc)
    rules = list(found.rules) if emptied is None else []
    egress, doubts = _kept([rule for rule in rules if rule.direction is Direction.EGRESS], part)
    why = [] if emptied is None else [Unknown(f"{emptied.key} takes the rules of the default group away")]
    return SecurityGroup(
        id=found.id,
        origin=found.origin,
        vpc=found.vpc,
        name=found.name,
        rules=(*(rule for rule in rules if rule.direction is Direction.INGRESS), *egress, *part.rules),
        hidden=(*part.hidden, *doubts, *why),
        default=True,
        vpcs=tuple(part.vpcs),
    )
