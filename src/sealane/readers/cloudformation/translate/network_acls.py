"""Network ACLs with their entries and the subnets that they guard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, outside, reason_of, unplaced
from sealane.readers.cloudformation.translate.subnets import SUBNET
from sealane.readers.cloudformation.translate.vpcs import VPC
from sealane.world.gaps import Gap, Noun
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.security_groups import Direction
from sealane.world.values import Known, Origin, Unknown, Unread, Value
from sealane.world.vpc_defaults import default_acl, default_acl_key
from sealane.world.vpcs import Vpc

ACL = "AWS::EC2::NetworkAcl"
_ENTRY = "AWS::EC2::NetworkAclEntry"
_ASSOCIATION = "AWS::EC2::SubnetNetworkAclAssociation"
_ALL = "-1"
_WITH_PORTS = ("6", "17")
_NUMBERS = {"tcp": "6", "udp": "17", "icmp": "1", "icmpv6": "58", "all": _ALL}


@dataclass(slots=True)
class _Parts:
    """What stands outside of an ACL and belongs to it."""

    entries: list[AclEntry] = field(default_factory=list)
    subnets: list[str] = field(default_factory=list)
    hidden: list[Unknown | Unread] = field(default_factory=list)
    origin: Origin | None = None


def network_acls(holdings: Holdings, made: list[Vpc]) -> Iterator[Finding]:
    """Yield network ACLs, the default one of each VPC among them.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-networkacl.html
    """
    parts: dict[str, _Parts] = {}
    # An entry that nobody can place may be any ACL's.
    adrift: list[Unknown | Unread] = []
    for kind in (_ENTRY, _ASSOCIATION):
        for resource in (*holdings.of(kind), *holdings.doubtful(kind)):
            found_here = list(_take(resource, parts, holdings))
            yield from found_here
            adrift += [one.why for one in found_here if isinstance(one, Gap) and kind == _ENTRY]
    for resource in holdings.of(ACL):
        part = parts.pop(resource.key, _Parts())
        part.hidden += adrift
        yield _acl(resource.key, resource.origin, fields_of(resource, holdings).key("VpcId", VPC), part)
    for vpc in made:
        part = parts.pop(default_acl_key(vpc.id), _Parts())
        part.hidden += adrift
        found = default_acl(vpc)
        taken = {(entry.direction, entry.number) for entry in part.entries}
        kept = tuple(entry for entry in found.entries if (entry.direction, entry.number) not in taken)
        yield replace(found, subnets=tuple(part.subnets), entries=(*kept, *part.entries), hidden=tuple(part.hidden))
    doubtful = {resource.key for resource in holdings.doubtful(ACL)}
    for key, part in parts.items():
        if part.subnets and key not in doubtful:
            part.hidden.append(outside(key))
            yield _acl(key, part.origin or Origin(key), outside(key), part)


def _take(resource: Resource, parts: dict[str, _Parts], holdings: Holdings) -> Iterator[Finding]:
    fields = fields_of(resource, holdings)
    acl = fields.key("NetworkAclId", ACL)
    if not isinstance(acl, Known):
        yield unplaced(Noun.NETWORK_ACLS, resource, acl)
        return
    part = parts.setdefault(acl.value, _Parts(origin=resource.origin))
    if resource.kind == _ENTRY:
        if resource.maybe is None:
            part.entries += _entries(fields, resource.origin)
        else:
            part.hidden.append(reason_of(resource))
        return
    subnet = fields.key("SubnetId", SUBNET)
    if not isinstance(subnet, Known):
        yield unplaced(Noun.NETWORK_ACLS, resource, subnet)
    elif resource.maybe is not None:
        yield unplaced(Noun.NETWORK_ACLS, resource, reason_of(resource))
    else:
        part.subnets.append(subnet.value)


def _acl(key: str, origin: Origin, vpc: Value[str], part: _Parts) -> NetworkAcl:
    return NetworkAcl(
        id=key,
        origin=origin,
        vpc=vpc,
        subnets=tuple(part.subnets),
        entries=tuple(part.entries),
        hidden=tuple(part.hidden),
    )


def _entries(fields: Fields, origin: Origin) -> Iterator[AclEntry]:
    """Yield an entry in its direction, or, where that is not known, one in each that may let through or not."""
    egress = fields.flag("Egress", default=False)
    if isinstance(egress, Known):
        yield _entry(fields, origin, Direction.EGRESS if egress.value else Direction.INGRESS, None)
        return
    doubt = Unknown(f"its direction is not known: {egress.reason}")
    for direction in Direction:
        yield _entry(fields, origin, direction, doubt)


def _entry(fields: Fields, origin: Origin, direction: Direction, doubt: Unknown | None) -> AclEntry:
    ports = fields.inner("PortRange")
    protocol = _protocol(fields)
    action = fields.text("RuleAction")
    return AclEntry(
        origin=origin,
        direction=direction,
        number=fields.number("RuleNumber", 0),
        allow=doubt or _allows(action),
        protocol=protocol,
        from_port=_port(ports, "From", protocol),
        to_port=_port(ports, "To", protocol),
        cidr=fields.text("CidrBlock") if fields.has("CidrBlock") else fields.text("Ipv6CidrBlock"),
    )


def _allows(action: Value[str]) -> Value[bool]:
    if not isinstance(action, Known):
        return action
    known = {"allow": True, "deny": False}.get(action.value.lower())
    return Unknown(f"{action.value} is no action of an entry") if known is None else Known(known)


def _protocol(fields: Fields) -> Value[str]:
    found = fields.text("Protocol")
    return Known(_NUMBERS.get(found.value.lower(), found.value)) if isinstance(found, Known) else found


def _port(ports: Fields, name: str, protocol: Value[str]) -> Value[int]:
    if isinstance(protocol, Known) and protocol.value not in _WITH_PORTS:
        return Known(-1)
    return ports.number(name, -1) if ports.has(name) or ports.opaque else Unknown(f"{ports.path} has no {name}")
