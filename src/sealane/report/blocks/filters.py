"""Groups and network ACLs that keep packets from passing, in words."""

from __future__ import annotations

from sealane.reachability.blocks.filters import NetworkAclBlocks, TaskGroupEgress
from sealane.report.blocks.groups import names_of_groups, where_to
from sealane.report.blocks.words import Wording, Words
from sealane.report.escape import literal
from sealane.world.security_groups import Direction

_GROUPS = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"
_ACLS = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html"


def _egress(block: TaskGroupEgress) -> Words:
    groups, port = names_of_groups(block.groups), f"{block.protocol.upper()} port {block.port}"
    none = not any(rule.direction is Direction.EGRESS for group in block.groups for rule in group.rules)
    why = "has no outbound rule at all, so nothing gets" if none else f"lets nothing out on {port}"
    where = where_to(block.towards)
    return Words(
        sentence=f"{groups or 'the task'} {why} to {where}",
        change=f"add an outbound rule for {port} to {where}",
        link=_GROUPS,
    )


def _acl(block: NetworkAclBlocks) -> Words:
    kind = "the default network ACL of " if block.acl.default else ""
    acl, subnet = f"{kind}{literal(block.acl.origin.name)}", literal(block.subnet.origin.name)
    low, high = block.ports
    ports = f"port {low}" if low == high else f"ports {low} to {high}"
    where = where_to(block.towards)
    way = "out of" if block.direction is Direction.EGRESS else "into"
    what = f"answers on {ports} {way} {subnet}" if block.answer else f"{ports} {way} {subnet}"
    by = f"entry {literal(block.entry.origin.name)} of {acl}" if block.entry else acl
    why = "" if block.entry else ", because no entry allows it"
    protocol = block.protocol.upper()
    return Words(
        sentence=f"{by} drops {protocol} {what} on the way to {where}{why}",
        change=f"allow {protocol} {what} in {acl}" + (", in front of what denies it" if block.entry else ""),
        link=_ACLS,
    )


TABLE: Wording = {TaskGroupEgress: _egress, NetworkAclBlocks: _acl}
