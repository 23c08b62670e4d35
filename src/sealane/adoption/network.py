"""The VPC with its subnets and route tables: all of it is taken over, and the routes stay as they are.

https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route_table
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sealane.adoption.found import Found
from sealane.adoption.remark import Matter, Remark, changed, kept, lost, renewed
from sealane.adoption.taken import TAGS, WHOLE, Taken
from sealane.readers.json_node import Node
from sealane.records import dataclass
from sealane.terraform.hcl import Block, block
from sealane.terraform.hcl_values import Reference, Value, reference

_LOCAL = "local"
_PROPAGATED = "EnableVgwRoutePropagation"
_DESTINATIONS = (
    ("DestinationCidrBlock", "cidr_block"),
    ("DestinationIpv6CidrBlock", "ipv6_cidr_block"),
    ("DestinationPrefixListId", "destination_prefix_list_id"),
)
_TARGETS = (
    ("NatGatewayId", "nat_gateway_id"),
    ("TransitGatewayId", "transit_gateway_id"),
    ("VpcPeeringConnectionId", "vpc_peering_connection_id"),
    ("EgressOnlyInternetGatewayId", "egress_only_gateway_id"),
    ("CarrierGatewayId", "carrier_gateway_id"),
    ("LocalGatewayId", "local_gateway_id"),
    ("CoreNetworkArn", "core_network_arn"),
    ("NetworkInterfaceId", "network_interface_id"),
)
_VPC_IGNORED = (
    *TAGS,
    "instance_tenancy",
    "assign_generated_ipv6_cidr_block",
    "ipv6_cidr_block",
    "ipv6_ipam_pool_id",
    "ipv6_netmask_length",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A route table of the tasks' subnets.

    `label` is its Terraform name; `new` is whether it takes the place of the VPC's main table, which stays.
    """

    node: Node
    label: str
    new: bool

    @property
    def id(self) -> str:
        """AWS's id of the table, or of the one whose place it takes."""
        return self.node.text("RouteTableId")

    @property
    def reference(self) -> Reference:
        """The table as an association names it."""
        return reference(f"aws_route_table.{self.label}.id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """The tasks' subnets by their Terraform names, each with its table."""

    subnets: dict[str, Node]
    tables: tuple[Table, ...]
    of_subnet: dict[str, Table]

    @property
    def names(self) -> dict[str, str]:
        """The Terraform names by subnet id."""
        return {node.text("SubnetId"): name for name, node in self.subnets.items()}


def network_says(found: Found) -> dict[str, Any]:
    """Return the `network` of the spec."""
    return {
        "cidr": found.vpc.text("CidrBlock"),
        "zones": [one.text("AvailabilityZone") for one in found.subnets],
        "subnets": [one.text("CidrBlock") for one in found.subnets],
    }


def land_of(found: Found, names: list[str]) -> Land:
    """Return the subnets under the names that the files give them."""
    tables = list(found.in_vpc("ec2:DescribeRouteTables", "RouteTables", "RouteTableId"))
    placed = dict(zip(names, found.subnets, strict=True))
    chosen: dict[str, Table] = {}
    of_subnet: dict[str, Table] = {}
    for name, subnet in placed.items():
        node, explicit = _table(tables, subnet.text("SubnetId"))
        if node is None:
            continue
        number = len(chosen) + 1
        table = Table(node=node, label="private" if number == 1 else f"private_{number}", new=not explicit)
        of_subnet[name] = chosen.setdefault(node.text("RouteTableId"), table)
    return Land(subnets=placed, tables=tuple(chosen.values()), of_subnet=of_subnet)


def take_network(found: Found, land: Land) -> Iterator[tuple[Taken, Block | None]]:
    """Yield VPC, subnets, tables and associations, with a resource block where nothing that is written has one."""
    yield Taken(kind="aws_vpc", label="main", id=found.vpc_id, ignored=_VPC_IGNORED), None
    for name, node in land.subnets.items():
        yield Taken(kind="aws_subnet", label=name, id=node.text("SubnetId"), ignored=WHOLE), None
    for number, table in enumerate(land.tables):
        routes = tuple(_routes(table.node))
        ignored = () if table.new else TAGS
        taken = Taken(
            kind="aws_route_table",
            label=table.label,
            id="" if table.new else table.id,
            blocks=routes if not number else (),
            ignored=ignored if not number else (),
        )
        yield taken, None if not number else _second(table, routes)
    for name, table in land.of_subnet.items():
        subnet = land.subnets[name].text("SubnetId")
        moved: dict[str, Value] = {} if table is land.tables[0] else {"route_table_id": table.reference}
        taken = Taken(
            kind="aws_route_table_association",
            label=name,
            id="" if table.new else f"{subnet}/{table.id}",
            kept=moved,
            ignored=(),
        )
        yield taken, None


def network_remarks(found: Found, land: Land) -> Iterator[Remark]:
    """Yield what of the network the spec does not say."""
    for table in land.tables:
        for route in _routes_of(table.node):
            yield kept(Matter.WAY_OUT, table.id, *_told(route))
        if table.new:
            yield renewed(Matter.ROUTE_TABLE, table.id)
    yield from _gateways(found)
    if list(found.vpc.nodes("Ipv6CidrBlockAssociationSet")):
        yield lost(Matter.IPV6, found.vpc_id)
    for one in found.subnets:
        if found.account and one.text("OwnerId", found.account) != found.account:
            yield lost(Matter.SHARED_SUBNET, one.text("SubnetId"), one.text("OwnerId"))
    yield from _dns(found)


def _dns(found: Found) -> Iterator[Remark]:
    for answer in found.shelf.answers("ec2:DescribeVpcAttribute"):
        for key in ("EnableDnsSupport", "EnableDnsHostnames"):
            off = answer.node.has(key) and not answer.node.node(key).flag("Value", default=False)
            if off and answer.node.text("VpcId") == found.vpc_id:
                yield changed(Matter.DNS, key)


def _gateways(found: Found) -> Iterator[Remark]:
    """Yield the doors of the VPC, which stay outside."""
    for node in found.shelf.nodes("ec2:DescribeInternetGateways", "InternetGateways"):
        if any(one.text("VpcId") == found.vpc_id for one in node.nodes("Attachments")):
            yield kept(Matter.GATEWAY, node.text("InternetGatewayId"))
    for node in found.in_vpc("ec2:DescribeNatGateways", "NatGateways", "NatGatewayId"):
        if node.text("State") not in {"deleted", "deleting", "failed"}:
            yield kept(Matter.GATEWAY, node.text("NatGatewayId"))


def _table(tables: list[Node], subnet: str) -> tuple[Node | None, bool]:
    """Return the table of a subnet, and whether the subnet names it."""
    main = None
    for table in tables:
        for one in table.nodes("Associations"):
            if one.text("SubnetId") == subnet:
                return table, True
            if one.flag("Main", default=False):
                main = table
    return main, False


def _second(table: Table, routes: tuple[Block, ...]) -> Block:
    """Return the resource of a table beyond the first, which the files have none for."""
    tags = block("lifecycle", {"ignore_changes": [Reference("tags"), Reference("tags_all")]})
    body = ({"vpc_id": reference("aws_vpc.main.id")}, *routes, *(() if table.new else (tags,)))
    return Block("resource", ("aws_route_table", table.label), body)


def _routes_of(table: Node) -> Iterator[Node]:
    """Yield the routes that are the table's own: not the VPC's, not those of gateway endpoints, none that spread."""
    for route in table.nodes("Routes"):
        gateway = route.text("GatewayId")
        if gateway != _LOCAL and not gateway.startswith("vpce-") and route.text("Origin") != _PROPAGATED:
            yield route


def _routes(table: Node) -> Iterator[Block]:
    for route in _routes_of(table):
        yield block("route", {**_destination(route), **_target(route)})


def _destination(route: Node) -> dict[str, Value]:
    return {argument: route.text(key) for key, argument in _DESTINATIONS if route.text(key)}


def _target(route: Node) -> dict[str, Value]:
    gateway = route.text("GatewayId")
    if gateway:
        return {"gateway_id": gateway}
    return next(({argument: route.text(key)} for key, argument in _TARGETS if route.text(key)), {})


def _told(route: Node) -> list[str]:
    return [str(value) for value in (*_destination(route).values(), *_target(route).values())]
