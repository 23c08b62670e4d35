"""VPCs, subnets, route tables, network ACLs, gateways as Terraform resources."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.world.gateways import Gateway, GatewayKind, NatGateway
from sealane.world.interfaces import Instance
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.prefix_lists import PrefixList
from sealane.world.route_tables import Route, RouteTable
from sealane.world.security_groups import Direction
from sealane.world.subnets import Subnet
from sealane.world.vpcs import DhcpOptions, Vpc
from sealane.world.world import World
from tests.worlds.render.inexpressible import Inexpressible, known
from tests.worlds.render.terraform.block import Attribute, Block, Ref
from tests.worlds.render.terraform.naming import name_of

_GATEWAYS = {
    GatewayKind.INTERNET: "aws_internet_gateway",
    GatewayKind.EGRESS_ONLY: "aws_egress_only_internet_gateway",
    GatewayKind.VPN: "aws_vpn_gateway",
}
_BY_PREFIX = {
    "igw": "gateway_id",
    "eigw": "egress_only_gateway_id",
    "nat": "nat_gateway_id",
    "tgw": "transit_gateway_id",
    "eni": "network_interface_id",
    "pcx": "vpc_peering_connection_id",
    "vpce": "vpc_endpoint_id",
}


def blocks(world: World) -> Iterator[Block]:
    """Yield the resources."""
    for vpc in world.table(Vpc).values():
        yield from _vpc(vpc)
    for options in world.table(DhcpOptions).values():
        values: dict[str, Attribute] = {"domain_name_servers": list(known(options.name_servers))}
        yield Block(
            type="aws_vpc_dhcp_options",
            name=name_of(options.id),
            values=values,
            key=options.id,
            minted={"id": options.id},
            origins=(options.origin.name,),
        )
    yield _zones(world)
    yield from map(_subnet, world.table(Subnet).values())
    for table in world.table(RouteTable).values():
        yield from _table(table, world)
    for acl in world.table(NetworkAcl).values():
        yield from _acl(acl)
    yield from map(_gateway, world.table(Gateway).values())
    yield from map(_nat, world.table(NatGateway).values())
    yield from map(_prefix_list, world.table(PrefixList).values())


def _vpc(vpc: Vpc) -> Iterator[Block]:
    blocks_of_ipv6 = known(vpc.ipv6_cidrs)
    (cidr,) = known(vpc.cidrs)
    values: dict[str, Attribute] = {
        "cidr_block": cidr,
        "enable_dns_support": known(vpc.dns_support),
        "enable_dns_hostnames": known(vpc.dns_hostnames),
    }
    if blocks_of_ipv6:
        values |= {"ipv6_cidr_block": blocks_of_ipv6[0], "ipv6_ipam_pool_id": "ipam-pool-0123456789abcdef0"}
    yield Block(
        type="aws_vpc",
        name=name_of(vpc.id),
        values=values,
        key=vpc.id,
        minted={
            "id": vpc.id,
            "arn": f"arn:aws:ec2:us-east-1:{known(vpc.account) or '111122223333'}:vpc/{vpc.id}",
            "owner_id": known(vpc.account) or "111122223333",
            "main_route_table_id": f"rtb-main-{vpc.id}",
            "default_route_table_id": f"rtb-main-{vpc.id}",
            "default_network_acl_id": f"acl-default-{vpc.id}",
            "default_security_group_id": f"sg-default-{vpc.id}",
        },
        origins=(vpc.origin.name,),
    )
    if known(vpc.dhcp_options):
        yield Block(
            type="aws_vpc_dhcp_options_association",
            name=name_of(vpc.id),
            values={"vpc_id": Ref(vpc.id), "dhcp_options_id": Ref(known(vpc.dhcp_options))},
        )


def _zones(world: World) -> Block:
    """Return the data source that tells which zone is which, taken from the subnets."""
    named = {known(one.zone_name): known(one.zone_id) for one in world.table(Subnet).values()}
    return Block(
        type="aws_availability_zones",
        name="available",
        values={"state": "available"},
        minted={"id": "us-east-1", "names": list(named), "zone_ids": list(named.values())},
        data=True,
    )


def _subnet(subnet: Subnet) -> Block:
    values: dict[str, Attribute] = {
        "vpc_id": Ref(known(subnet.vpc)),
        "cidr_block": known(subnet.cidr),
        "availability_zone": known(subnet.zone_name),
    }
    if known(subnet.ipv6_cidr):
        values["ipv6_cidr_block"] = known(subnet.ipv6_cidr)
        values["assign_ipv6_address_on_creation"] = known(subnet.ipv6_on_creation)
    return Block(
        type="aws_subnet",
        name=name_of(subnet.id),
        values=values,
        key=subnet.id,
        minted={"id": subnet.id, "arn": f"arn:aws:ec2:us-east-1:111122223333:subnet/{subnet.id}"},
        origins=(subnet.origin.name,),
    )


def _table(table: RouteTable, world: World) -> Iterator[Block]:
    if "#" in table.id:
        return
    yield Block(
        type="aws_route_table",
        name=name_of(table.id),
        values={"vpc_id": Ref(known(table.vpc))},
        key=table.id,
        minted={"id": table.id, "arn": f"arn:aws:ec2:us-east-1:111122223333:route-table/{table.id}"},
        origins=(table.origin.name,),
    )
    for subnet in table.subnets:
        yield Block(
            type="aws_route_table_association",
            name=f"{name_of(table.id)}_{name_of(subnet)}",
            values={"subnet_id": Ref(subnet), "route_table_id": Ref(table.id)},
            minted={"id": f"rtbassoc-{table.id}-{subnet}"},
        )
    for number, route in enumerate(table.routes):
        yield _route(table, number, route, world)


def _route(table: RouteTable, number: int, route: Route, world: World) -> Block:
    destination, target = known(route.destination), known(route.target)
    values: dict[str, Attribute] = {"route_table_id": Ref(table.id)}
    if destination in world.table(PrefixList):
        values["destination_prefix_list_id"] = Ref(destination)
    else:
        values["destination_ipv6_cidr_block" if ":" in destination else "destination_cidr_block"] = destination
    if target in world.table(Instance):
        # The provider routes to interfaces alone.
        target = known(world.table(Instance)[target].interfaces)[0]
    values[_BY_PREFIX[target.partition("-")[0]]] = Ref(target)
    return Block(
        type="aws_route",
        name=f"{name_of(table.id)}_{number}",
        values=values,
        minted={"id": f"r-{table.id}{number}", "state": "active"},
        origins=(route.origin.name,),
    )


def _acl(acl: NetworkAcl) -> Iterator[Block]:
    if "#" in acl.id:
        return
    values: dict[str, Attribute] = {"subnet_ids": [Ref(subnet) for subnet in acl.subnets]}
    kind = "aws_network_acl"
    if acl.default:
        kind = "aws_default_network_acl"
        values["default_network_acl_id"] = Ref(known(acl.vpc), "default_network_acl_id")
    else:
        values["vpc_id"] = Ref(known(acl.vpc))
    for direction in Direction:
        values[direction.value] = [_entry(one) for one in acl.entries if one.direction is direction]
    yield Block(
        type=kind,
        name=name_of(acl.id),
        values=values,
        key=acl.id,
        minted={"id": f"acl-default-{known(acl.vpc)}" if acl.default else acl.id, "vpc_id": known(acl.vpc)},
        origins=(acl.origin.name, *(entry.origin.name for entry in acl.entries)),
    )


def _entry(entry: AclEntry) -> dict[str, Attribute]:
    cidr = known(entry.cidr)
    return {
        "rule_no": known(entry.number),
        "action": "allow" if known(entry.allow) else "deny",
        "protocol": known(entry.protocol),
        "from_port": max(known(entry.from_port), 0),
        "to_port": max(known(entry.to_port), 0),
        "ipv6_cidr_block" if ":" in cidr else "cidr_block": cidr,
        "icmp_type": 0,
        "icmp_code": 0,
    }


def _gateway(gateway: Gateway) -> Block:
    kind = _GATEWAYS.get(gateway.kind)
    if kind is None:
        reason = f"no Terraform resource for a {gateway.kind}"
        raise Inexpressible(reason)
    (vpc,) = known(gateway.vpcs)
    return Block(
        type=kind,
        name=name_of(gateway.id),
        values={"vpc_id": Ref(vpc)},
        key=gateway.id,
        minted={"id": gateway.id, "arn": f"arn:aws:ec2:us-east-1:111122223333:gateway/{gateway.id}"},
        origins=(gateway.origin.name,),
    )


def _nat(nat: NatGateway) -> Block:
    public = known(nat.public)
    values: dict[str, Attribute] = {
        "subnet_id": Ref(known(nat.subnet)),
        "connectivity_type": "public" if public else "private",
    }
    if public:
        values["allocation_id"] = "eipalloc-0123456789abcdef0"
    return Block(
        type="aws_nat_gateway",
        name=name_of(nat.id),
        values=values,
        key=nat.id,
        minted={"id": nat.id},
        origins=(nat.origin.name,),
    )


def _prefix_list(one: PrefixList) -> Block:
    if not known(one.aws):
        reason = "a prefix list of the customer's own"
        raise Inexpressible(reason)
    return Block(
        type="aws_prefix_list",
        name=name_of(one.id),
        values={"name": known(one.name)},
        key=one.id,
        minted={"id": one.id, "prefix_list_id": one.id, "cidr_blocks": list(known(one.cidrs))},
        origins=(one.origin.name,),
        data=True,
    )
