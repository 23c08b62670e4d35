"""Rules of security groups, written as the group's other rules are: blocks within it, or resources of their own.

Rules in both forms take each other away:
https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sealane.terraform.configuration.tree import unindexed
from sealane.terraform.editing import additions
from sealane.terraform.editing.expressions import list_at
from sealane.terraform.hcl import block as nested
from sealane.terraform.hcl_values import Value, rendered
from sealane.verbs.mending import keys
from sealane.verbs.mending.unsure import Unsure
from sealane.world.prefix_lists import PrefixList
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.values import Known

if TYPE_CHECKING:
    from sealane.verbs.mending.draft import Draft, Place

KIND: Final = "aws_security_group"
_OLD_RULE: Final = "aws_security_group_rule"
_PEERS: Final = {
    PeerKind.CIDR: "cidr_ipv4",
    PeerKind.IPV6_CIDR: "cidr_ipv6",
    PeerKind.GROUP: "referenced_security_group_id",
    PeerKind.PREFIX_LIST: "prefix_list_id",
}
_INLINE: Final = {
    PeerKind.CIDR: "cidr_blocks",
    PeerKind.IPV6_CIDR: "ipv6_cidr_blocks",
    PeerKind.GROUP: "security_groups",
    PeerKind.PREFIX_LIST: "prefix_list_ids",
}


def write(draft: Draft, before: SecurityGroup | None, after: SecurityGroup) -> None:
    """Add a group with its rules, or rules to one that is there."""
    if before is None:
        _add(draft, after)
        return
    place = draft.place(after.id)
    draft.single(place)
    for rule in after.rules:
        if rule not in before.rules:
            _rule(draft, place, after, rule)


def replace(draft: Draft, place: Place, name: str, wanted: list[Value]) -> None:
    """Let a list of groups be another one.

    Raises:
        Unsure: when the list is made elsewhere.

    """
    argument = place.value(name)
    if argument is None:
        draft.set(place, name, wanted)
        return
    if list_at(place.file.text, argument.start, argument.end) is None:
        msg = f"`{name}` of {'.'.join(place.block.labels)} takes its value from `{argument.text}`"
        raise Unsure(msg)
    draft.edit(place, additions.replaced(argument, rendered(wanted)))


def _add(draft: Draft, after: SecurityGroup) -> None:
    vpc = after.vpc.value if isinstance(after.vpc, Known) else ""
    place = draft.place(vpc)
    name = after.name.value if isinstance(after.name, Known) else "endpoints"
    if draft.added(place, after.id):
        return
    body: dict[str, Value] = {"name_prefix": f"{name}-", "vpc_id": draft.refer(place, vpc)}
    draft.behind(place, KIND, keys.label(after.id), body, key=after.id)
    for rule in after.rules:
        _resource(draft, place, after, rule)


def _rule(draft: Draft, place: Place, group: SecurityGroup, rule: GroupRule) -> None:
    if {"ingress", "egress"} & set(place.block.arguments):
        msg = f"{'.'.join(place.block.labels)} has its rules as the value of an argument"
        raise Unsure(msg)
    inner = {one.labels[0] if one.type == "dynamic" and one.labels else one.type for one in place.block.blocks}
    if inner & {"ingress", "egress"}:
        draft.inside(place, nested(str(rule.direction), _inline(draft, place, rule)))
        return
    written = _like(draft, place, group, rule)
    if written is not None and written.block.labels[0] == _OLD_RULE:
        _old(draft, written, group, rule)
    else:
        _resource(draft, written or place, group, rule)


def _like(draft: Draft, place: Place, group: SecurityGroup, rule: GroupRule) -> Place | None:
    """Return the last rule of the group that is a resource of its own in its module, best one of the same direction."""
    named = re.compile(rf"\b{re.escape(unindexed(keys.address(group.id)))}\b")
    found: list[Place] = []
    for file in place.module.files:
        for block in file.blocks:
            of = block.arguments.get("security_group_id")
            if block.type != "resource" or of is None or not named.search(of.text):
                continue
            if block.labels[0] == _OLD_RULE or block.labels[0].startswith("aws_vpc_security_group_"):
                found.append(
                    draft.place(f"{f'{place.module_key}.' if place.module_key else ''}{'.'.join(block.labels)}")
                )
    best = [one for one in found if f"_{rule.direction}_" in one.block.labels[0]]
    return (best or found)[-1] if found else None


def _inline(draft: Draft, place: Place, rule: GroupRule) -> dict[str, Value]:
    peer = _peer(draft, place, rule)
    return {"protocol": _known(rule.protocol), **_ports(rule), _INLINE[rule.kind]: [peer]}


def _old(draft: Draft, place: Place, group: SecurityGroup, rule: GroupRule) -> None:
    peer = _peer(draft, place, rule)
    of: dict[str, Value] = {_INLINE[rule.kind]: [peer]}
    if rule.kind is PeerKind.GROUP:
        of = {"source_security_group_id": peer}
    body: dict[str, Value] = {
        "type": str(rule.direction),
        "security_group_id": draft.refer(place, group.id, kind=KIND),
        **of,
        "protocol": _known(rule.protocol),
        **_ports(rule),
    }
    draft.behind(place, _OLD_RULE, _name(group, rule), body)


def _resource(draft: Draft, place: Place, group: SecurityGroup, rule: GroupRule) -> None:
    body: dict[str, Value] = {
        "security_group_id": draft.refer(place, group.id, kind=KIND),
        _PEERS[rule.kind]: _peer(draft, place, rule),
        "ip_protocol": _known(rule.protocol),
        **_ports(rule),
    }
    draft.behind(place, f"aws_vpc_security_group_{rule.direction}_rule", _name(group, rule), body)


def _name(group: SecurityGroup, rule: GroupRule) -> str:
    way = "ingress" if rule.direction is Direction.INGRESS else "egress"
    own = unindexed(keys.address(group.id)).rpartition(".")[2] or group.id
    return keys.label(f"{own} {way} {_known(rule.from_port)}")


def _ports(rule: GroupRule) -> dict[str, Value]:
    return {"from_port": _known(rule.from_port), "to_port": _known(rule.to_port)}


def _peer(draft: Draft, place: Place, rule: GroupRule) -> Value:
    key = str(_known(rule.peer))
    if rule.kind is PeerKind.GROUP:
        return draft.refer(place, key, kind=KIND)
    if rule.kind is PeerKind.PREFIX_LIST and "#" in key:
        return _list_of_service(draft, place, key)
    return draft.refer(place, key) if keys.address(key) else key


def _list_of_service(draft: Draft, place: Place, key: str) -> Value:
    """Return AWS's list of a service, which every gateway endpoint and data source of it names alike."""
    lists = draft.matter.world.table(PrefixList)
    name = lists[key].name if key in lists else None
    for one in (key, *(other for other, fact in lists.items() if fact.name == name)):
        of = one.partition("#")[0]
        if keys.address(of) and keys.module_of(of) == place.module_key:
            return draft.refer(place, of, attribute="prefix_list_id" if "#" in one else "id")
    return draft.refer(place, key.partition("#")[0], attribute="prefix_list_id")


def _known(value: object) -> Value:
    told: Value = value.value if isinstance(value, Known) else None
    return told
