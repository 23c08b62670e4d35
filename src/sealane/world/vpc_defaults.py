"""What AWS makes with every VPC: a main route table, a default network ACL, a default security group.

Readers of a VPC's creation add them, under keys that follow from the VPC's, so that what stands for AWS's default (an
`aws_default_security_group`, a table that becomes the main one) can take their place.
"""

from __future__ import annotations

from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.values import Known
from sealane.world.vpcs import Vpc

_RULE_OF_EVERYTHING = 100
_RULE_OF_EVERYTHING_IPV6 = 101


def main_table_key(vpc: str) -> str:
    """Return the key of a VPC's own main route table."""
    return f"{vpc}#main-route-table"


def default_acl_key(vpc: str) -> str:
    """Return the key of a VPC's default network ACL."""
    return f"{vpc}#default-network-acl"


def default_group_key(vpc: str) -> str:
    """Return the key of a VPC's default security group."""
    return f"{vpc}#default-security-group"


def main_table(vpc: Vpc) -> RouteTable:
    """Return the main route table as AWS makes it: nothing but the local routes.

    https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
    """
    return RouteTable(id=main_table_key(vpc.id), origin=vpc.origin, vpc=Known(vpc.id), main=True)


def default_acl(vpc: Vpc) -> NetworkAcl:
    """Return the default network ACL as AWS makes it: everything passes both ways, IPv6 too once the VPC has it.

    https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html
    """
    entries = tuple(
        AclEntry(
            origin=vpc.origin,
            direction=direction,
            number=Known(number),
            allow=Known(True),  # noqa: FBT003 - a value, not a switch
            protocol=Known("-1"),
            from_port=Known(-1),
            to_port=Known(-1),
            cidr=Known(block),
        )
        for direction in Direction
        for number, block in ((_RULE_OF_EVERYTHING, "0.0.0.0/0"), (_RULE_OF_EVERYTHING_IPV6, "::/0"))
    )
    return NetworkAcl(id=default_acl_key(vpc.id), origin=vpc.origin, vpc=Known(vpc.id), default=True, entries=entries)


def default_group(vpc: Vpc) -> SecurityGroup:
    """Return the default security group as AWS makes it: its own members come in, everything goes out.

    https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
    """
    key = default_group_key(vpc.id)
    inside = _everything(vpc, Direction.INGRESS, PeerKind.GROUP, key)
    out = _everything(vpc, Direction.EGRESS, PeerKind.CIDR, "0.0.0.0/0")
    out_ipv6 = _everything(vpc, Direction.EGRESS, PeerKind.IPV6_CIDR, "::/0")
    return SecurityGroup(
        id=key,
        origin=vpc.origin,
        vpc=Known(vpc.id),
        name=Known("default"),
        rules=(inside, out, out_ipv6),
        default=True,
    )


def _everything(vpc: Vpc, direction: Direction, kind: PeerKind, peer: str) -> GroupRule:
    return GroupRule(
        origin=vpc.origin,
        direction=direction,
        protocol=Known("-1"),
        from_port=Known(-1),
        to_port=Known(-1),
        kind=kind,
        peer=Known(peer),
    )
