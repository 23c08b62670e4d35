"""`DescribeNetworkInterfaces` and `DescribeInstances` to interfaces and instances."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Shelf, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.values import Known, Unread, Value

_ENDED = frozenset({"terminated", "shutting-down"})


def interfaces(shelf: Shelf) -> Iterator[NetworkInterface]:
    """Yield the interfaces: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html."""
    for node in shelf.nodes("ec2:DescribeNetworkInterfaces", "NetworkInterfaces"):
        key = key_of(node, "NetworkInterfaceId")
        yield NetworkInterface(
            id=key,
            origin=origin_of(key, node),
            subnet=Known(node.text("SubnetId")),
            addresses=Known(_addresses(node)),
            security_groups=Known(_groups(node)),
            ipv6_addresses=Known(tuple(item.text("Ipv6Address") for item in node.nodes("Ipv6Addresses"))),
            public_address=Known(node.node("Association").text("PublicIp")),
            check=_check(node),
            kind=node.text("InterfaceType", "interface"),
            instance=Known(node.node("Attachment").text("InstanceId")),
        )


def instances(shelf: Shelf) -> Iterator[Instance]:
    """Yield the instances that are not ended: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html."""
    for reservation in shelf.nodes("ec2:DescribeInstances", "Reservations"):
        for node in reservation.nodes("Instances"):
            if node.node("State").text("Name") not in _ENDED:
                yield _instance(node)


def _instance(node: Node) -> Instance:
    key = key_of(node, "InstanceId")
    own = sorted(node.nodes("NetworkInterfaces"), key=lambda item: item.node("Attachment").number("DeviceIndex", 0))
    return Instance(
        id=key,
        origin=origin_of(key, node),
        subnet=Known(node.text("SubnetId")),
        security_groups=Known(tuple(group.text("GroupId") for group in node.nodes("SecurityGroups"))),
        interfaces=Known(tuple(item.text("NetworkInterfaceId") for item in own)),
        address=Known(node.text("PrivateIpAddress")),
        public=Known(bool(node.text("PublicIpAddress"))),
        check=_check(node),
    )


def _addresses(node: Node) -> tuple[str, ...]:
    listed = tuple(item.text("PrivateIpAddress") for item in node.nodes("PrivateIpAddresses"))
    own = node.text("PrivateIpAddress")
    return tuple(dict.fromkeys(address for address in (own, *listed) if address))


def _groups(node: Node) -> tuple[str, ...]:
    return tuple(group.text("GroupId") for group in node.nodes("Groups") if group.text("GroupId"))


def _check(node: Node) -> Value[bool]:
    if node.has("SourceDestCheck"):
        return Known(node.flag("SourceDestCheck", default=True))
    return Unread("the source and destination check is not in the answer")
