"""The VPCs of the tasks, and those that their packets can get to: everything in them that decides about a packet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from sealane.readers.live.closure.question import Question, Seen, filtered, text_of
from sealane.world.gateways import PeeringConnection
from sealane.world.interfaces import NetworkInterface
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import PeerKind, SecurityGroup
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.transit import AttachmentKind, TransitAttachment
from sealane.world.values import Known
from sealane.world.vpcs import Vpc

_IN_A_VPC = (
    ("ec2:DescribeVpcs", "vpc-id"),
    ("ec2:DescribeSubnets", "vpc-id"),
    ("ec2:DescribeRouteTables", "vpc-id"),
    ("ec2:DescribeSecurityGroups", "vpc-id"),
    ("ec2:DescribeNetworkAcls", "vpc-id"),
    ("ec2:DescribeVpcEndpoints", "vpc-id"),
    ("ec2:DescribeInternetGateways", "attachment.vpc-id"),
    ("ec2:DescribeVpnGateways", "attachment.vpc-id"),
    ("ec2:DescribeNetworkInterfaces", "vpc-id"),
)
_ATTRIBUTES = ("enableDnsSupport", "enableDnsHostnames")
_PREFIX_LIST = "pl-"
_EGRESS_ONLY = "eigw-"


def network(seen: Seen) -> Iterator[Question]:
    """Yield what leads from the services' subnets to everything that decides about their packets."""
    named = [
        subnet
        for service in seen.world.table(Service).values()
        for subnet in (service.subnets.value if isinstance(service.subnets, Known) else ())
    ]
    if named:
        yield Question("ec2:DescribeSubnets", {"Filters": filtered("subnet-id", *sorted(set(named)))})
    if named or seen.scope.vpcs:
        yield Question("ec2:DescribeVpcBlockPublicAccessOptions", {})
        yield Question("ec2:DescribeVpcBlockPublicAccessExclusions", {})
    vpcs = tuple(vpcs_in_reach(seen, named))
    for vpc in vpcs:
        yield from _of_vpc(vpc)
    yield from _of_routes_and_rules(seen)


def vpcs_in_reach(seen: Seen, named: list[str]) -> Iterator[str]:
    """Yield the VPCs of the tasks, then those behind a peering connection or a transit gateway, each once."""
    world = seen.world
    own = (text_of(world.table(Subnet)[key].vpc) for key in named if key in world.table(Subnet))
    peers = (
        text_of(end)
        for peering in world.table(PeeringConnection).values()
        for end in (peering.requester, peering.accepter)
    )
    attached = (
        text_of(one.resource) for one in world.table(TransitAttachment).values() if one.kind is AttachmentKind.VPC
    )
    foreign = (text_of(endpoint) for endpoint in _vpcs_of_named_endpoints(seen))
    yield from (vpc for vpc in dict.fromkeys(chain(seen.scope.vpcs, own, peers, attached, foreign)) if vpc)


def _vpcs_of_named_endpoints(seen: Seen) -> Iterator[Known[str]]:
    for node in seen.nodes("ec2:DescribeVpcEndpoints", "VpcEndpoints"):
        yield Known(node.text("VpcId"))


def _of_vpc(vpc: str) -> Iterator[Question]:
    for call, name in _IN_A_VPC:
        yield Question(call, {"Filters": filtered(name, vpc)})
    for attribute in _ATTRIBUTES:
        yield Question("ec2:DescribeVpcAttribute", {"VpcId": vpc, "Attribute": attribute})
    yield Question("ec2:DescribeNatGateways", {"Filter": filtered("vpc-id", vpc)})
    for end in ("requester", "accepter"):
        yield Question("ec2:DescribeVpcPeeringConnections", {"Filters": filtered(f"{end}-vpc-info.vpc-id", vpc)})
    yield Question("ec2:DescribeTransitGatewayAttachments", {"Filters": filtered("resource-id", vpc)})
    yield Question("ec2:DescribeInstances", {"Filters": filtered("vpc-id", vpc)})


def _of_routes_and_rules(seen: Seen) -> Iterator[Question]:
    """Yield what routes and rules name beside what stands in the VPC."""
    world = seen.world
    for vpc in world.table(Vpc).values():
        if text_of(vpc.dhcp_options):
            yield Question(
                "ec2:DescribeDhcpOptions", {"Filters": filtered("dhcp-options-id", text_of(vpc.dhcp_options))}
            )
    routes = [route for table in world.table(RouteTable).values() for route in table.routes]
    rules = [rule for group in world.table(SecurityGroup).values() for rule in group.rules]
    lists = {text_of(route.destination) for route in routes}
    lists |= {text_of(rule.peer) for rule in rules if rule.kind is PeerKind.PREFIX_LIST}
    lists = {key for key in lists if key.startswith(_PREFIX_LIST)}
    if world.table(Vpc):
        yield Question("ec2:DescribePrefixLists", {})
    if lists:
        yield Question("ec2:DescribeManagedPrefixLists", {"Filters": filtered("prefix-list-id", *sorted(lists))})
    for key in sorted(lists):
        yield Question("ec2:GetManagedPrefixListEntries", {"PrefixListId": key})
    if any(text_of(route.target).startswith(_EGRESS_ONLY) for route in routes):
        yield Question("ec2:DescribeEgressOnlyInternetGateways", {})
    strangers = {
        text_of(route.target)
        for route in routes
        if text_of(route.target).startswith("eni-") and text_of(route.target) not in world.table(NetworkInterface)
    }
    if strangers:
        yield Question(
            "ec2:DescribeNetworkInterfaces", {"Filters": filtered("network-interface-id", *sorted(strangers))}
        )
