"""`DescribeSubnets` to subnets."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Shelf, key_of, origin_of, switch_of
from sealane.readers.json_node import Node
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unread, Value


def subnets(shelf: Shelf) -> Iterator[Subnet]:
    """Yield the subnets: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html."""
    owners = {node.text("VpcId"): node.text("OwnerId") for node in shelf.nodes("ec2:DescribeVpcs", "Vpcs")}
    for node in shelf.nodes("ec2:DescribeSubnets", "Subnets"):
        key, vpc, owner = key_of(node, "SubnetId"), key_of(node, "VpcId"), node.text("OwnerId")
        yield Subnet(
            id=key,
            origin=origin_of(node.text("SubnetArn") or key, node),
            vpc=Known(vpc),
            cidr=Known(node.text("CidrBlock")),
            ipv6_cidr=Known(_ipv6_cidr(node)),
            zone_id=_text(node, "AvailabilityZoneId"),
            zone_name=_text(node, "AvailabilityZone"),
            free_addresses=_free(node),
            ipv6_on_creation=switch_of(node, "AssignIpv6AddressOnCreation"),
            owner=Known("" if owner == owners.get(vpc, owner) else owner),
        )


def _ipv6_cidr(node: Node) -> str:
    blocks = (
        block.text("Ipv6CidrBlock")
        for block in node.nodes("Ipv6CidrBlockAssociationSet")
        if block.node("Ipv6CidrBlockState").text("State", "associated") == "associated"
    )
    return next(blocks, "")


def _text(node: Node, name: str) -> Value[str]:
    found = node.text(name)
    return Known(found) if found else Unread(f"`{name}` is not in the answer", "ec2:DescribeSubnets")


def _free(node: Node) -> Value[int]:
    if node.has("AvailableIpAddressCount"):
        return Known(node.number("AvailableIpAddressCount", 0))
    return Unread("`AvailableIpAddressCount` is not in the answer", "ec2:DescribeSubnets")
