"""VPCs with their address blocks and DHCP options, and what AWS makes with each."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.attributes import minted
from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, reason_of, unplaced
from sealane.world.gaps import Noun
from sealane.world.text import Partial
from sealane.world.values import Known, Unknown, Value
from sealane.world.vpcs import DhcpOptions, Vpc

VPC = "AWS::EC2::VPC"
_BLOCK = "AWS::EC2::VPCCidrBlock"
_OPTIONS = "AWS::EC2::DHCPOptions"
_ASSOCIATION = "AWS::EC2::VPCDHCPOptionsAssociation"
_AWS_OPTIONS = "default"
# "AmazonProvidedDNS" is what the default options of every Region hand out:
# https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html


def vpcs(holdings: Holdings) -> Iterator[Finding]:
    """Yield VPCs and DHCP options.

    DNS support is on and DNS host names are off unless the template says otherwise:
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-vpc.html
    """
    blocks = list(_by_vpc(holdings, _BLOCK))
    options = list(_by_vpc(holdings, _ASSOCIATION))
    for resource in holdings.of(VPC):
        yield _vpc(resource, holdings, blocks, options)
    for resource in holdings.of(_OPTIONS):
        servers = fields_of(resource, holdings).texts("DomainNameServers")
        yield DhcpOptions(id=resource.key, origin=resource.origin, name_servers=servers)
    for resource, vpc in (*blocks, *options):
        if not isinstance(vpc, Known):
            yield unplaced(Noun.VPCS, resource, vpc)


def _by_vpc(holdings: Holdings, kind: str) -> Iterator[tuple[Resource, Value[str]]]:
    for resource in (*holdings.of(kind), *holdings.doubtful(kind)):
        yield resource, fields_of(resource, holdings).key("VpcId", VPC)


def _vpc(
    resource: Resource,
    holdings: Holdings,
    blocks: list[tuple[Resource, Value[str]]],
    options: list[tuple[Resource, Value[str]]],
) -> Vpc:
    fields = fields_of(resource, holdings)
    setting = holdings.setting
    own = Known(resource.key)
    more = [other for other, vpc in blocks if vpc == own or not isinstance(vpc, Known)]
    return Vpc(
        id=resource.key,
        origin=resource.origin,
        cidrs=_cidrs(fields, more, holdings),
        ipv6_cidrs=_ipv6_cidrs(more, holdings),
        dns_support=fields.flag("EnableDnsSupport", default=True),
        dns_hostnames=fields.flag("EnableDnsHostnames", default=False),
        dhcp_options=_dhcp_options(
            [(other, vpc) for other, vpc in options if vpc == own or not isinstance(vpc, Known)], holdings
        ),
        account=setting.account,
        region=Known(setting.region) if setting.region else Unknown("the Region is not given"),
        aws_id=Known(Partial((minted(resource.key, "id"),))),
    )


def _cidrs(fields: Fields, more: list[Resource], holdings: Holdings) -> Value[tuple[str, ...]]:
    found: list[str] = []
    pool = "the block comes from an address pool"
    for one in (fields, *(fields_of(other, holdings) for other in more)):
        if one is not fields and not one.has("CidrBlock") and not one.has("Ipv4IpamPoolId"):
            continue
        block = one.text("CidrBlock") if one.has("CidrBlock") else Unknown(pool)
        if not isinstance(block, Known):
            return block
        found.append(block.value)
    doubtful = next((other for other in more if other.maybe is not None), None)
    return Known(tuple(found)) if doubtful is None else reason_of(doubtful)


def _ipv6_cidrs(more: list[Resource], holdings: Holdings) -> Value[tuple[str, ...]]:
    found: list[str] = []
    for other in more:
        one = fields_of(other, holdings)
        if one.has("CidrBlock") or one.has("Ipv4IpamPoolId"):
            continue
        block = one.text("Ipv6CidrBlock") if one.has("Ipv6CidrBlock") else Unknown("AWS chooses the IPv6 block")
        if not isinstance(block, Known) or other.maybe is not None:
            return reason_of(other) if isinstance(block, Known) else block
        found.append(block.value)
    return Known(tuple(found))


def _dhcp_options(associations: list[tuple[Resource, Value[str]]], holdings: Holdings) -> Value[str]:
    for resource, vpc in associations:
        if not isinstance(vpc, Known):
            # It may be that of any VPC.
            return vpc
        if resource.maybe is not None:
            return reason_of(resource)
        named = fields_of(resource, holdings).key("DhcpOptionsId", _OPTIONS)
        return Known("") if named == Known(_AWS_OPTIONS) else named
    return Known("")
