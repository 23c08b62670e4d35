"""Subnets."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, reason_of
from sealane.readers.cloudformation.translate.vpcs import VPC
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread, Value

SUBNET = "AWS::EC2::Subnet"
_IPV6_BLOCK = "AWS::EC2::SubnetCidrBlock"


def subnets(holdings: Holdings) -> Iterator[Finding]:
    """Yield subnets.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-subnet.html
    """
    blocks: dict[str, Resource] = {}
    for resource in (*holdings.of(_IPV6_BLOCK), *holdings.doubtful(_IPV6_BLOCK)):
        subnet = fields_of(resource, holdings).key("SubnetId", SUBNET)
        blocks[subnet.value if isinstance(subnet, Known) else ""] = resource
    for resource in holdings.of(SUBNET):
        fields = fields_of(resource, holdings)
        yield Subnet(
            id=resource.key,
            origin=resource.origin,
            vpc=fields.key("VpcId", VPC),
            cidr=_cidr(fields),
            ipv6_cidr=_ipv6_cidr(fields, blocks.get(resource.key) or blocks.get(""), holdings),
            zone_id=_zone(fields, "AvailabilityZoneId", "AvailabilityZone"),
            zone_name=_zone(fields, "AvailabilityZone", "AvailabilityZoneId"),
            ipv6_on_creation=fields.flag("AssignIpv6AddressOnCreation", default=False),
        )


def _cidr(fields: Fields) -> Value[str]:
    if fields.has("CidrBlock") or fields.flag("Ipv6Native", default=False) == Known(True):  # noqa: FBT003 - a value
        return fields.text("CidrBlock")
    return Unknown("the block comes from an address pool")


def _ipv6_cidr(fields: Fields, block: Resource | None, holdings: Holdings) -> Value[str]:
    if fields.has("Ipv6CidrBlock"):
        return fields.text("Ipv6CidrBlock")
    if block is not None:
        found = fields_of(block, holdings).text("Ipv6CidrBlock")
        return found if block.maybe is None else reason_of(block)
    if fields.has("Ipv6IpamPoolId") or fields.has("Ipv6NetmaskLength"):
        return Unknown("AWS chooses the IPv6 block")
    return Known("")


def _zone(fields: Fields, name: str, other: str) -> Value[str]:
    if fields.has(name):
        return fields.text(name)
    said = f"the template says {other} and not {name}"
    return Unread(said) if fields.has(other) else Unknown("AWS chooses the zone")
