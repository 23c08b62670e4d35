"""Network ACLs with their entries and subnets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import ACL, SUBNET, VPC
from sealane.readers.plan.resource import Part, Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.records import replace
from sealane.world.gaps import Gap, Noun
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.security_groups import Direction
from sealane.world.values import Known, Origin, Unknown, Unread, Value
from sealane.world.vpc_defaults import default_acl, default_acl_key
from sealane.world.vpcs import Vpc

# https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml
_NUMBERS: Final = {"all": "-1", "tcp": "6", "udp": "17", "icmp": "1", "icmpv6": "58", "ipv6-icmp": "58"}
_WITH_PORTS: Final = frozenset({"6", "17"})


def translate(estate: Estate, vpcs: Mapping[str, Vpc]) -> Iterator[NetworkAcl | Gap]:
    """Yield the network ACLs, with the default one of every VPC that the source makes."""
    rules = children(estate, ("aws_network_acl_rule",), "network_acl_id", ACL)
    subnets = children(estate, ("aws_network_acl_association",), "network_acl_id", ACL)
    for why in subnets.strays:
        yield Gap(noun=Noun.NETWORK_ACLS, why=why)
    previous = _previous(estate)
    seen = set()
    for resource in estate.of("aws_network_acl", "aws_default_network_acl"):
        acl, unplaced = _acl(estate, resource, rules, subnets, previous)
        seen.add(acl.id)
        yield acl
        yield from (Gap(noun=Noun.NETWORK_ACLS, why=why) for why in unplaced)
    for key, vpc in vpcs.items():
        if default_acl_key(key) not in seen:
            made = default_acl(vpc)
            extra = tuple(entry for rule in rules.of(made.id) for entry in _entries(rule))
            yield NetworkAcl(
                id=made.id,
                origin=made.origin,
                vpc=made.vpc,
                default=True,
                entries=(*made.entries, *extra),
                hidden=rules.hidden(made.id),
            )


def _acl(
    estate: Estate, resource: Resource, rules: Children, subnets: Children, previous: Mapping[str, set[object]]
) -> tuple[NetworkAcl, tuple[Unknown | Unread, ...]]:
    key = estate.key_of(resource)
    hidden: list[Unknown | Unread] = [*rules.hidden(key)]
    entries: list[AclEntry] = []
    for direction in Direction:
        parts = resource.blocks(direction.value)
        if isinstance(parts, Unknown):
            hidden += [parts] if resource.configured(direction.value) else []
            continue
        own = [_entry(part, "rule_no", "action", direction) for part in parts]
        gone = previous.get(key, set()) if direction.value not in resource.expressions else set()
        entries += [entry for entry in own if _what(entry) not in gone]
    entries += [entry for rule in rules.of(key) for entry in _entries(rule)]
    default = "#" in key
    placed, unplaced = _subnets(estate, resource, subnets, key)
    acl = NetworkAcl(
        id=key,
        origin=estate.origin(resource),
        vpc=Known(key.partition("#")[0]) if default else estate.key(resource, "vpc_id", VPC),
        default=default or resource.home.type == "aws_default_network_acl",
        subnets=placed,
        entries=tuple(entries),
        hidden=tuple(hidden),
    )
    return acl, unplaced


def _subnets(
    estate: Estate, resource: Resource, associations: Children, key: str
) -> tuple[tuple[str, ...], tuple[Unknown | Unread, ...]]:
    """Return the subnets of an ACL, and why there may be others."""
    own = estate.keys(resource, "subnet_ids", SUBNET)
    found = list(own.value) if isinstance(own, Known) else []
    unplaced = [] if isinstance(own, Known) else [own]
    for association in associations.of(key):
        subnet = estate.key(association, "subnet_id", SUBNET)
        if isinstance(subnet, Known):
            found.append(subnet.value)
        else:
            unplaced.append(subnet)
    return tuple(dict.fromkeys(found)), tuple(unplaced)


def _previous(estate: Estate) -> Mapping[str, set[object]]:
    found: dict[str, set[object]] = {}
    for resource in estate.previous("aws_network_acl_rule"):
        acl = estate.key(resource, "network_acl_id", ACL)
        if isinstance(acl, Known):
            found.setdefault(acl.value, set()).update(map(_what, _entries(resource)))
    return found


def _what(entry: AclEntry) -> object:
    return (entry.direction, entry.number)


def _entries(rule: Part) -> Iterator[AclEntry]:
    """Yield a rule in its direction, or, where that is not known, in each one that may let through or not."""
    egress = rule.flag("egress")
    for direction in Direction:
        found = _entry(rule, "rule_number", "rule_action", direction)
        if not isinstance(egress, Known):
            yield replace(found, allow=egress)
        elif egress.value is (direction is Direction.EGRESS):
            yield found


def _entry(part: Part, number: str, action: str, direction: Direction) -> AclEntry:
    protocol = part.text("protocol")
    from_port, to_port = part.number("from_port", -1), part.number("to_port", -1)
    if isinstance(protocol, Known):
        protocol = Known(_NUMBERS.get(protocol.value.lower(), protocol.value))
        if protocol.value not in _WITH_PORTS:
            from_port = to_port = Known(-1)
    allow = part.text(action)
    return AclEntry(
        origin=Origin(part.address),
        direction=direction,
        number=part.number(number),
        allow=Known(allow.value.lower() == "allow") if isinstance(allow, Known) else allow,
        protocol=protocol,
        from_port=from_port,
        to_port=to_port,
        cidr=_cidr(part),
    )


def _cidr(part: Part) -> Value[str]:
    for name in ("cidr_block", "ipv6_cidr_block"):
        block = part.text(name)
        if block != Known(""):
            return block
    return Unknown(f"{part.address}: its address block is not in the source")
