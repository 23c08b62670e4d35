"""VPCs, subnets, route tables, network ACLs, endpoints, prefix lists: what AWS adds and what a template leaves open."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.world.endpoints import OPEN_POLICY, Endpoint, EndpointKind
from sealane.world.gaps import Noun
from sealane.world.network_acls import NetworkAcl
from sealane.world.prefix_lists import PrefixList
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import Direction, SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread
from sealane.world.vpc_defaults import default_acl_key, default_group_key, main_table_key
from sealane.world.vpcs import BlockPublicAccess, DhcpOptions, Vpc
from sealane.world.world import World
from tests.unit.readers.cloudformation.deploying import NO, YES, made, read, refused, resource

VPC = ("EC2::VPC", {"CidrBlock": "10.0.0.0/16"})
IN_VPC = {"VpcId": {"Ref": "Vpc"}}


def test_vpc_has_what_aws_makes_with_it() -> None:
    """A VPC comes with one main table, a default ACL and a default group, and nothing more may be in it."""
    world = made(Vpc=VPC)
    vpc = world.table(Vpc)["Vpc"]
    assert (vpc.cidrs, vpc.dns_support, vpc.dns_hostnames) == (Known(("10.0.0.0/16",)), YES, NO)
    assert isinstance(vpc.aws_id, Known)
    assert str(vpc.aws_id.value) == "«Vpc.id»"
    assert [key for key, table in world.table(RouteTable).items() if table.main] == [main_table_key("Vpc")]
    assert world.table(NetworkAcl)[default_acl_key("Vpc")].default
    assert world.table(SecurityGroup)[default_group_key("Vpc")].default
    assert not world.gaps


def test_dns_attributes_are_read() -> None:
    """The two DNS attributes are what the template says, as booleans or as text."""
    world = made(
        Vpc=("EC2::VPC", {"CidrBlock": "10.0.0.0/16", "EnableDnsSupport": "false", "EnableDnsHostnames": True})
    )
    vpc = world.table(Vpc)["Vpc"]
    assert (vpc.dns_support, vpc.dns_hostnames) == (NO, YES)


def test_further_blocks_belong_to_the_vpc() -> None:
    """Further blocks stand after the first one; a block that AWS chooses is unknown."""
    world = made(
        Vpc=VPC,
        More=("EC2::VPCCidrBlock", {**IN_VPC, "CidrBlock": "100.64.0.0/16"}),
        Six=("EC2::VPCCidrBlock", {**IN_VPC, "AmazonProvidedIpv6CidrBlock": True}),
    )
    vpc = world.table(Vpc)["Vpc"]
    assert vpc.cidrs == Known(("10.0.0.0/16", "100.64.0.0/16"))
    assert isinstance(vpc.ipv6_cidrs, Unknown)


def test_dhcp_options_are_associated() -> None:
    """A VPC has the options that are associated with it, and AWS's own otherwise."""
    options = ("EC2::DHCPOptions", {"DomainNameServers": ["10.0.0.5", "AmazonProvidedDNS"]})
    world = made(Vpc=VPC, O=options, A=("EC2::VPCDHCPOptionsAssociation", {**IN_VPC, "DhcpOptionsId": {"Ref": "O"}}))
    assert world.table(Vpc)["Vpc"].dhcp_options == Known("O")
    assert world.table(DhcpOptions)["O"].name_servers == Known(("10.0.0.5", "AmazonProvidedDNS"))
    back = made(Vpc=VPC, A=("EC2::VPCDHCPOptionsAssociation", {**IN_VPC, "DhcpOptionsId": "default"}))
    assert back.table(Vpc)["Vpc"].dhcp_options == Known("")


def test_vpc_of_somebody_else_is_full_of_gaps() -> None:
    """Of a VPC that the template only names, everything else is a gap of that VPC alone."""
    world = made(Vpc=VPC, S=("EC2::Subnet", {"VpcId": "vpc-1", "CidrBlock": "10.9.0.0/24"}))
    assert isinstance(world.gap(Noun.ROUTE_TABLES, "vpc-1"), Unread)
    assert world.gap(Noun.ROUTE_TABLES, "Vpc") is None


def test_subnet_says_where_it_is() -> None:
    """A subnet has its block and zone; an IPv6 subnet no IPv4 block; a block from a pool is unknown."""
    world = made(
        Vpc=VPC,
        A=("EC2::Subnet", {**IN_VPC, "CidrBlock": "10.0.0.0/24", "AvailabilityZoneId": "use1-az1"}),
        B=("EC2::Subnet", {**IN_VPC, "Ipv6Native": True, "Ipv6CidrBlock": "2001:db8::/64"}),
        C=("EC2::Subnet", {**IN_VPC, "Ipv4IpamPoolId": "pool", "Ipv4NetmaskLength": 24}),
        D=("EC2::SubnetCidrBlock", {"SubnetId": {"Ref": "A"}, "Ipv6CidrBlock": "2001:db8:1::/64"}),
    )
    found = world.table(Subnet)
    assert (found["A"].cidr, found["A"].zone_id) == (Known("10.0.0.0/24"), Known("use1-az1"))
    assert found["A"].ipv6_cidr == Known("2001:db8:1::/64")
    assert (found["B"].cidr, found["B"].ipv6_cidr) == (Known(""), Known("2001:db8::/64"))
    assert isinstance(found["C"].cidr, Unknown)


def routed(route: dict[str, Any], **more: tuple[str, dict[str, Any]]) -> World:
    """Return a VPC with a subnet, a table and one route."""
    return made(
        Vpc=VPC,
        S=("EC2::Subnet", {**IN_VPC, "CidrBlock": "10.0.0.0/24"}),
        T=("EC2::RouteTable", IN_VPC),
        A=("EC2::SubnetRouteTableAssociation", {"RouteTableId": {"Ref": "T"}, "SubnetId": {"Ref": "S"}}),
        R=("EC2::Route", {"RouteTableId": {"Ref": "T"}, **route}),
        **more,
    )


@pytest.mark.parametrize(
    ("route", "destination", "target"),
    [
        ({"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1"}, "0.0.0.0/0", "igw-1"),
        ({"DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": "e"}, "::/0", "e"),
        ({"DestinationPrefixListId": "pl-1", "TransitGatewayId": "t"}, "pl-1", "t"),
        ({"DestinationCidrBlock": "10.1.0.0/16", "VpcPeeringConnectionId": {"Ref": "P"}}, "10.1.0.0/16", "P"),
        (
            {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": {"Fn::GetAtt": ["N", "NatGatewayId"]}},
            "0.0.0.0/0",
            "N",
        ),
    ],
)
def test_route_leads_somewhere(route: dict[str, Any], destination: str, target: str) -> None:
    """A route has its destination and the key of its target, and stands in its table."""
    world = routed(route, P=("EC2::VPCPeeringConnection", {**IN_VPC, "PeerVpcId": "v"}), N=("EC2::NatGateway", {}))
    table = world.table(RouteTable)["T"]
    assert table.subnets == ("S",)
    assert [(one.destination, one.target, one.origin.name) for one in table.routes] == [
        (Known(destination), Known(target), "R")
    ]


def test_route_under_an_open_condition_is_hidden() -> None:
    """A table may have a route that hangs on a condition; an association that does is a gap."""
    template: dict[str, Any] = {
        "Parameters": {"P": {"Type": "String"}},
        "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "x"]}},
        "Resources": {
            "T": resource("EC2::RouteTable", {"VpcId": "vpc-1"}),
            "R": resource("EC2::Route", {"RouteTableId": {"Ref": "T"}, "GatewayId": "igw-1"}, Condition="C"),
            "A": resource(
                "EC2::SubnetRouteTableAssociation",
                {"RouteTableId": {"Ref": "T"}, "SubnetId": "subnet-1"},
                Condition="C",
            ),
        },
    }
    world = read(template)
    table = world.table(RouteTable)["T"]
    assert len(table.hidden) == 1
    assert not table.routes
    assert not table.subnets
    assert isinstance(world.gap(Noun.ROUTE_TABLES, "other"), Unknown)
    decided = read(template, parameters={"P": "x"})
    assert len(decided.table(RouteTable)["T"].routes) == 1
    assert decided.gap(Noun.ROUTE_TABLES, "other") is None


def test_table_of_somebody_else_is_not_the_main_one() -> None:
    """A subnet associated with a table that the template does not make uses that one, of which nothing is read."""
    world = made(
        Vpc=VPC,
        S=("EC2::Subnet", {**IN_VPC, "CidrBlock": "10.0.0.0/24"}),
        A=("EC2::SubnetRouteTableAssociation", {"RouteTableId": "rtb-1", "SubnetId": {"Ref": "S"}}),
    )
    table = world.table(RouteTable)["rtb-1"]
    assert table.subnets == ("S",)
    assert isinstance(table.hidden[0], Unread)
    assert table.vpc == Known("Vpc")


def test_propagation_may_add_routes() -> None:
    """A table into which a virtual private gateway propagates may have further routes."""
    world = made(
        Vpc=VPC,
        T=("EC2::RouteTable", IN_VPC),
        G=("EC2::VPNGateway", {"Type": "ipsec.1"}),
        P=("EC2::VPNGatewayRoutePropagation", {"RouteTableIds": [{"Ref": "T"}], "VpnGatewayId": {"Ref": "G"}}),
    )
    table = world.table(RouteTable)["T"]
    assert table.propagating == Known(("G",))
    assert table.hidden


def guarded(**entry: Any) -> NetworkAcl:
    """Return an ACL with one entry, on a subnet."""
    world = made(
        Vpc=VPC,
        N=("EC2::NetworkAcl", IN_VPC),
        E=("EC2::NetworkAclEntry", {"NetworkAclId": {"Ref": "N"}, "RuleNumber": 100, **entry}),
        A=("EC2::SubnetNetworkAclAssociation", {"NetworkAclId": {"Ref": "N"}, "SubnetId": "subnet-1"}),
    )
    return world.table(NetworkAcl)["N"]


def test_acl_entry_is_read() -> None:
    """An entry has direction, number, action, protocol, ports and block; inbound is the default."""
    acl = guarded(Protocol=6, RuleAction="allow", CidrBlock="10.0.0.0/8", PortRange={"From": 443, "To": "444"})
    (entry,) = acl.entries
    assert acl.subnets == ("subnet-1",)
    assert (entry.direction, entry.number, entry.allow) == (Direction.INGRESS, Known(100), YES)
    assert (entry.protocol, entry.from_port, entry.to_port) == (Known("6"), Known(443), Known(444))
    (out,) = guarded(Protocol=-1, RuleAction="deny", Ipv6CidrBlock="::/0", Egress=True).entries
    assert (out.direction, out.allow, out.protocol) == (Direction.EGRESS, NO, Known("-1"))
    assert (out.from_port, out.cidr) == (Known(-1), Known("::/0"))


def test_acl_entry_without_a_direction_may_be_in_both() -> None:
    """An entry of which nobody knows the direction is in each, and may let through or not."""
    entries = guarded(
        Protocol=-1, RuleAction="allow", CidrBlock="0.0.0.0/0", Egress={"Fn::GetAtt": ["N", "Id"]}
    ).entries
    assert {entry.direction for entry in entries} == set(Direction)
    assert all(isinstance(entry.allow, Unknown) for entry in entries)


def test_default_acl_takes_further_entries() -> None:
    """An entry put into the VPC's default ACL stands beside AWS's own, or in the place of one with its number."""
    acl = {"NetworkAclId": {"Fn::GetAtt": ["Vpc", "DefaultNetworkAcl"]}, "Protocol": -1, "CidrBlock": "0.0.0.0/0"}
    world = made(Vpc=VPC, E=("EC2::NetworkAclEntry", {**acl, "RuleNumber": 100, "RuleAction": "deny"}))
    found = world.table(NetworkAcl)[default_acl_key("Vpc")]
    assert [(one.direction, one.allow) for one in found.entries if one.number == Known(100)] == [
        (Direction.EGRESS, YES),
        (Direction.INGRESS, NO),
    ]


def endpoint(**properties: Any) -> Endpoint:
    """Return an endpoint."""
    world = made(Vpc=VPC, E=("EC2::VPCEndpoint", {**IN_VPC, **properties}))
    return world.table(Endpoint)["E"]


def test_endpoint_has_the_defaults_of_cloudformation() -> None:
    """An endpoint is a gateway, its policy is open, and private DNS is off, unless the template says otherwise."""
    found = endpoint(ServiceName="com.amazonaws.us-east-1.s3", RouteTableIds=["rtb-1"])
    assert (found.kind, found.policy, found.route_tables) == (
        EndpointKind.GATEWAY,
        Known(OPEN_POLICY),
        Known(("rtb-1",)),
    )
    interface = endpoint(ServiceName="com.amazonaws.us-east-1.logs", VpcEndpointType="Interface")
    assert interface.private_dns == NO
    assert interface.security_groups == Known(())
    on = endpoint(ServiceName="x", VpcEndpointType="Interface", PrivateDnsEnabled=True, SubnetIds=["subnet-1"])
    assert (on.private_dns, on.subnets) == (YES, Known(("subnet-1",)))


def test_endpoint_policy_is_read() -> None:
    """A policy is read as a document, with holes where only a deployment knows, or as text."""
    statement = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": {"Fn::Sub": "arn:aws:s3:::${Vpc}/*"}}
    found = endpoint(ServiceName="x", PolicyDocument={"Statement": [statement]})
    assert isinstance(found.policy, Known)
    assert "«Vpc.id»" in str(found.policy.value["Statement"][0]["Resource"])  # type: ignore[index]
    assert endpoint(ServiceName="x", PolicyDocument="{}").policy == Known("{}")


def test_s3_interface_names_may_be_for_others_only() -> None:
    """Whether the private names of an S3 interface endpoint are seen in the VPC hangs on an option."""
    s3 = {"ServiceName": "com.amazonaws.us-east-1.s3", "VpcEndpointType": "Interface", "PrivateDnsEnabled": True}
    assert isinstance(endpoint(**s3).private_dns_for_inbound_only, Unknown)
    for option, expected in (("AllResolvers", False), ("OnlyInboundResolver", True)):
        options = {"PrivateDnsOnlyForInboundResolverEndpoint": option}
        assert endpoint(**s3, DnsOptions=options).private_dns_for_inbound_only == Known(expected)


def test_endpoint_of_an_unknown_type_is_a_gap() -> None:
    """An endpoint that may be of any type is not left out in silence."""
    template = {
        "Parameters": {"Kind": {"Type": "String"}},
        "Resources": {
            "Vpc": resource(*VPC),
            "E": resource("EC2::VPCEndpoint", {**IN_VPC, "VpcEndpointType": {"Ref": "Kind"}}),
        },
    }
    assert isinstance(read(template).gap(Noun.ENDPOINTS, "Vpc"), Unknown)
    assert read(template, parameters={"Kind": "Interface"}).gap(Noun.ENDPOINTS, "Vpc") is None


def test_prefix_lists_are_read_and_aws_ones_known() -> None:
    """The template's own lists have blocks; one of AWS's is known by an id that AWS prints, in its Region only."""
    rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "DestinationPrefixListId": "pl-63a5400a"}
    resources = {
        "L": resource("EC2::PrefixList", {"PrefixListName": "own", "Entries": [{"Cidr": "10.0.0.0/8"}]}),
        "G": resource("EC2::SecurityGroup", {"SecurityGroupEgress": [rule]}),
    }
    found = read({"Resources": resources}).table(PrefixList)
    assert found["L"].cidrs == Known(("10.0.0.0/8",))
    assert (found["pl-63a5400a"].name, found["pl-63a5400a"].aws) == (Known("com.amazonaws.us-east-1.s3"), YES)
    assert "pl-63a5400a" not in read({"Resources": resources}, region="eu-west-1").table(PrefixList)


def test_block_public_access_is_read() -> None:
    """The setting has its exclusions; without one there is no fact."""
    world = made(
        Vpc=VPC,
        B=("EC2::VPCBlockPublicAccessOptions", {"InternetGatewayBlockMode": "block-ingress"}),
        X=("EC2::VPCBlockPublicAccessExclusion", {**IN_VPC, "InternetGatewayExclusionMode": "allow-egress"}),
    )
    found = world.table(BlockPublicAccess)["B"]
    assert (found.mode, found.exclusions) == (Known("block-ingress"), Known((("Vpc", "allow-egress"),)))
    assert not made(Vpc=VPC).table(BlockPublicAccess)


def test_wrong_form_is_unknown() -> None:
    """A property of a form that CloudFormation would refuse is unknown, and no error."""
    world = made(Vpc=("EC2::VPC", {"CidrBlock": ["10.0.0.0/16"], "EnableDnsSupport": "perhaps"}))
    vpc = world.table(Vpc)["Vpc"]
    assert isinstance(vpc.cidrs, Unknown)
    assert isinstance(vpc.dns_support, Unknown)
    assert refused(lambda: made(Vpc=("EC2::VPC", {"CidrBlock": {"Ref": "Nowhere"}}))).startswith("template-reference")
