"""The network of a world: VPCs, subnets, tables, ACLs, gateways, endpoints, and what decides names."""

from __future__ import annotations

from typing import Any

from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.gateways import Gateway, GatewayKind, NatGateway
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.names import FirewallGroup, HostedZone, ResolverRule
from sealane.world.network_acls import NetworkAcl
from sealane.world.prefix_lists import PrefixList
from sealane.world.route_tables import LOCAL, RouteTable
from sealane.world.security_groups import Direction
from sealane.world.subnets import Subnet
from sealane.world.values import Known
from sealane.world.vpcs import DhcpOptions, Vpc
from tests.worlds import healthy as well
from tests.worlds.render.account.maker import Maker, is_on
from tests.worlds.render.inexpressible import Inexpressible, known

_UNMADE = (ResolverRule, FirewallGroup, Instance, NetworkInterface)


def make(maker: Maker) -> None:
    """Make the network, but for security groups, which endpoints need, and endpoints.

    Raises:
        Inexpressible: when the world has what is not made here.

    """
    for kind in _UNMADE:
        if maker.facts(kind):
            reason = f"a {kind.__name__}"
            raise Inexpressible(reason)
    ec2 = maker.client("ec2")
    for vpc in maker.facts(Vpc):
        _vpc(maker, ec2, vpc)
    for subnet in maker.facts(Subnet):
        made = ec2.create_subnet(
            VpcId=maker.key(subnet.vpc), CidrBlock=known(subnet.cidr), AvailabilityZone=known(subnet.zone_name)
        )
        maker.keys[subnet.id] = made["Subnet"]["SubnetId"]
    for gateway in maker.facts(Gateway):
        _gateway(maker, ec2, gateway)
    for nat in maker.facts(NatGateway):
        _nat(maker, ec2, nat)
    for table in maker.facts(RouteTable):
        _table(maker, ec2, table)
    for acl in maker.facts(NetworkAcl):
        _acl(maker, ec2, acl)
    private = {"HostedZoneConfig": {"PrivateZone": True}}
    for zone in maker.facts(HostedZone):
        vpcs = [{"VPCRegion": well.REGION, "VPCId": one} for one in maker.keys_of(zone.vpcs)]
        maker.client("route53").create_hosted_zone(
            Name=known(zone.name), CallerReference=f"{zone.id}-{maker.name}", VPC=vpcs[0], **private
        )


def _vpc(maker: Maker, ec2: Any, vpc: Vpc) -> None:  # noqa: ANN401 - made at run time
    made = ec2.create_vpc(CidrBlock=known(vpc.cidrs)[0])["Vpc"]["VpcId"]
    maker.keys[vpc.id] = made
    where = [{"Name": "vpc-id", "Values": [made]}]
    tables = ec2.describe_route_tables(Filters=where)["RouteTables"]
    groups = ec2.describe_security_groups(Filters=where)["SecurityGroups"]
    acls = ec2.describe_network_acls(Filters=where)["NetworkAcls"]
    maker.keys[f"{vpc.id}#main-route-table"] = tables[0]["RouteTableId"]
    maker.keys[f"{vpc.id}#default-security-group"] = groups[0]["GroupId"]
    if vpc.id == well.VPC:
        maker.keys[well.ACL] = acls[0]["NetworkAclId"]
    for name in ("EnableDnsSupport", "EnableDnsHostnames"):
        ec2.modify_vpc_attribute(VpcId=made, **{name: {"Value": True}})
    for options in maker.facts(DhcpOptions):
        if vpc.dhcp_options == Known(options.id):
            servers = [{"Key": "domain-name-servers", "Values": list(known(options.name_servers))}]
            key = ec2.create_dhcp_options(DhcpConfigurations=servers)["DhcpOptions"]["DhcpOptionsId"]
            ec2.associate_dhcp_options(DhcpOptionsId=key, VpcId=made)
            maker.keys[options.id] = key


def _gateway(maker: Maker, ec2: Any, gateway: Gateway) -> None:  # noqa: ANN401 - as above
    if gateway.kind is not GatewayKind.INTERNET:
        reason = f"a {gateway.kind}"
        raise Inexpressible(reason)
    made = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    maker.keys[gateway.id] = made
    for vpc in maker.keys_of(gateway.vpcs):
        ec2.attach_internet_gateway(InternetGatewayId=made, VpcId=vpc)


def _nat(maker: Maker, ec2: Any, nat: NatGateway) -> None:  # noqa: ANN401 - as above
    public = is_on(nat.public)
    more = {"AllocationId": ec2.allocate_address(Domain="vpc")["AllocationId"]} if public else {}
    made = ec2.create_nat_gateway(
        SubnetId=maker.key(nat.subnet), ConnectivityType="public" if public else "private", **more
    )
    maker.keys[nat.id] = made["NatGateway"]["NatGatewayId"]


def _table(maker: Maker, ec2: Any, table: RouteTable) -> None:  # noqa: ANN401 - as above
    if table.id not in maker.keys:
        made = ec2.create_route_table(VpcId=maker.key(table.vpc))["RouteTable"]["RouteTableId"]
        maker.keys[table.id] = made
    key = maker.keys[table.id]
    for subnet in table.subnets:
        ec2.associate_route_table(RouteTableId=key, SubnetId=maker.key(subnet))
    for route in table.routes:
        target = maker.key(route.target)
        if target == LOCAL:
            continue
        option = "NatGatewayId" if target.startswith("nat-") else "GatewayId"
        ec2.create_route(RouteTableId=key, DestinationCidrBlock=known(route.destination), **{option: target})


def _acl(maker: Maker, ec2: Any, acl: NetworkAcl) -> None:  # noqa: ANN401 - as above
    key = maker.key(acl.id)
    if key == acl.id:
        reason = f"the ACL {acl.id}"
        raise Inexpressible(reason)
    (there,) = ec2.describe_network_acls(NetworkAclIds=[key])["NetworkAcls"]
    last = 32767
    for old in there["Entries"]:
        if old["RuleNumber"] < last:
            ec2.delete_network_acl_entry(NetworkAclId=key, RuleNumber=old["RuleNumber"], Egress=old["Egress"])
    for entry in acl.entries:
        ports = {"From": known(entry.from_port), "To": known(entry.to_port)}
        more = {"PortRange": ports} if known(entry.protocol) in {"6", "17"} else {}
        ec2.create_network_acl_entry(
            NetworkAclId=key,
            Egress=entry.direction is Direction.EGRESS,
            RuleNumber=known(entry.number),
            RuleAction="allow" if is_on(entry.allow) else "deny",
            Protocol=known(entry.protocol),
            CidrBlock=known(entry.cidr),
            **more,
        )


def make_endpoints(maker: Maker) -> None:
    """Make the endpoints, whose groups are there by now."""
    ec2 = maker.client("ec2")
    for endpoint in maker.facts(Endpoint):
        policy = known(endpoint.policy)
        common = {
            "VpcId": maker.key(endpoint.vpc),
            "ServiceName": known(endpoint.service_name),
            "VpcEndpointType": str(endpoint.kind),
            "PolicyDocument": maker.text(policy if isinstance(policy, str) else str(policy)),
        }
        if endpoint.kind is EndpointKind.GATEWAY:
            tables = [key for key in maker.keys_of(endpoint.route_tables) if key.startswith("rtb-") and len(key) > 9]
            made = ec2.create_vpc_endpoint(**common, RouteTableIds=tables)
        else:
            groups = maker.keys_of(endpoint.security_groups)
            more = {"SecurityGroupIds": groups} if groups else {}
            subnets = maker.keys_of(endpoint.subnets) or [_any_subnet(maker, ec2, common["VpcId"])]
            made = ec2.create_vpc_endpoint(
                **common, SubnetIds=subnets, PrivateDnsEnabled=is_on(endpoint.private_dns), **more
            )
        maker.keys[endpoint.id] = made["VpcEndpoint"]["VpcEndpointId"]
    for vpc in maker.facts(Vpc):
        # AWS makes no endpoint with private names while these are off, and lets them be turned off later.
        for name, value in (("EnableDnsSupport", vpc.dns_support), ("EnableDnsHostnames", vpc.dns_hostnames)):
            if not is_on(value) and vpc.id == well.VPC:
                ec2.modify_vpc_attribute(VpcId=maker.keys[vpc.id], **{name: {"Value": False}})


def _any_subnet(maker: Maker, ec2: Any, vpc: str) -> str:  # noqa: ANN401 - as above
    """Return a subnet for an endpoint in a VPC that the world draws without any."""
    del maker
    (there,) = ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"]
    block = there["CidrBlock"].replace("/16", "/24")
    made: str = ec2.create_subnet(VpcId=vpc, CidrBlock=block, AvailabilityZone="us-east-1a")["Subnet"]["SubnetId"]
    return made


def prefix_lists(maker: Maker) -> None:
    """Find AWS's own lists."""
    found = maker.client("ec2").describe_managed_prefix_lists()["PrefixLists"]
    names = {one["PrefixListName"]: one["PrefixListId"] for one in found}
    for one in maker.facts(PrefixList):
        maker.keys[one.id] = names[known(one.name)]
