"""Security groups with their rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import GROUP, VPC
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate import group_rules
from sealane.readers.plan.translate.children import Children, children
from sealane.records import dataclass
from sealane.world.gaps import Gap, Noun
from sealane.world.security_groups import Direction, GroupRule, SecurityGroup
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.vpc_defaults import default_group, default_group_key
from sealane.world.vpcs import Vpc

_DIRECTIONS: Final = (("ingress", Direction.INGRESS), ("egress", Direction.EGRESS))
_INGRESS: Final = ("aws_vpc_security_group_ingress_rule",)
_EGRESS: Final = ("aws_vpc_security_group_egress_rule",)
_OLDER: Final = ("aws_security_group_rule",)
_FURTHER: Final = ("aws_vpc_security_group_vpc_association",)


@dataclass(frozen=True, slots=True)
class _Said:
    """What other resources say about groups."""

    ingress: Children
    egress: Children
    older: Children
    further: Children

    def hidden(self, key: str) -> tuple[Unknown | Unread, ...]:
        """Return why a group may have more rules than are listed."""
        either_way = [resource.why("type") for resource in self.older.of(key) if not resource.literal("type")]
        return (*self.ingress.hidden(key), *self.egress.hidden(key), *self.older.hidden(key), *either_way)


def translate(estate: Estate, vpcs: Mapping[str, Vpc]) -> Iterator[SecurityGroup | Gap]:
    """Yield the security groups, with the default one of every VPC that the source makes."""
    said = _Said(
        children(estate, _INGRESS, "security_group_id", GROUP),
        children(estate, _EGRESS, "security_group_id", GROUP),
        children(estate, _OLDER, "security_group_id", GROUP),
        children(estate, _FURTHER, "security_group_id", GROUP),
    )
    for why in said.further.strays:
        yield Gap(noun=Noun.SECURITY_GROUPS, why=why)
    seen = set()
    stale = _stale(estate)
    for resource in estate.of("aws_security_group", "aws_default_security_group"):
        group = _group(estate, resource, said, stale)
        if group.id == resource.address or group.default:
            seen.add(group.id)
            yield group
    for key, vpc in vpcs.items():
        if default_group_key(key) not in seen:
            made = default_group(vpc)
            rules = (*made.rules, *_standalone(estate, made.id, said))
            yield SecurityGroup(
                id=made.id,
                origin=made.origin,
                vpc=made.vpc,
                name=made.name,
                rules=rules,
                hidden=said.hidden(made.id),
                default=True,
            )


def _group(estate: Estate, resource: Resource, said: _Said, stale: Mapping[str, set[object]]) -> SecurityGroup:
    key = estate.key_of(resource)
    hidden: list[Unknown | Unread] = []
    rules: list[GroupRule] = []
    for name, direction in _DIRECTIONS:
        if name not in resource.values and resource.left_out(name):
            # A group that writes no rules has none of its own: the provider takes AWS's away.
            continue
        parts = resource.blocks(name)
        if isinstance(parts, tuple):
            own = [rule for part in parts for rule in group_rules.inline(estate, resource, part, direction, key)]
            # What the configuration does not write was read with the group, standalone rules with it.
            gone = stale.get(key, set()) if name not in resource.expressions else set()
            rules += [rule for rule in own if _what(rule) not in gone] if gone else own
        else:
            hidden.append(parts)
    if resource.home.data:
        why = f"the rules of {resource.address} are not in the source"
        hidden.append(Unread(why, "ec2:DescribeSecurityGroupRules"))
    default = "#" in key
    return SecurityGroup(
        id=key,
        origin=estate.origin(resource),
        vpc=Known(key.partition("#")[0]) if default else estate.key(resource, "vpc_id", VPC),
        name=Known("default") if default else resource.text("name"),
        rules=(*rules, *_standalone(estate, key, said)),
        hidden=(*hidden, *said.hidden(key)),
        default=default or resource.home.type == "aws_default_security_group",
        vpcs=_further(estate, key, said.further),
    )


def _standalone(estate: Estate, key: str, said: _Said) -> list[GroupRule]:
    rules = [group_rules.single(estate, rule, Direction.INGRESS) for rule in said.ingress.of(key)]
    rules += [group_rules.single(estate, rule, Direction.EGRESS) for rule in said.egress.of(key)]
    for resource in said.older.of(key):
        # A rule of which nobody knows the direction is among those that may be there.
        rules += group_rules.older(estate, resource, _direction(resource), key) if resource.literal("type") else ()
    return rules


def _direction(resource: Resource) -> Direction:
    return Direction.INGRESS if resource.literal("type") == "ingress" else Direction.EGRESS


def _stale(estate: Estate) -> Mapping[str, set[object]]:
    """Return how rules of their own appear among those that were read with their group, also after they are gone."""
    found: dict[str, set[object]] = {}
    for resource in estate.previous(*_INGRESS, *_EGRESS, *_OLDER):
        group = estate.key(resource, "security_group_id", GROUP)
        if not isinstance(group, Known):
            continue
        rules = found.setdefault(group.value, set())
        if resource.home.type in _OLDER:
            rules.update(_what(rule) for rule in group_rules.older(estate, resource, _direction(resource), group.value))
        else:
            direction = Direction.INGRESS if resource.home.type in _INGRESS else Direction.EGRESS
            rules.add(_what(group_rules.single(estate, resource, direction)))
    return found


def _what(rule: GroupRule) -> object:
    return (rule.direction, rule.protocol, rule.from_port, rule.to_port, rule.kind, rule.peer)


def _further(estate: Estate, key: str, associations: Children) -> tuple[str, ...]:
    found: list[Value[str]] = [estate.key(one, "vpc_id", VPC) for one in associations.of(key)]
    return tuple(vpc.value for vpc in found if isinstance(vpc, Known))
