"""An existing VPC read from a real server, healthy and wounded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from sealane.errors import InputError
from sealane.readers.live.door import Door
from sealane.readers.live.network import ACTIONS, existing_network
from sealane.world.endpoints import EndpointKind
from sealane.world.existing_network import ExistingNetwork
from sealane.world.route_tables import Route
from sealane.world.security_groups import Direction, GroupRule, PeerKind
from sealane.world.values import Known
from tests.sandbox_readers.recorder import recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnished:
    """Ids of what a test put into the account."""

    ec2: Any
    vpc: str
    subnets: tuple[str, str]
    own_table: str
    group: str


@pytest.fixture
def furnished(client: Callable[[str], Any]) -> Furnished:
    """Give a private VPC with two subnets, of which the first has a route table of its own, and a group."""
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=cidr, AvailabilityZone=zone)["Subnet"]["SubnetId"]
        for cidr, zone in (("10.9.1.0/24", "us-east-1a"), ("10.9.2.0/24", "us-east-1b"))
    ]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.associate_route_table(RouteTableId=table, SubnetId=subnets[0])
    group = ec2.create_security_group(GroupName="endpoints", Description="endpoints", VpcId=vpc)["GroupId"]
    permission = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.9.0.0/16"}]}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission])
    return Furnished(ec2=ec2, vpc=vpc, subnets=(subnets[0], subnets[1]), own_table=table, group=group)


def read(door: Door, furnished: Furnished) -> ExistingNetwork:
    """Read the furnished VPC."""
    return existing_network(door, furnished.vpc, furnished.subnets)


def test_vpc_and_subnets_are_read(door: Door, furnished: Furnished) -> None:
    """The subnets come in the order asked for, with zones by name and id, and only those asked for."""
    furnished.ec2.associate_vpc_cidr_block(VpcId=furnished.vpc, CidrBlock="10.8.0.0/16")
    network = existing_network(door, furnished.vpc, furnished.subnets[::-1])
    assert network.vpc.cidrs == Known(("10.9.0.0/16", "10.8.0.0/16"))
    assert [subnet.id for subnet in network.subnets] == list(furnished.subnets[::-1])
    assert [subnet.zone_name for subnet in network.subnets] == [Known("us-east-1b"), Known("us-east-1a")]
    assert all(isinstance(subnet.zone_id, Known) for subnet in network.subnets)
    assert all("use1-az" in str(subnet.zone_id) for subnet in network.subnets)
    assert [subnet.cidr for subnet in network.subnets] == [Known("10.9.2.0/24"), Known("10.9.1.0/24")]
    one = existing_network(door, furnished.vpc, furnished.subnets[:1])
    assert len(one.subnets) == 1


def test_dns_attributes_follow_the_account(door: Door, furnished: Furnished) -> None:
    """Support is on and host names are off in a new VPC; both are read anew when they change."""
    before = read(door, furnished).vpc
    assert (before.dns_support, before.dns_hostnames) == (Known(value=True), Known(value=False))
    furnished.ec2.modify_vpc_attribute(VpcId=furnished.vpc, EnableDnsHostnames={"Value": True})
    furnished.ec2.modify_vpc_attribute(VpcId=furnished.vpc, EnableDnsSupport={"Value": False})
    after = read(door, furnished).vpc
    assert (after.dns_support, after.dns_hostnames) == (Known(value=False), Known(value=True))


def test_route_table_really_used_is_found(door: Door, furnished: Furnished) -> None:
    """The associated subnet uses its own table, the other the main one."""
    network = read(door, furnished)
    own, main = (network.route_table_of(subnet) for subnet in furnished.subnets)
    assert own is not None
    assert main is not None
    assert (own.id, own.main) == (furnished.own_table, False)
    assert main.main
    assert main.id != own.id
    assert own.routes == ()
    gateway = furnished.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    furnished.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=furnished.vpc)
    furnished.ec2.create_route(RouteTableId=own.id, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    opened = read(door, furnished).route_table_of(furnished.subnets[0])
    assert opened is not None
    assert opened.routes == (Route(origin=opened.origin, destination=Known("0.0.0.0/0"), target=Known(gateway)),)


def test_endpoints_are_read(door: Door, furnished: Furnished) -> None:
    """An interface endpoint with private DNS off and a gateway endpoint keep their associations apart."""
    ec2 = furnished.ec2
    ec2.create_vpc_endpoint(
        VpcEndpointType="Interface",
        VpcId=furnished.vpc,
        ServiceName="com.amazonaws.us-east-1.ecr.api",
        SubnetIds=[furnished.subnets[0]],
        SecurityGroupIds=[furnished.group],
        PrivateDnsEnabled=False,
    )
    ec2.create_vpc_endpoint(
        VpcEndpointType="Gateway",
        VpcId=furnished.vpc,
        ServiceName="com.amazonaws.us-east-1.s3",
        RouteTableIds=[furnished.own_table],
    )
    by_kind = {endpoint.kind: endpoint for endpoint in read(door, furnished).endpoints}
    interface, gateway = by_kind[EndpointKind.INTERFACE], by_kind[EndpointKind.GATEWAY]
    assert interface.service_name == Known("com.amazonaws.us-east-1.ecr.api")
    assert (interface.private_dns, interface.subnets) == (Known(value=False), Known((furnished.subnets[0],)))
    assert interface.security_groups == Known((furnished.group,))
    assert interface.state == Known("available")
    assert gateway.route_tables == Known((furnished.own_table,))
    assert gateway.subnets == Known(())


def test_endpoints_of_another_vpc_stay_out(door: Door, furnished: Furnished) -> None:
    """An endpoint elsewhere is not taken for one of this VPC."""
    other = furnished.ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
    furnished.ec2.create_vpc_endpoint(VpcId=other, ServiceName="com.amazonaws.us-east-1.s3")
    assert read(door, furnished).endpoints == ()


def test_group_rules_are_read_in_both_directions(door: Door, furnished: Furnished) -> None:
    """The rule put in is there, and the egress rule that AWS adds itself."""
    (group,) = (group for group in read(door, furnished).security_groups if group.id == furnished.group)
    ingress = GroupRule(
        origin=group.origin,
        direction=Direction.INGRESS,
        protocol=Known("tcp"),
        from_port=Known(443),
        to_port=Known(443),
        kind=PeerKind.CIDR,
        peer=Known("10.9.0.0/16"),
    )
    egress = replace(
        ingress,
        direction=Direction.EGRESS,
        protocol=Known("-1"),
        from_port=Known(-1),
        to_port=Known(-1),
        peer=Known("0.0.0.0/0"),
    )
    assert group.rules == (ingress, egress)


def test_name_servers_follow_the_dhcp_options(door: Door, furnished: Furnished) -> None:
    """Amazon's own resolver serves until an option set names others."""
    assert read(door, furnished).name_servers == Known(("AmazonProvidedDNS",))
    configuration = [{"Key": "domain-name-servers", "Values": ["10.9.0.53", "10.9.0.54"]}]
    options = furnished.ec2.create_dhcp_options(DhcpConfigurations=configuration)["DhcpOptions"]["DhcpOptionsId"]
    furnished.ec2.associate_dhcp_options(DhcpOptionsId=options, VpcId=furnished.vpc)
    assert read(door, furnished).name_servers == Known(("10.9.0.53", "10.9.0.54"))


def test_what_is_not_there_is_bad_input(door: Door, furnished: Furnished) -> None:
    """An unknown VPC, an unknown subnet and another VPC's subnet each have their code, with the id as a fact."""
    other = furnished.ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
    foreign = furnished.ec2.create_subnet(VpcId=other, CidrBlock="10.7.1.0/24")["Subnet"]["SubnetId"]
    with pytest.raises(InputError) as no_vpc:
        existing_network(door, "vpc-0123456789abcdef0", furnished.subnets)
    with pytest.raises(InputError) as no_subnet:
        existing_network(door, furnished.vpc, (furnished.subnets[0], "subnet-0123456789abcdef0", foreign))
    assert [problem.code for problem in no_vpc.value.problems] == ["vpc-not-found"]
    assert [problem.code for problem in no_subnet.value.problems] == ["subnet-not-found", "subnet-elsewhere"]
    assert ("subnet", "subnet-0123456789abcdef0") in no_subnet.value.problems[0].facts
    assert ("its VPC", other) in no_subnet.value.problems[1].facts


def test_actions_are_exactly_those_used(environ: dict[str, str], furnished: Furnished) -> None:
    """The published list of IAM actions is what a reading really uses, and all of them only describe."""
    configuration = [{"Key": "domain-name-servers", "Values": ["10.9.0.53"]}]
    options = furnished.ec2.create_dhcp_options(DhcpConfigurations=configuration)["DhcpOptions"]["DhcpOptionsId"]
    furnished.ec2.associate_dhcp_options(DhcpOptionsId=options, VpcId=furnished.vpc)
    door, recorder = recorded(environ)
    read(door, furnished)
    assert recorder.actions == ACTIONS
    assert all(action.startswith("ec2:Describe") for action in ACTIONS)
