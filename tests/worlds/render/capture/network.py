"""VPCs and everything in them, as EC2 answers."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.world.endpoints import OPEN_POLICY, Endpoint, EndpointKind
from sealane.world.gateways import Gateway, GatewayKind, NatGateway
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.prefix_lists import PrefixList
from sealane.world.route_tables import Route, RouteTable
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.vpc_defaults import default_acl, default_group, main_table
from sealane.world.vpcs import DhcpOptions, Vpc
from sealane.world.world import World
from tests.worlds.render.capture.files import ACCOUNT, plain_id
from tests.worlds.render.capture.files import default_group as group_id
from tests.worlds.render.inexpressible import known

Answer = tuple[str, dict[str, object]]
_GATEWAYS = {
    GatewayKind.INTERNET: ("internet-gateways", "InternetGateways", "InternetGatewayId", "Attachments"),
    GatewayKind.EGRESS_ONLY: (
        "egress-only-internet-gateways",
        "EgressOnlyInternetGateways",
        "EgressOnlyInternetGatewayId",
        "Attachments",
    ),
    GatewayKind.VPN: ("vpn-gateways", "VpnGateways", "VpnGatewayId", "VpcAttachments"),
}
_TARGETS = {
    "igw": "GatewayId",
    "vgw": "GatewayId",
    "vpce": "GatewayId",
    "eigw": "EgressOnlyInternetGatewayId",
    "nat": "NatGatewayId",
    "tgw": "TransitGatewayId",
    "eni": "NetworkInterfaceId",
    "i": "InstanceId",
    "pcx": "VpcPeeringConnectionId",
}


def answers(world: World) -> Iterator[Answer]:
    """Yield the answers."""
    yield from _vpcs(world)
    yield "describe-subnets", {"Subnets": [_subnet(one) for one in world.table(Subnet).values()]}
    yield "describe-route-tables", {"RouteTables": [_table(one) for one in _tables(world)]}
    yield "describe-security-groups", {"SecurityGroups": [_group(one) for one in _groups(world)]}
    yield "describe-network-acls", {"NetworkAcls": [_acl(one) for one in _acls(world)]}
    yield "describe-vpc-endpoints", {"VpcEndpoints": [_endpoint(one) for one in world.table(Endpoint).values()]}
    yield from _gateways(world)
    yield "describe-nat-gateways", {"NatGateways": [_nat(one, world) for one in world.table(NatGateway).values()]}
    yield "describe-vpc-peering-connections", {"VpcPeeringConnections": []}
    lists = [_prefix_list(one) for one in world.table(PrefixList).values()]
    yield "describe-prefix-lists", {"PrefixLists": lists}


def _vpcs(world: World) -> Iterator[Answer]:
    vpcs = list(world.table(Vpc).values())
    yield "describe-vpcs", {"Vpcs": [_vpc(one) for one in vpcs]}
    for vpc in vpcs:
        for name, value in (("EnableDnsSupport", vpc.dns_support), ("EnableDnsHostnames", vpc.dns_hostnames)):
            document: dict[str, object] = {"VpcId": vpc.id, name: {"Value": known(value)}}
            yield f"describe-vpc-attribute-{vpc.id}-{name}", document
    yield "describe-dhcp-options", {"DhcpOptions": [_options(one) for one in world.table(DhcpOptions).values()]}
    mode = {"InternetGatewayBlockMode": "off"}
    yield "describe-vpc-block-public-access-options", {"VpcBlockPublicAccessOptions": mode}
    yield "describe-vpc-block-public-access-exclusions", {"VpcBlockPublicAccessExclusions": []}


def _gateways(world: World) -> Iterator[Answer]:
    for kind, (name, key, identifier, attachments) in _GATEWAYS.items():
        found = [
            {identifier: one.id, attachments: [{"VpcId": vpc, "State": "available"} for vpc in known(one.vpcs)]}
            for one in world.table(Gateway).values()
            if one.kind is kind
        ]
        yield f"describe-{name}", {key: found}


def _prefix_list(one: PrefixList) -> dict[str, object]:
    return {"PrefixListId": one.id, "PrefixListName": known(one.name), "Cidrs": list(known(one.cidrs))}


def _vpc(vpc: Vpc) -> dict[str, object]:
    blocks = known(vpc.cidrs)
    state = {"State": "associated"}
    return {
        "VpcId": vpc.id,
        "CidrBlock": blocks[0],
        "CidrBlockAssociationSet": [{"CidrBlock": block, "CidrBlockState": state} for block in blocks],
        "Ipv6CidrBlockAssociationSet": [
            {"Ipv6CidrBlock": block, "Ipv6CidrBlockState": state} for block in known(vpc.ipv6_cidrs)
        ],
        "DhcpOptionsId": known(vpc.dhcp_options) or "default",
        "OwnerId": known(vpc.account) or ACCOUNT,
        "State": "available",
    }


def _options(options: DhcpOptions) -> dict[str, object]:
    servers = [{"Value": one} for one in known(options.name_servers)]
    configuration = [{"Key": "domain-name-servers", "Values": servers}]
    return {"DhcpOptionsId": options.id, "DhcpConfigurations": configuration, "OwnerId": ACCOUNT}


def _subnet(subnet: Subnet) -> dict[str, object]:
    blocks = [known(subnet.ipv6_cidr)] if known(subnet.ipv6_cidr) else []
    return {
        "SubnetId": subnet.id,
        "VpcId": known(subnet.vpc),
        "OwnerId": ACCOUNT,
        "CidrBlock": known(subnet.cidr),
        "Ipv6CidrBlockAssociationSet": [
            {"Ipv6CidrBlock": block, "Ipv6CidrBlockState": {"State": "associated"}} for block in blocks
        ],
        "AvailabilityZone": known(subnet.zone_name),
        "AvailabilityZoneId": known(subnet.zone_id),
        "AvailableIpAddressCount": known(subnet.free_addresses),
        "AssignIpv6AddressOnCreation": known(subnet.ipv6_on_creation),
        "MapPublicIpOnLaunch": False,
    }


def _tables(world: World) -> Iterator[RouteTable]:
    """Yield the tables; AWS tells of the main one of every VPC."""
    tables = list(world.table(RouteTable).values())
    yield from tables
    for vpc in world.table(Vpc).values():
        if not any(one.main and known(one.vpc) == vpc.id for one in tables):
            yield main_table(vpc)


def _table(table: RouteTable) -> dict[str, object]:
    key = plain_id(table.id)
    state = {"State": "associated"}
    associations: list[dict[str, object]] = [
        {"Main": False, "RouteTableId": key, "SubnetId": subnet, "AssociationState": state} for subnet in table.subnets
    ]
    if table.main:
        associations.append({"Main": True, "RouteTableId": key, "AssociationState": state})
    local = {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"}
    return {
        "RouteTableId": key,
        "VpcId": known(table.vpc),
        "Associations": associations,
        "PropagatingVgws": [],
        "Routes": [local, *map(_route, table.routes)],
    }


def _route(route: Route) -> dict[str, object]:
    destination, target = known(route.destination), known(route.target)
    name = "DestinationIpv6CidrBlock" if ":" in destination else "DestinationCidrBlock"
    if destination.startswith("pl-"):
        name = "DestinationPrefixListId"
    state = "active" if route.active else "blackhole"
    return {name: destination, _TARGETS[target.partition("-")[0]]: target, "State": state, "Origin": "CreateRoute"}


def _groups(world: World) -> Iterator[SecurityGroup]:
    """Yield the groups; AWS tells of the default one of every VPC."""
    groups = world.table(SecurityGroup)
    yield from groups.values()
    for vpc in world.table(Vpc).values():
        if f"{vpc.id}#default-security-group" not in groups:
            yield default_group(vpc)


def _group(group: SecurityGroup) -> dict[str, object]:
    return {
        "GroupId": plain_id(group.id),
        "GroupName": "default" if group.default else known(group.name) or group.id,
        "VpcId": known(group.vpc),
        "OwnerId": ACCOUNT,
        "IpPermissions": [_rule(one) for one in group.rules if one.direction is Direction.INGRESS],
        "IpPermissionsEgress": [_rule(one) for one in group.rules if one.direction is Direction.EGRESS],
    }


def _rule(rule: GroupRule) -> dict[str, object]:
    protocol, peer = known(rule.protocol), known(rule.peer)
    found: dict[str, object] = {
        "IpProtocol": protocol,
        "IpRanges": [],
        "Ipv6Ranges": [],
        "PrefixListIds": [],
        "UserIdGroupPairs": [],
    }
    if protocol != "-1":
        found |= {"FromPort": known(rule.from_port), "ToPort": known(rule.to_port)}
    match rule.kind:
        case PeerKind.GROUP:
            found["UserIdGroupPairs"] = [{"GroupId": plain_id(peer), "UserId": ACCOUNT}]
        case PeerKind.PREFIX_LIST:
            found["PrefixListIds"] = [{"PrefixListId": peer}]
        case _ if ":" in peer:
            found["Ipv6Ranges"] = [{"CidrIpv6": peer}]
        case _:
            found["IpRanges"] = [{"CidrIp": peer}]
    return found


def _acls(world: World) -> Iterator[NetworkAcl]:
    """Yield the ACLs; AWS tells of the default one of every VPC."""
    acls = list(world.table(NetworkAcl).values())
    yield from acls
    for vpc in world.table(Vpc).values():
        if not any(one.default and known(one.vpc) == vpc.id for one in acls):
            yield default_acl(vpc)


def _acl(acl: NetworkAcl) -> dict[str, object]:
    key = f"acl-default-{acl.id.partition('#')[0]}" if "#" in acl.id else acl.id
    closing: list[dict[str, object]] = [
        {"Egress": egress, "Protocol": "-1", "RuleAction": "deny", "RuleNumber": 32767, "CidrBlock": "0.0.0.0/0"}
        for egress in (False, True)
    ]
    return {
        "NetworkAclId": key,
        "VpcId": known(acl.vpc),
        "IsDefault": acl.default,
        "Associations": [{"NetworkAclId": key, "SubnetId": subnet} for subnet in acl.subnets],
        "Entries": [*map(_entry, acl.entries), *closing],
    }


def _entry(entry: AclEntry) -> dict[str, object]:
    cidr = known(entry.cidr)
    found: dict[str, object] = {
        "Egress": entry.direction is Direction.EGRESS,
        "Protocol": known(entry.protocol),
        "RuleAction": "allow" if known(entry.allow) else "deny",
        "RuleNumber": known(entry.number),
        "Ipv6CidrBlock" if ":" in cidr else "CidrBlock": cidr,
    }
    if known(entry.from_port) >= 0:
        found["PortRange"] = {"From": known(entry.from_port), "To": known(entry.to_port)}
    return found


def _endpoint(endpoint: Endpoint) -> dict[str, object]:
    policy = known(endpoint.policy)
    vpc = known(endpoint.vpc)
    groups = known(endpoint.security_groups) or ((group_id(vpc),) if endpoint.kind is EndpointKind.INTERFACE else ())
    return {
        "VpcEndpointId": endpoint.id,
        "VpcEndpointType": endpoint.kind.value,
        "VpcId": vpc,
        "ServiceName": known(endpoint.service_name),
        "State": "available",
        "PolicyDocument": str(policy) if policy != OPEN_POLICY else OPEN_POLICY,
        "RouteTableIds": [plain_id(table) for table in known(endpoint.route_tables)],
        "SubnetIds": list(known(endpoint.subnets)),
        "Groups": [{"GroupId": plain_id(group), "GroupName": group} for group in groups],
        "PrivateDnsEnabled": known(endpoint.private_dns),
        "NetworkInterfaceIds": [],
        "DnsEntries": [],
        "OwnerId": ACCOUNT,
    }


def _nat(nat: NatGateway, world: World) -> dict[str, object]:
    subnet = world.table(Subnet)[known(nat.subnet)]
    return {
        "NatGatewayId": nat.id,
        "SubnetId": subnet.id,
        "VpcId": known(subnet.vpc),
        "State": known(nat.state),
        "ConnectivityType": "public" if known(nat.public) else "private",
    }
