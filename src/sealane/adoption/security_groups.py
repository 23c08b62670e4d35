"""Security groups that were made by hand: they stay, with their rules as they are, beside the ones that are written.

A group's name and description cannot be changed, and rules elsewhere name it: a database that admits the old group of
the tasks goes on admitting them.
https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.adoption.found import Found
from sealane.adoption.remark import Matter, Remark, changed, kept
from sealane.adoption.taken import Taken
from sealane.readers.json_node import Node
from sealane.records import dataclass
from sealane.terraform.files.names import identifiers
from sealane.terraform.hcl import Block, block
from sealane.terraform.hcl_values import Reference, Value, reference

_CLOSED = "closed"
_DEFAULT = "default"
_ALL = "-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """The groups of the VPC by id; `labels` are the Terraform names of those that are kept, `default` is the VPC's."""

    nodes: dict[str, Node]
    labels: dict[str, str]
    default: str

    def reference(self, group: str) -> Value:
        """Return a group as a rule or an interface names it."""
        if group == self.default:
            return reference(f"aws_default_security_group.{_CLOSED}.id")
        label = self.labels.get(group)
        return reference(f"aws_security_group.{label}.id") if label else group

    def references(self, groups: tuple[str, ...]) -> list[Value]:
        """Return several groups; none means the VPC's default group, as AWS reads it."""
        return [self.reference(group) for group in groups or (self.default,)]


def groups_of(found: Found, used: tuple[str, ...]) -> Groups:
    """Return the groups of the VPC, of which `used` are kept."""
    nodes = {
        one.text("GroupId"): one for one in found.in_vpc("ec2:DescribeSecurityGroups", "SecurityGroups", "GroupId")
    }
    default = next((key for key, one in nodes.items() if one.text("GroupName") == _DEFAULT), "")
    mine = [key for key in dict.fromkeys(used) if key in nodes and key != default]
    labels = identifiers((key, ("kept", nodes[key].text("GroupName"))) for key in mine)
    return Groups(nodes=nodes, labels=labels, default=default)


def names_of(found: Found) -> frozenset[str]:
    """Return the names of the VPC's groups, which no second group can have."""
    nodes = found.in_vpc("ec2:DescribeSecurityGroups", "SecurityGroups", "GroupId")
    return frozenset(one.text("GroupName") for one in nodes)


def take_groups(groups: Groups, *, default_used: bool) -> Iterator[tuple[Taken, Block | None]]:
    """Yield every group that is taken over, with its resource block where nothing that is written has one."""
    if groups.default:
        rules = tuple(_rules(groups.nodes[groups.default], {})) if default_used else ()
        # An imported group without a word about rules keeps those that it has.
        none: dict[str, Value] = {} if default_used else {"ingress": [], "egress": []}
        default = Taken(kind="aws_default_security_group", label=_CLOSED, id=groups.default, kept=none, blocks=rules)
        yield default, None
    told = _told(groups)
    for key, label in groups.labels.items():
        node = groups.nodes[key]
        named: dict[str, Value] = {
            "name": node.text("GroupName"),
            "description": node.text("Description"),
            "vpc_id": reference("aws_vpc.main.id"),
        }
        ignored = block("lifecycle", {"ignore_changes": [Reference("tags"), Reference("tags_all")]})
        written = Block("resource", ("aws_security_group", label), (named, *_rules(node, told.get(key, {})), ignored))
        yield Taken(kind="aws_security_group", label=label, id=key, ignored=()), written


def group_remarks(groups: Groups, *, default_used: bool) -> Iterator[Remark]:
    """Yield what becomes of the groups."""
    if groups.default and default_used:
        yield kept(Matter.DEFAULT_GROUP, groups.default)
    elif groups.default:
        yield changed(Matter.DEFAULT_GROUP, groups.default)
    for key in groups.labels:
        yield kept(Matter.SECURITY_GROUP, key, groups.nodes[key].text("GroupName"))


def default_is_used(found: Found, default: str, used: tuple[tuple[str, ...], ...]) -> bool:
    """Tell whether an interface may rely on the VPC's default group; what nobody read counts as used."""
    if any(not groups or default in groups for groups in used):
        return True
    if not found.shelf.asked("ec2:DescribeNetworkInterfaces"):
        return True
    interfaces = found.in_vpc("ec2:DescribeNetworkInterfaces", "NetworkInterfaces", "NetworkInterfaceId")
    return any(default == group.text("GroupId") for one in interfaces for group in one.nodes("Groups"))


def _told(groups: Groups) -> dict[str, dict[str, Value]]:
    """Return, for each group, which others its rules name by reference, so that the proof knows them.

    Two that name each other would wait for each other, so of them the one that stands later names the other.
    """
    names = {key: _peers(groups.nodes[key]) & set(groups.labels) - {key} for key in groups.labels}
    chosen: dict[str, set[str]] = {}
    for key in reversed(groups.labels):
        chosen[key] = {other for other in names[key] if key not in _reached(other, chosen)}
    return {key: {other: groups.reference(other) for other in others} for key, others in chosen.items()}


def _reached(start: str, chosen: dict[str, set[str]]) -> set[str]:
    """Return every group that one names, directly or by others."""
    found, todo = {start}, [start]
    while todo:
        new = chosen.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return found


def _peers(group: Node) -> set[str]:
    """Return the groups that the rules of a group name."""
    permissions = (one for key in ("IpPermissions", "IpPermissionsEgress") for one in group.nodes(key))
    return {pair.text("GroupId") for one in permissions for pair in one.nodes("UserIdGroupPairs")}


def _rules(group: Node, told: dict[str, Value]) -> Iterator[Block]:
    """Yield the rules of a group as blocks of its resource, one for each description."""
    for kind, key in (("ingress", "IpPermissions"), ("egress", "IpPermissionsEgress")):
        for permission in group.nodes(key):
            for description, peers in _by_description(permission, group.text("GroupId"), told).items():
                protocol = permission.text("IpProtocol", _ALL)
                ports: dict[str, Value] = {
                    "from_port": permission.number("FromPort", 0) if protocol != _ALL else 0,
                    "to_port": permission.number("ToPort", 0) if protocol != _ALL else 0,
                    "protocol": protocol,
                }
                said: dict[str, Value] = {"description": description} if description else {}
                yield block(kind, {**said, **ports, **peers})


def _by_description(permission: Node, own: str, told: dict[str, Value]) -> dict[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {}
    lists: dict[str, dict[str, list[Value]]] = {}
    for key, name, argument in (
        ("IpRanges", "CidrIp", "cidr_blocks"),
        ("Ipv6Ranges", "CidrIpv6", "ipv6_cidr_blocks"),
        ("PrefixListIds", "PrefixListId", "prefix_list_ids"),
    ):
        for one in permission.nodes(key):
            lists.setdefault(one.text("Description"), {}).setdefault(argument, []).append(one.text(name))
    for one in permission.nodes("UserIdGroupPairs"):
        if one.text("GroupId") == own:
            found.setdefault(one.text("Description"), {})["self"] = True
        else:
            by = lists.setdefault(one.text("Description"), {})
            by.setdefault("security_groups", []).append(told.get(one.text("GroupId"), one.text("GroupId")))
    return {text: {**lists.get(text, {}), **found.get(text, {})} for text in {**lists, **found}}
