"""Network ACLs: one that decides about the tasks' packets is taken over with its entries, so that the proof sees it.

AWS's own one, which lets everything through, is left to itself.
https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.adoption.found import Found
from sealane.adoption.network import Land
from sealane.adoption.remark import Matter, Remark, kept
from sealane.adoption.taken import TAGS, Taken
from sealane.readers.json_node import Node
from sealane.terraform.hcl import Block, Item, block
from sealane.terraform.hcl_values import Value, reference

# The entries that end every list and that nobody can change.
_LAST = 32767
_ALL = "-1"
_OPEN = {("100", True), ("100", False)}
_IGNORED = block("lifecycle", {"ignore_changes": [reference(one) for one in TAGS]})
# The default one has every subnet that no other has, also those that are made later.
_IGNORED_OF_DEFAULT = block("lifecycle", {"ignore_changes": [reference(one) for one in (*TAGS, "subnet_ids")]})


def take_acls(found: Found, land: Land) -> Iterator[tuple[Taken, Block]]:
    """Yield every ACL that is taken over, with its resource block."""
    number = 0
    for acl in deciding(found):
        key, rules = acl.text("NetworkAclId"), tuple(_rules(acl))
        if acl.flag("IsDefault", default=False):
            kind, label = "aws_default_network_acl", "kept"
            about: dict[str, Value] = {"default_network_acl_id": reference("aws_vpc.main.default_network_acl_id")}
            body: tuple[Item, ...] = (about, *rules, _IGNORED_OF_DEFAULT)
        else:
            number += 1
            kind, label = "aws_network_acl", "kept" if number == 1 else f"kept_{number}"
            subnets = [_subnet(one.text("SubnetId"), land) for one in acl.nodes("Associations")]
            body = ({"vpc_id": reference("aws_vpc.main.id"), "subnet_ids": subnets}, *rules, _IGNORED)
        yield Taken(kind=kind, label=label, id=key, ignored=()), Block("resource", (kind, label), body)


def acl_remarks(found: Found) -> Iterator[Remark]:
    """Yield the ACLs that are taken over."""
    yield from (kept(Matter.NETWORK_ACL, acl.text("NetworkAclId")) for acl in deciding(found))


def deciding(found: Found) -> list[Node]:
    """Return the ACLs of the tasks' subnets but AWS's own as it makes it."""
    mine = {one.text("SubnetId") for one in found.subnets}
    acls = found.in_vpc("ec2:DescribeNetworkAcls", "NetworkAcls", "NetworkAclId")
    own = [acl for acl in acls if any(one.text("SubnetId") in mine for one in acl.nodes("Associations"))]
    return [acl for acl in own if not (acl.flag("IsDefault", default=False) and _is_open(acl))]


def _is_open(acl: Node) -> bool:
    """Tell whether an ACL has nothing but the entry that lets everything through, each way."""
    entries = list(_entries(acl))
    plain = {(str(one.number("RuleNumber", 0)), one.flag("Egress", default=False)) for one in entries}
    return plain <= _OPEN and all(
        (one.text("Protocol"), one.text("RuleAction"), one.text("CidrBlock")) == (_ALL, "allow", "0.0.0.0/0")
        for one in entries
    )


def _entries(acl: Node) -> Iterator[Node]:
    return (one for one in acl.nodes("Entries") if one.number("RuleNumber", 0) < _LAST)


def _rules(acl: Node) -> Iterator[Block]:
    for one in _entries(acl):
        ports, icmp = one.node("PortRange"), one.node("IcmpTypeCode")
        about: dict[str, Value] = {
            "rule_no": one.number("RuleNumber", 0),
            "action": one.text("RuleAction"),
            "protocol": one.text("Protocol", _ALL),
            "from_port": ports.number("From", 0),
            "to_port": ports.number("To", 0),
        }
        for key, argument in (("CidrBlock", "cidr_block"), ("Ipv6CidrBlock", "ipv6_cidr_block")):
            if one.text(key):
                about[argument] = one.text(key)
        if one.has("IcmpTypeCode"):
            about |= {"icmp_type": icmp.number("Type", 0), "icmp_code": icmp.number("Code", 0)}
        yield block("egress" if one.flag("Egress", default=False) else "ingress", about)


def _subnet(key: str, land: Land) -> Value:
    name = land.names.get(key)
    return reference(f"aws_subnet.{name}.id") if name else key
