"""`DescribeSecurityGroups` to a security group, one rule per peer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sealane.world.network import GroupRule, SecurityGroup
from sealane.world.values import Origin

Document = Mapping[str, Any]

_PEERS = (
    ("IpRanges", "CidrIp"),
    ("Ipv6Ranges", "CidrIpv6"),
    ("PrefixListIds", "PrefixListId"),
    ("UserIdGroupPairs", "GroupId"),
)


def security_group(document: Document) -> SecurityGroup:
    """Return the group: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html."""
    return SecurityGroup(
        id=document["GroupId"],
        origin=Origin(document.get("SecurityGroupArn") or document["GroupId"]),
        vpc_id=document.get("VpcId") or "",
        name=document.get("GroupName") or "",
        rules=(
            *_rules("ingress", document.get("IpPermissions") or ()),
            *_rules("egress", document.get("IpPermissionsEgress") or ()),
        ),
    )


def _rules(direction: str, permissions: tuple[Document, ...] | list[Document]) -> Iterator[GroupRule]:
    """Give one rule per peer: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html."""
    for permission in permissions:
        for family, key in _PEERS:
            for peer in permission.get(family) or ():
                yield GroupRule(
                    direction=direction,
                    protocol=str(permission.get("IpProtocol", "-1")),
                    from_port=_port(permission.get("FromPort")),
                    to_port=_port(permission.get("ToPort")),
                    peer=peer.get(key) or "",
                )


def _port(port: int | None) -> int:
    return -1 if port is None else int(port)
