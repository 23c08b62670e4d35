"""`DescribeVpcs`, `DescribeVpcAttribute`, `DescribeDhcpOptions` and Block Public Access, to facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Shelf, key_of, last_part, origin_of
from sealane.readers.json_node import Node
from sealane.world.values import Known, Unread, Value
from sealane.world.vpcs import AMAZON_NAME_SERVER, BlockPublicAccess, DhcpOptions, Vpc

_ATTRIBUTE = "ec2:DescribeVpcAttribute"
_GONE = frozenset({"delete-complete", "create-failed"})


def vpcs(shelf: Shelf) -> Iterator[Vpc]:
    """Yield the VPCs: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Vpc.html."""
    regions = _regions(shelf)
    for answer in shelf.answers("ec2:DescribeVpcs"):
        for node in answer.node.nodes("Vpcs"):
            key = key_of(node, "VpcId")
            options = node.text("DhcpOptionsId") or "default"
            yield Vpc(
                id=key,
                origin=origin_of(key, node),
                cidrs=Known(_cidrs(node)),
                ipv6_cidrs=Known(_ipv6_cidrs(node)),
                dns_support=_attribute(shelf, key, "EnableDnsSupport"),
                dns_hostnames=_attribute(shelf, key, "EnableDnsHostnames"),
                dhcp_options=Known("" if options == "default" else options),
                account=_known(node.text("OwnerId"), "the owner is not in the answer"),
                region=_known(answer.call.region or regions.get(key, ""), "no answer about this VPC names its Region"),
            )


def dhcp_options(shelf: Shelf) -> Iterator[DhcpOptions]:
    """Yield the option sets; Amazon's own server where a set names none.

    https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html
    """
    for node in shelf.nodes("ec2:DescribeDhcpOptions", "DhcpOptions"):
        key = key_of(node, "DhcpOptionsId")
        named = tuple(
            value.text("Value")
            for item in node.nodes("DhcpConfigurations")
            if item.text("Key") == "domain-name-servers"
            for value in item.nodes("Values")
            if value.text("Value")
        )
        yield DhcpOptions(id=key, origin=origin_of(key, node), name_servers=Known(named or (AMAZON_NAME_SERVER,)))


def block_public_access(shelf: Shelf) -> Iterator[BlockPublicAccess]:
    """Yield the setting of each account and Region.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessOptions.html
    """
    for answer in shelf.answers("ec2:DescribeVpcBlockPublicAccessOptions"):
        node = answer.node.node("VpcBlockPublicAccessOptions")
        account = node.text("AwsAccountId") or answer.call.account
        region = node.text("AwsRegion") or answer.call.region
        key = f"block-public-access:{account}:{region}"
        yield BlockPublicAccess(
            id=key,
            origin=origin_of(key, node),
            mode=_known(node.text("InternetGatewayBlockMode"), "the mode is not in the answer"),
            exclusions=_exclusions(shelf, region),
        )


def _exclusions(shelf: Shelf, region: str) -> Value[tuple[tuple[str, str], ...]]:
    call = "ec2:DescribeVpcBlockPublicAccessExclusions"
    if not shelf.asked(call):
        return shelf.why_not(call)
    return Known(
        tuple(
            (last_part(node.text("ResourceArn")), node.text("InternetGatewayExclusionMode"))
            for node in shelf.nodes(call, "VpcBlockPublicAccessExclusions")
            if node.text("State") not in _GONE and f":{region}:" in node.text("ResourceArn")
        )
    )


def _attribute(shelf: Shelf, vpc: str, name: str) -> Value[bool]:
    asked = f"{name[0].lower()}{name[1:]}"
    for answer in shelf.every(_ATTRIBUTE):
        if answer.call.answered and answer.node.text("VpcId") == vpc and answer.node.has(name):
            return Known(answer.node.node(name).flag("Value", default=False))
        if answer.call.refused and answer.parameter("VpcId") == vpc and answer.parameter("Attribute") == asked:
            return Unread(f"AWS refused {asked} of {vpc}: {answer.call.error}", answer.call.action)
    return Unread(
        f"the answer of `aws ec2 describe-vpc-attribute --vpc-id {vpc} --attribute {asked}` is missing", _ATTRIBUTE
    )


def _cidrs(node: Node) -> tuple[str, ...]:
    blocks = [
        block.text("CidrBlock")
        for block in node.nodes("CidrBlockAssociationSet")
        if block.node("CidrBlockState").text("State", "associated") == "associated"
    ]
    return tuple(dict.fromkeys(block for block in (node.text("CidrBlock"), *blocks) if block))


def _ipv6_cidrs(node: Node) -> tuple[str, ...]:
    return tuple(
        block.text("Ipv6CidrBlock")
        for block in node.nodes("Ipv6CidrBlockAssociationSet")
        if block.node("Ipv6CidrBlockState").text("State", "associated") == "associated"
    )


def _regions(shelf: Shelf) -> dict[str, str]:
    """Return the Region of each VPC that a subnet of it names, by its ARN or its zone."""
    found: dict[str, str] = {}
    for node in shelf.nodes("ec2:DescribeSubnets", "Subnets"):
        arn = node.text("SubnetArn").split(":")
        zone = re.match(r"([a-z]+(?:-[a-z]+)+-\d+)[a-z]$", node.text("AvailabilityZone"))
        region = arn[3] if len(arn) > 3 else zone[1] if zone else ""  # noqa: PLR2004 - the fourth field of an ARN
        if region:
            found.setdefault(node.text("VpcId"), region)
    return found


def _known(text: str, otherwise: str) -> Value[str]:
    return Known(text) if text else Unread(otherwise)
