"""Gateways, NAT gateways, peering, transit gateways, interfaces, instances, load balancers, names."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.world.gaps import Noun
from sealane.world.gateways import Gateway, GatewayKind, NatGateway, PeeringConnection
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.load_balancers import LoadBalancer
from sealane.world.names import FirewallGroup, HostedZone, ResolverRule
from sealane.world.transit import AttachmentKind, TransitAttachment, TransitGateway, TransitRouteTable
from sealane.world.values import Known, Unknown, Unread
from tests.unit.readers.cloudformation.deploying import NO, YES, made, read, resource

VPC = ("EC2::VPC", {"CidrBlock": "10.0.0.0/16"})
IN_VPC = {"VpcId": {"Ref": "Vpc"}}


def test_internet_gateway_is_attached() -> None:
    """A gateway leads into the VPC it is attached to, and nowhere without an attachment."""
    attachment = ("EC2::VPCGatewayAttachment", {**IN_VPC, "InternetGatewayId": {"Ref": "I"}})
    attached = made(Vpc=VPC, I=("EC2::InternetGateway", {}), A=attachment)
    assert attached.table(Gateway)["I"].vpcs == Known(("Vpc",))
    assert attached.table(Gateway)["I"].kind is GatewayKind.INTERNET
    assert made(I=("EC2::InternetGateway", {})).table(Gateway)["I"].vpcs == Known(())


def test_gateway_of_somebody_else_is_attached() -> None:
    """A gateway that the template only attaches is known by its id."""
    world = made(Vpc=VPC, A=("EC2::VPCGatewayAttachment", {**IN_VPC, "InternetGatewayId": "igw-1"}))
    assert world.table(Gateway)["igw-1"].vpcs == Known(("Vpc",))


def test_attachment_under_an_open_condition_is_unknown() -> None:
    """A gateway whose attachment hangs on a condition may be attached."""
    template: dict[str, Any] = {
        "Parameters": {"P": {"Type": "String"}},
        "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "x"]}},
        "Resources": {
            "I": resource("EC2::InternetGateway", {}),
            "A": resource(
                "EC2::VPCGatewayAttachment", {"VpcId": "v", "InternetGatewayId": {"Ref": "I"}}, Condition="C"
            ),
        },
    }
    assert isinstance(read(template).table(Gateway)["I"].vpcs, Unknown)
    assert read(template, parameters={"P": "y"}).table(Gateway)["I"].vpcs == Known(())


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("EC2::EgressOnlyInternetGateway", GatewayKind.EGRESS_ONLY),
        ("EC2::CarrierGateway", GatewayKind.CARRIER),
    ],
)
def test_gateway_inside_of_a_vpc(kind: str, expected: GatewayKind) -> None:
    """Gateways that are made in a VPC are attached to it."""
    found = made(Vpc=VPC, G=(kind, IN_VPC)).table(Gateway)["G"]
    assert (found.kind, found.vpcs) == (expected, Known(("Vpc",)))


def test_nat_gateway_is_public_unless_it_says_otherwise() -> None:
    """A NAT gateway is public by default."""
    found = made(
        A=("EC2::NatGateway", {"SubnetId": "subnet-1"}),
        B=("EC2::NatGateway", {"SubnetId": "subnet-1", "ConnectivityType": "private"}),
    ).table(NatGateway)
    assert (found["A"].public, found["B"].public, found["A"].subnet) == (YES, NO, Known("subnet-1"))


def test_peering_works_once_it_is_accepted() -> None:
    """A connection within the account is active; one with another account must be accepted there."""
    own = {**IN_VPC, "PeerVpcId": "vpc-2"}
    found = made(
        Vpc=VPC,
        A=("EC2::VPCPeeringConnection", own),
        B=("EC2::VPCPeeringConnection", {**own, "PeerOwnerId": "444455556666"}),
        C=("EC2::VPCPeeringConnection", {**own, "PeerOwnerId": "444455556666", "PeerRoleArn": "arn"}),
    ).table(PeeringConnection)
    assert (found["A"].requester, found["A"].accepter) == (Known("Vpc"), Known("vpc-2"))
    assert (found["A"].status, found["C"].status) == (Known("active"), Known("active"))
    assert isinstance(found["B"].status, Unknown)


def test_transit_gateway_has_a_table_of_its_own() -> None:
    """Attachments are associated with the gateway's own table unless another one takes them."""
    attached = {"TransitGatewayId": {"Ref": "T"}, "VpcId": "vpc-1", "SubnetIds": ["subnet-1"]}
    world = made(
        T=("EC2::TransitGateway", {}),
        A=("EC2::TransitGatewayVpcAttachment", {**attached, "Options": {"ApplianceModeSupport": "enable"}}),
        B=("EC2::TransitGatewayAttachment", attached),
        Own=("EC2::TransitGatewayRouteTable", {"TransitGatewayId": {"Ref": "T"}}),
        X=(
            "EC2::TransitGatewayRouteTableAssociation",
            {"TransitGatewayRouteTableId": {"Ref": "Own"}, "TransitGatewayAttachmentId": {"Ref": "B"}},
        ),
        R=(
            "EC2::TransitGatewayRoute",
            {
                "TransitGatewayRouteTableId": {"Ref": "Own"},
                "DestinationCidrBlock": "0.0.0.0/0",
                "TransitGatewayAttachmentId": {"Ref": "A"},
            },
        ),
    )
    default = world.table(TransitRouteTable)["T#default-route-table"]
    assert (default.associations, sorted(default.propagations)) == (("A",), ["A", "B"])
    assert world.table(TransitGateway)["T"].association_table == Known(default.id)
    own = world.table(TransitRouteTable)["Own"]
    assert own.associations == ("B",)
    assert [(route.destination, route.attachment) for route in own.routes] == [(Known("0.0.0.0/0"), Known("A"))]
    attachment = world.table(TransitAttachment)["A"]
    assert (attachment.kind, attachment.appliance_mode) == (AttachmentKind.VPC, YES)


def test_transit_gateway_without_default_table() -> None:
    """A gateway that turns its own table off has none."""
    off = {"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"}
    world = made(T=("EC2::TransitGateway", off))
    assert world.table(TransitGateway)["T"].association_table == Known("")
    assert not world.table(TransitRouteTable)


def test_interfaces_and_instances() -> None:
    """An interface has groups, addresses and the check; an instance those of its first interface, or its own."""
    world = made(
        N=(
            "EC2::NetworkInterface",
            {"SubnetId": "s", "GroupSet": ["sg-1"], "PrivateIpAddress": "10.0.0.9", "SourceDestCheck": False},
        ),
        I=("EC2::Instance", {"SubnetId": "s", "SecurityGroupIds": ["sg-2"], "SourceDestCheck": "false"}),
        J=(
            "EC2::Instance",
            {
                "NetworkInterfaces": [
                    {"DeviceIndex": "0", "SubnetId": "t", "GroupSet": ["sg-3"], "AssociatePublicIpAddress": True}
                ]
            },
        ),
        A=("EC2::NetworkInterfaceAttachment", {"InstanceId": {"Ref": "I"}, "NetworkInterfaceId": {"Ref": "N"}}),
        P=("EC2::EIP", {"InstanceId": {"Ref": "I"}}),
    )
    interface = world.table(NetworkInterface)["N"]
    assert (interface.addresses, interface.check, interface.instance) == (Known(("10.0.0.9",)), NO, Known("I"))
    first, second = world.table(Instance)["I"], world.table(Instance)["J"]
    assert (first.subnet, first.security_groups, first.check, first.public) == (Known("s"), Known(("sg-2",)), NO, YES)
    assert (second.subnet, second.security_groups, second.public) == (Known("t"), Known(("sg-3",)), YES)
    assert first.interfaces == Known(("N",))
    assert isinstance(made(I=("EC2::Instance", {"SubnetId": "s"})).table(Instance)["I"].public, Unknown)


def test_load_balancer_faces_the_internet_by_default() -> None:
    """A load balancer is an application's and faces the internet, unless the template says otherwise."""
    forward = [{"Type": "forward", "TargetGroupArn": {"Ref": "T"}}]
    weighted = [{"Type": "forward", "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": {"Ref": "U"}}]}}]
    group: tuple[str, dict[str, Any]] = ("ElasticLoadBalancingV2::TargetGroup", {})
    world = made(
        B=("ElasticLoadBalancingV2::LoadBalancer", {"Subnets": ["s"], "SecurityGroups": ["sg-1"]}),
        N=(
            "ElasticLoadBalancingV2::LoadBalancer",
            {"Type": "network", "Scheme": "internal", "SubnetMappings": [{"SubnetId": "t"}]},
        ),
        L=(
            "ElasticLoadBalancingV2::Listener",
            {"LoadBalancerArn": {"Ref": "B"}, "Port": 80, "DefaultActions": forward},
        ),
        R=("ElasticLoadBalancingV2::ListenerRule", {"ListenerArn": {"Ref": "L"}, "Actions": weighted}),
        T=group,
        U=group,
    )
    public, private = world.table(LoadBalancer)["B"], world.table(LoadBalancer)["N"]
    assert (public.kind, public.internal, public.subnets) == (Known("application"), NO, Known(("s",)))
    assert (private.kind, private.internal, private.subnets) == (Known("network"), YES, Known(("t",)))
    assert [(one.port, one.targets) for one in public.listeners] == [(Known(80), Known(("T", "U")))]


def test_hosted_zone_has_its_records() -> None:
    """A private zone has its records, by id or by name; a public one is left out."""
    world = made(
        Vpc=VPC,
        Z=("Route53::HostedZone", {"Name": "amazonaws.com.", "VPCs": [{"VPCId": {"Ref": "Vpc"}, "VPCRegion": "r"}]}),
        Public=("Route53::HostedZone", {"Name": "example.com"}),
        A=(
            "Route53::RecordSet",
            {"HostedZoneId": {"Ref": "Z"}, "Name": "a.", "Type": "A", "ResourceRecords": ["10.0.0.9"]},
        ),
        B=(
            "Route53::RecordSetGroup",
            {
                "HostedZoneName": "amazonaws.com.",
                "RecordSets": [
                    {
                        "Name": "b",
                        "Type": "A",
                        "AliasTarget": {
                            "HostedZoneId": "x",
                            "DNSName": {
                                "Fn::Select": [
                                    1,
                                    {"Fn::Split": [":", {"Fn::Select": [0, {"Fn::GetAtt": ["E", "DnsEntries"]}]}]},
                                ]
                            },
                        },
                    }
                ],
            },
        ),
        E=("EC2::VPCEndpoint", {**IN_VPC, "VpcEndpointType": "Interface", "ServiceName": "x"}),
    )
    (zone,) = world.table(HostedZone).values()
    assert (zone.id, zone.name, zone.vpcs) == ("Z", Known("amazonaws.com"), Known(("Vpc",)))
    assert [(one.name, one.values, one.alias) for one in zone.records] == [
        (Known("a"), Known(("10.0.0.9",)), Known("")),
        (Known("b"), Known(()), Known("E")),
    ]


def test_namespace_of_cloud_map_is_a_zone_with_more_in_it() -> None:
    """A private namespace is a hosted zone whose records come with the tasks."""
    world = made(Vpc=VPC, N=("ServiceDiscovery::PrivateDnsNamespace", {"Name": "internal", "Vpc": {"Ref": "Vpc"}}))
    zone = world.table(HostedZone)["N"]
    assert zone.vpcs == Known(("Vpc",))
    assert zone.hidden


def test_resolver_rule_is_associated() -> None:
    """A rule counts in the VPCs it is associated with; one of somebody else is known by its id only."""
    world = made(
        Vpc=VPC,
        R=(
            "Route53Resolver::ResolverRule",
            {"DomainName": "corp.", "RuleType": "FORWARD", "TargetIps": [{"Ip": "10.9.0.1", "Port": "53"}]},
        ),
        A=("Route53Resolver::ResolverRuleAssociation", {"VPCId": {"Ref": "Vpc"}, "ResolverRuleId": {"Ref": "R"}}),
        B=("Route53Resolver::ResolverRuleAssociation", {"VPCId": {"Ref": "Vpc"}, "ResolverRuleId": "rslvr-rr-1"}),
    )
    rule, other = world.table(ResolverRule)["R"], world.table(ResolverRule)["rslvr-rr-1"]
    assert (rule.domain, rule.kind, rule.vpcs, rule.targets) == (
        Known("corp"),
        Known("FORWARD"),
        Known(("Vpc",)),
        Known(("10.9.0.1",)),
    )
    assert other.vpcs == Known(("Vpc",))
    assert isinstance(other.domain, Unread)


def test_firewall_group_has_its_rules() -> None:
    """A rule group has rules with the domains of their lists, and the VPCs it guards by priority."""
    rules = [
        {"Priority": 1, "Action": "BLOCK", "FirewallDomainListId": {"Ref": "D"}},
        {"Priority": 2, "Action": "ALLOW", "FirewallDomainListId": "rslvr-fdl-1"},
    ]
    world = made(
        Vpc=VPC,
        D=("Route53Resolver::FirewallDomainList", {"Domains": ["*.amazonaws.com"]}),
        G=("Route53Resolver::FirewallRuleGroup", {"FirewallRules": rules}),
        A=(
            "Route53Resolver::FirewallRuleGroupAssociation",
            {"FirewallRuleGroupId": {"Fn::GetAtt": ["G", "Id"]}, **IN_VPC, "Priority": 101},
        ),
    )
    group = world.table(FirewallGroup)["G"]
    assert group.vpcs == Known((("Vpc", 101),))
    assert [(one.action, one.domains) for one in group.rules[:1]] == [(Known("BLOCK"), Known(("*.amazonaws.com",)))]
    assert isinstance(group.rules[1].domains, Unread)


def test_unplaced_attachment_is_a_gap() -> None:
    """An attachment of a gateway that nobody can name may be of any."""
    attachment = {"VpcId": "vpc-1", "InternetGatewayId": "{{resolve:ssm:/gateway}}"}
    assert isinstance(made(A=("EC2::VPCGatewayAttachment", attachment)).gap(Noun.GATEWAYS), Unknown)
