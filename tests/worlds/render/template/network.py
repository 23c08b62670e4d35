"""VPCs and everything in them as resources of a template."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypeVar

from sealane.world.endpoints import OPEN_POLICY, Endpoint, EndpointKind
from sealane.world.gateways import Gateway, GatewayKind, NatGateway
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.route_tables import Route, RouteTable
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.vpcs import DhcpOptions, Vpc
from sealane.world.world import Fact, World
from tests.worlds.render.inexpressible import Inexpressible, known
from tests.worlds.render.template.resource import Names, Resource, logical

# What the CDK writes for a group that lets nothing out, because CloudFormation adds a rule of everything otherwise.
_NOTHING_OUT = {"CidrIp": "255.255.255.255/32", "IpProtocol": "icmp", "FromPort": 252, "ToPort": 86}
_TARGETS = {
    "igw": "GatewayId",
    "eigw": "EgressOnlyInternetGatewayId",
    "nat": "NatGatewayId",
    "tgw": "TransitGatewayId",
    "eni": "NetworkInterfaceId",
    "i": "InstanceId",
}


def resources(world: World, names: Names) -> Iterator[Resource]:
    """Yield the resources; what AWS makes with a VPC is no resource of a template."""
    for vpc in world.table(Vpc).values():
        yield from _vpc(vpc, names)
    for options in world.table(DhcpOptions).values():
        servers: dict[str, object] = {"DomainNameServers": list(known(options.name_servers))}
        yield _fact("AWS::EC2::DHCPOptions", options, names, servers)
    yield from (_subnet(subnet, names) for subnet in world.table(Subnet).values())
    for table in _made(world, RouteTable):
        yield from _table(table, names)
    for group in _made(world, SecurityGroup):
        yield from _group(group, names)
    for acl in _made(world, NetworkAcl):
        yield from _acl(acl, names)
    yield from (_endpoint(endpoint, names) for endpoint in world.table(Endpoint).values())
    for gateway in world.table(Gateway).values():
        yield from _gateway(gateway, names)
    yield from (_nat(nat, names) for nat in world.table(NatGateway).values())


F = TypeVar("F", bound=Fact)


def _made(world: World, kind: type[F]) -> Iterator[F]:
    return (fact for fact in world.table(kind).values() if "#" not in fact.id)


def _nat(nat: NatGateway, names: Names) -> Resource:
    public = known(nat.public)
    properties: dict[str, object] = {
        "SubnetId": names.ref(known(nat.subnet)),
        "ConnectivityType": "public" if public else "private",
    }
    if public:
        properties["AllocationId"] = "eipalloc-0123456789abcdef0"
    return _fact("AWS::EC2::NatGateway", nat, names, properties)


def _fact(kind: str, fact: Fact, names: Names, properties: dict[str, object]) -> Resource:
    key, origin = fact.id, fact.origin.name
    return Resource(type=kind, name=names.by_key[key], properties=properties, key=key, origins=(origin,))


def _vpc(vpc: Vpc, names: Names) -> Iterator[Resource]:
    (cidr,) = known(vpc.cidrs)
    properties: dict[str, object] = {
        "CidrBlock": cidr,
        "EnableDnsSupport": known(vpc.dns_support),
        "EnableDnsHostnames": known(vpc.dns_hostnames),
    }
    yield _fact("AWS::EC2::VPC", vpc, names, properties)
    for block in known(vpc.ipv6_cidrs):
        yield Resource(
            type="AWS::EC2::VPCCidrBlock",
            name=logical("Ipv6Block", vpc.id),
            properties={"VpcId": names.ref(vpc.id), "Ipv6CidrBlock": block, "Ipv6Pool": "ipv6pool-ec2-0123456789"},
        )
    if known(vpc.dhcp_options):
        yield Resource(
            type="AWS::EC2::VPCDHCPOptionsAssociation",
            name=logical("OptionsOf", vpc.id),
            properties={"VpcId": names.ref(vpc.id), "DhcpOptionsId": names.ref(known(vpc.dhcp_options))},
        )


def _subnet(subnet: Subnet, names: Names) -> Resource:
    properties: dict[str, object] = {
        "VpcId": names.ref(known(subnet.vpc)),
        "CidrBlock": known(subnet.cidr),
        "AvailabilityZoneId": known(subnet.zone_id),
    }
    if known(subnet.ipv6_cidr):
        properties |= {
            "Ipv6CidrBlock": known(subnet.ipv6_cidr),
            "AssignIpv6AddressOnCreation": known(subnet.ipv6_on_creation),
        }
    return _fact("AWS::EC2::Subnet", subnet, names, properties)


def _table(table: RouteTable, names: Names) -> Iterator[Resource]:
    yield _fact("AWS::EC2::RouteTable", table, names, {"VpcId": names.ref(known(table.vpc))})
    for subnet in table.subnets:
        yield Resource(
            type="AWS::EC2::SubnetRouteTableAssociation",
            name=logical("TableOf", subnet),
            properties={"SubnetId": names.ref(subnet), "RouteTableId": names.ref(table.id)},
        )
    for number, route in enumerate(table.routes):
        yield Resource(
            type="AWS::EC2::Route",
            name=logical("Route", table.id, number),
            properties={"RouteTableId": names.ref(table.id), **_route(route, names)},
            origins=(route.origin.name,),
        )


def _route(route: Route, names: Names) -> dict[str, object]:
    destination, target = known(route.destination), known(route.target)
    name = "DestinationIpv6CidrBlock" if ":" in destination else "DestinationCidrBlock"
    if destination.startswith("pl-"):
        name = "DestinationPrefixListId"
    return {name: destination, _TARGETS[target.partition("-")[0]]: names.ref(target)}


def _group(group: SecurityGroup, names: Names) -> Iterator[Resource]:
    """Write outbound rules into the group, so that they replace AWS's own, and inbound ones beside it."""
    going = [_rule(rule, names) for rule in group.rules if rule.direction is Direction.EGRESS]
    properties: dict[str, object] = {
        "GroupName": known(group.name) or group.id,
        "GroupDescription": "a group",
        "VpcId": names.ref(known(group.vpc)),
        "SecurityGroupEgress": going or [_NOTHING_OUT],
    }
    yield _fact("AWS::EC2::SecurityGroup", group, names, properties)
    for number, rule in enumerate(group.rules):
        if rule.direction is Direction.INGRESS:
            yield Resource(
                type="AWS::EC2::SecurityGroupIngress",
                name=logical("Inbound", group.id, number),
                properties={"GroupId": names.ref(group.id), **_rule(rule, names)},
                origins=(rule.origin.name,),
            )


def _rule(rule: GroupRule, names: Names) -> dict[str, object]:
    protocol, peer = known(rule.protocol), known(rule.peer)
    side = "Source" if rule.direction is Direction.INGRESS else "Destination"
    found: dict[str, object] = {"IpProtocol": protocol}
    if protocol != "-1":
        found |= {"FromPort": known(rule.from_port), "ToPort": known(rule.to_port)}
    match rule.kind:
        case PeerKind.GROUP:
            found[f"{side}SecurityGroupId"] = names.ref(peer)
        case PeerKind.PREFIX_LIST:
            found[f"{side}PrefixListId"] = peer
        case _:
            found["CidrIpv6" if ":" in peer else "CidrIp"] = peer
    return found


def _acl(acl: NetworkAcl, names: Names) -> Iterator[Resource]:
    """Write an ACL; the default one of a VPC, which no template can change, as one of its own for the same subnets."""
    yield _fact("AWS::EC2::NetworkAcl", acl, names, {"VpcId": names.ref(known(acl.vpc))})
    for entry in acl.entries:
        yield Resource(
            type="AWS::EC2::NetworkAclEntry",
            name=logical("Entry", acl.id, entry.direction.value, known(entry.number)),
            properties={"NetworkAclId": names.ref(acl.id), **_entry(entry)},
            origins=(entry.origin.name,),
        )
    for subnet in acl.subnets:
        yield Resource(
            type="AWS::EC2::SubnetNetworkAclAssociation",
            name=logical("AclOf", subnet),
            properties={"SubnetId": names.ref(subnet), "NetworkAclId": names.ref(acl.id)},
        )


def _entry(entry: AclEntry) -> dict[str, object]:
    cidr = known(entry.cidr)
    found: dict[str, object] = {
        "Egress": entry.direction is Direction.EGRESS,
        "Protocol": int(known(entry.protocol)),
        "RuleAction": "allow" if known(entry.allow) else "deny",
        "RuleNumber": known(entry.number),
        "Ipv6CidrBlock" if ":" in cidr else "CidrBlock": cidr,
    }
    if known(entry.from_port) >= 0:
        found["PortRange"] = {"From": known(entry.from_port), "To": known(entry.to_port)}
    return found


def _endpoint(endpoint: Endpoint, names: Names) -> Resource:
    properties: dict[str, object] = {
        "VpcId": names.ref(known(endpoint.vpc)),
        "ServiceName": known(endpoint.service_name),
        "VpcEndpointType": endpoint.kind.value,
    }
    if endpoint.kind is EndpointKind.GATEWAY:
        properties["RouteTableIds"] = names.refs(known(endpoint.route_tables))
    else:
        properties["PrivateDnsEnabled"] = known(endpoint.private_dns)
        properties["SubnetIds"] = names.refs(known(endpoint.subnets))
        if known(endpoint.security_groups):
            properties["SecurityGroupIds"] = names.refs(known(endpoint.security_groups))
    if known(endpoint.policy) != OPEN_POLICY:
        properties["PolicyDocument"] = json.loads(str(known(endpoint.policy)))
    return _fact("AWS::EC2::VPCEndpoint", endpoint, names, properties)


def _gateway(gateway: Gateway, names: Names) -> Iterator[Resource]:
    (vpc,) = known(gateway.vpcs)
    if gateway.kind is GatewayKind.EGRESS_ONLY:
        yield _fact("AWS::EC2::EgressOnlyInternetGateway", gateway, names, {"VpcId": names.ref(vpc)})
        return
    if gateway.kind is not GatewayKind.INTERNET:
        reason = f"a {gateway.kind} in a template"
        raise Inexpressible(reason)
    yield _fact("AWS::EC2::InternetGateway", gateway, names, {})
    yield Resource(
        type="AWS::EC2::VPCGatewayAttachment",
        name=logical("Attachment", gateway.id),
        properties={"VpcId": names.ref(vpc), "InternetGatewayId": names.ref(gateway.id)},
    )
