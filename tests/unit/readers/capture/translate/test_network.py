"""Answers of EC2 to facts of the network: what is said, what is not, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.errors import InputError
from sealane.world.endpoints import OPEN_POLICY, Endpoint, EndpointKind
from sealane.world.gateways import Gateway, GatewayKind, NatGateway, PeeringConnection
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.network_acls import NetworkAcl
from sealane.world.prefix_lists import PrefixList
from sealane.world.route_tables import Route, RouteTable
from sealane.world.security_groups import Direction, PeerKind, SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Origin, Unread
from sealane.world.vpcs import BlockPublicAccess, DhcpOptions, Vpc
from tests.unit.readers.capture.paper import asked, only, plain, refused, world

VPC = {"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "DhcpOptionsId": "dopt-1", "OwnerId": "111122223333"}
SUBNET = {
    "SubnetId": "subnet-1",
    "VpcId": "vpc-1",
    "CidrBlock": "10.0.1.0/24",
    "AvailabilityZone": "us-east-1a",
    "AvailabilityZoneId": "use1-az1",
    "AvailableIpAddressCount": 250,
    "OwnerId": "111122223333",
    "SubnetArn": "arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1",
}


def test_vpc_has_its_blocks_owner_and_region() -> None:
    """Blocks that are associated count, the Region is told by a subnet, and an attribute nobody asked for is unread."""
    blocks = [
        {"CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}},
        {"CidrBlock": "10.1.0.0/16", "CidrBlockState": {"State": "associated"}},
        {"CidrBlock": "10.2.0.0/16", "CidrBlockState": {"State": "disassociated"}},
    ]
    ipv6 = [{"Ipv6CidrBlock": "2600:1f18::/56", "Ipv6CidrBlockState": {"State": "associated"}}]
    document = VPC | {"CidrBlockAssociationSet": blocks, "Ipv6CidrBlockAssociationSet": ipv6}
    support = {"VpcId": "vpc-1", "EnableDnsSupport": {"Value": True}}
    vpc = only(world({"Vpcs": [document]}, {"Subnets": [SUBNET]}, support), Vpc)
    assert vpc.cidrs == Known(("10.0.0.0/16", "10.1.0.0/16"))
    assert vpc.ipv6_cidrs == Known(("2600:1f18::/56",))
    assert (vpc.account, vpc.region, vpc.dhcp_options) == (Known("111122223333"), Known("us-east-1"), Known("dopt-1"))
    assert vpc.dns_support == Known(value=True)
    assert isinstance(vpc.dns_hostnames, Unread)
    assert vpc.dns_hostnames.action == "ec2:DescribeVpcAttribute"
    assert isinstance(only(world({"Vpcs": [VPC]}), Vpc).region, Unread)


def test_refused_attribute_is_unread_and_the_other_is_not() -> None:
    """Each of the two DNS attributes stands for itself."""
    no = refused("ec2:DescribeVpcAttribute", VpcId="vpc-1", Attribute="enableDnsHostnames")
    vpc = only(world({"Vpcs": [VPC]}, {"VpcId": "vpc-1", "EnableDnsSupport": {"Value": False}}, no), Vpc)
    assert vpc.dns_support == Known(value=False)
    assert isinstance(vpc.dns_hostnames, Unread)
    assert "refused" in vpc.dns_hostnames.reason


def test_dhcp_options_name_servers() -> None:
    """The servers of a set are its own, or Amazon's when it names none; the default set has an empty key."""
    servers = [{"Key": "domain-name-servers", "Values": [{"Value": "10.0.0.53"}]}]
    own = only(world({"DhcpOptions": [{"DhcpOptionsId": "dopt-1", "DhcpConfigurations": servers}]}), DhcpOptions)
    none = only(world({"DhcpOptions": [{"DhcpOptionsId": "dopt-1", "DhcpConfigurations": []}]}), DhcpOptions)
    assert own.name_servers == Known(("10.0.0.53",))
    assert none.name_servers == Known(("AmazonProvidedDNS",))
    assert only(world({"Vpcs": [VPC | {"DhcpOptionsId": "default"}]}), Vpc).dhcp_options == Known("")


def test_subnet_has_zone_and_free_addresses() -> None:
    """What the answer has is known, what it lacks is unread, and a block of IPv6 that is going does not count."""
    subnet = only(world({"Subnets": [SUBNET]}), Subnet)
    assert (subnet.zone_id, subnet.zone_name, subnet.free_addresses) == (
        Known("use1-az1"),
        Known("us-east-1a"),
        Known(250),
    )
    assert (subnet.vpc, subnet.cidr, subnet.owner) == (Known("vpc-1"), Known("10.0.1.0/24"), Known(""))
    assert subnet.origin.name == "arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1"
    going = [{"Ipv6CidrBlock": "2600::/64", "Ipv6CidrBlockState": {"State": "disassociating"}}]
    bare = only(world({"Subnets": [{"SubnetId": "s", "VpcId": "v", "Ipv6CidrBlockAssociationSet": going}]}), Subnet)
    assert isinstance(bare.zone_id, Unread)
    assert isinstance(bare.free_addresses, Unread)
    assert bare.ipv6_cidr == Known("")


def test_route_table_keeps_what_leads_somewhere() -> None:
    """Local routes and those of gateway endpoints are left out; a Gateway Load Balancer's endpoint stays a target."""
    routes = [
        {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"},
        {"DestinationPrefixListId": "pl-1", "GatewayId": "vpce-s3", "State": "active"},
        {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "vpce-wall", "State": "active"},
        {"DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": "eigw-1", "State": "blackhole"},
        {
            "DestinationCidrBlock": "192.168.0.0/16",
            "GatewayId": "vgw-1",
            "Origin": "EnableVgwRoutePropagation",
            "State": "active",
        },
        {"DestinationCidrBlock": "172.16.0.0/12", "InstanceId": "i-1", "NetworkInterfaceId": "eni-1"},
    ]
    associations = [
        {"Main": True, "AssociationState": {"State": "associated"}},
        {"SubnetId": "subnet-1", "AssociationState": {"State": "associated"}},
        {"SubnetId": "subnet-2", "AssociationState": {"State": "disassociated"}},
    ]
    table = {"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": routes, "Associations": associations}
    endpoint = {"VpcEndpointId": "vpce-s3", "VpcId": "vpc-1", "VpcEndpointType": "Gateway"}
    read = only(world({"RouteTables": [table]}, {"VpcEndpoints": [endpoint]}), RouteTable)
    assert [(route.destination, route.target) for route in read.routes] == [
        (Known("0.0.0.0/0"), Known("vpce-wall")),
        (Known("::/0"), Known("eigw-1")),
        (Known("192.168.0.0/16"), Known("vgw-1")),
        (Known("172.16.0.0/12"), Known("eni-1")),
    ]
    assert [route.active for route in read.routes] == [True, False, True, True]
    assert [route.propagated for route in read.routes] == [False, False, True, False]
    assert (read.main, read.subnets) == (True, ("subnet-1",))


def test_route_to_something_new_is_unread() -> None:
    """A target that sealane does not know by name is not taken for none."""
    table = {"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": [{"DestinationCidrBlock": "0.0.0.0/0", "NewId": "x"}]}
    (route,) = only(world({"RouteTables": [table]}), RouteTable).routes
    assert isinstance(route.target, Unread)
    assert isinstance(route, Route)


def test_group_has_one_rule_for_each_peer() -> None:
    """Every kind of peer becomes a rule in its direction; numbers of well-known protocols are written as names."""
    permission = {
        "IpProtocol": "6",
        "FromPort": 443,
        "ToPort": 443,
        "IpRanges": [{"CidrIp": "10.0.0.0/16"}],
        "Ipv6Ranges": [{"CidrIpv6": "::/0"}],
        "PrefixListIds": [{"PrefixListId": "pl-1"}],
        "UserIdGroupPairs": [{"GroupId": "sg-2"}],
    }
    everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    document = {
        "GroupId": "sg-1",
        "GroupName": "default",
        "VpcId": "vpc-1",
        "IpPermissions": [permission],
        "IpPermissionsEgress": [everything],
    }
    group = only(world({"SecurityGroups": [document]}), SecurityGroup)
    assert [(rule.kind, rule.peer) for rule in group.rules] == [
        (PeerKind.CIDR, Known("10.0.0.0/16")),
        (PeerKind.IPV6_CIDR, Known("::/0")),
        (PeerKind.PREFIX_LIST, Known("pl-1")),
        (PeerKind.GROUP, Known("sg-2")),
        (PeerKind.CIDR, Known("0.0.0.0/0")),
    ]
    assert {rule.protocol for rule in group.rules[:4]} == {Known("tcp")}
    assert group.rules[4].direction is Direction.EGRESS
    assert (group.rules[4].from_port, group.rules[4].to_port) == (Known(-1), Known(-1))
    assert group.default
    other = only(world({"SecurityGroups": [document | {"GroupName": "web"}]}), SecurityGroup)
    assert not other.default


def test_rule_that_stands_alone_gives_its_origin() -> None:
    """A rule's own id is its origin where the other call tells it; a group known by its rules alone hides the rest."""
    rule = {
        "SecurityGroupRuleId": "sgr-1",
        "GroupId": "sg-1",
        "IsEgress": False,
        "IpProtocol": "tcp",
        "FromPort": 443,
        "ToPort": 443,
        "CidrIpv4": "10.0.0.0/16",
    }
    permission = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}
    group = {"GroupId": "sg-1", "VpcId": "vpc-1", "IpPermissions": [permission]}
    rules = {"SecurityGroupRules": [rule]}
    both = only(world({"SecurityGroups": [group]}, rules), SecurityGroup)
    assert [one.origin for one in both.rules] == [Origin("sgr-1")]
    assert both.hidden == ()
    alone = only(world(rules), SecurityGroup)
    assert len(alone.rules) == 1
    assert len(alone.hidden) == 1


def test_acl_entries_keep_their_order_and_lose_the_last() -> None:
    """The closing entry is left out, ports belong to TCP and UDP, and one type of ICMP is neither all nor none."""
    entries = [
        {"RuleNumber": 100, "Protocol": "6", "RuleAction": "allow", "Egress": False, "CidrBlock": "10.0.0.0/8"}
        | {"PortRange": {"From": 443, "To": 443}},
        {"RuleNumber": 90, "Protocol": "-1", "RuleAction": "deny", "Egress": True, "Ipv6CidrBlock": "::/0"},
        {"RuleNumber": 80, "Protocol": "1", "RuleAction": "deny", "Egress": True, "CidrBlock": "0.0.0.0/0"}
        | {"IcmpTypeCode": {"Type": 8, "Code": -1}},
        {"RuleNumber": 32767, "Protocol": "-1", "RuleAction": "deny", "Egress": True, "CidrBlock": "0.0.0.0/0"},
    ]
    document = {"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": True, "Entries": entries}
    acl = only(world({"NetworkAcls": [document | {"Associations": [{"SubnetId": "subnet-1"}]}]}), NetworkAcl)
    assert [entry.number for entry in acl.entries] == [Known(100), Known(90), Known(80)]
    assert (acl.entries[0].from_port, acl.entries[0].allow) == (Known(443), Known(value=True))
    assert (acl.entries[1].direction, acl.entries[1].allow) == (Direction.EGRESS, Known(value=False))
    assert acl.entries[1].from_port == Known(-1)
    assert isinstance(acl.entries[2].from_port, Unread)
    assert (acl.default, acl.subnets) == (True, ("subnet-1",))


ENDPOINT: dict[str, Any] = {
    "VpcEndpointId": "vpce-1",
    "VpcId": "vpc-1",
    "VpcEndpointType": "Interface",
    "ServiceName": "com.amazonaws.us-east-1.s3",
    "State": "Available",
    "PrivateDnsEnabled": True,
    "DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": True},
    "SubnetIds": ["subnet-1"],
    "NetworkInterfaceIds": ["eni-1"],
    "Groups": [{"GroupId": "sg-1"}],
    "PolicyDocument": '{"Statement":[]}',
    "DnsEntries": [{"DnsName": "s3.us-east-1.amazonaws.com"}, {"DnsName": "vpce-1-x.s3.us-east-1.vpce.amazonaws.com"}],
}


def test_endpoint_has_addresses_policy_and_names() -> None:
    """Addresses come from the interfaces, names are told only where the service is somebody's own."""
    interface = {"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "PrivateIpAddress": "10.0.1.9"}
    endpoint = only(world({"VpcEndpoints": [ENDPOINT]}, {"NetworkInterfaces": [interface]}), Endpoint)
    assert endpoint.kind is EndpointKind.INTERFACE
    assert (endpoint.state, endpoint.private_dns) == (Known("available"), Known(value=True))
    assert endpoint.private_dns_for_inbound_only == Known(value=True)
    assert endpoint.addresses == (("subnet-1", "10.0.1.9"),)
    assert endpoint.policy == Known('{"Statement":[]}')
    assert endpoint.private_names == ()
    own = ENDPOINT | {"ServiceName": "com.amazonaws.vpce.us-east-1.vpce-svc-1", "DnsOptions": None}
    own |= {"DnsEntries": [{"DnsName": "api.example.com"}, {"DnsName": "vpce-1-x.vpce-svc-1.vpce.amazonaws.com"}]}
    assert only(world({"VpcEndpoints": [own]}), Endpoint).private_names == ("api.example.com",)


def test_endpoint_without_policy_is_open_and_a_deleted_one_is_gone() -> None:
    """AWS's own policy allows everything; what is deleted is no endpoint; a type from the future is said to be one."""
    bare = {"VpcEndpointId": "vpce-2", "VpcId": "vpc-1", "VpcEndpointType": "Gateway", "RouteTableIds": ["rtb-1"]}
    endpoint = only(world({"VpcEndpoints": [bare, ENDPOINT | {"State": "deleted"}]}), Endpoint)
    assert (endpoint.policy, endpoint.route_tables) == (Known(OPEN_POLICY), Known(("rtb-1",)))
    with pytest.raises(InputError) as error:
        world({"VpcEndpoints": [bare | {"VpcEndpointType": "Wormhole"}]})
    assert error.value.problems[0].code == "endpoint-type-unknown"


def test_gateways_are_told_apart() -> None:
    """Each kind has its own call, and only what is attached counts."""
    found = world(
        {
            "InternetGateways": [
                {"InternetGatewayId": "igw-1", "Attachments": [{"VpcId": "vpc-1", "State": "available"}]}
            ]
        },
        {"EgressOnlyInternetGateways": [{"EgressOnlyInternetGatewayId": "eigw-1", "Attachments": []}]},
        {"VpnGateways": [{"VpnGatewayId": "vgw-1", "VpcAttachments": [{"VpcId": "vpc-1", "State": "detached"}]}]},
        {"CarrierGateways": [{"CarrierGatewayId": "cagw-1", "VpcId": "vpc-1"}]},
    )
    assert {key: (fact.kind, fact.vpcs) for key, fact in found.table(Gateway).items()} == {
        "igw-1": (GatewayKind.INTERNET, Known(("vpc-1",))),
        "eigw-1": (GatewayKind.EGRESS_ONLY, Known(())),
        "vgw-1": (GatewayKind.VPN, Known(())),
        "cagw-1": (GatewayKind.CARRIER, Known(("vpc-1",))),
    }


def test_nat_gateway_is_public_or_private() -> None:
    """The type, the subnet and the state are AWS's words."""
    document = {"NatGatewayId": "nat-1", "SubnetId": "subnet-1", "VpcId": "vpc-1", "State": "available"}
    public = only(world({"NatGateways": [document | {"ConnectivityType": "public"}]}), NatGateway)
    private = only(world({"NatGateways": [document | {"ConnectivityType": "private", "State": "failed"}]}), NatGateway)
    assert (public.public, public.subnet, public.state) == (Known(value=True), Known("subnet-1"), Known("available"))
    assert (private.public, private.state) == (Known(value=False), Known("failed"))


def test_peering_connection_has_two_ends() -> None:
    """Both VPCs and the status are known, and an end that the answer leaves out is unread."""
    document = {
        "VpcPeeringConnectionId": "pcx-1",
        "RequesterVpcInfo": {"VpcId": "vpc-1"},
        "AccepterVpcInfo": {},
        "Status": {"Code": "pending-acceptance"},
    }
    peering = only(world({"VpcPeeringConnections": [document]}), PeeringConnection)
    assert (peering.requester, peering.status) == (Known("vpc-1"), Known("pending-acceptance"))
    assert isinstance(peering.accepter, Unread)


def test_interface_and_instance() -> None:
    """Addresses, check and attachment are read; an instance that ended is none."""
    interface = {
        "NetworkInterfaceId": "eni-1",
        "SubnetId": "subnet-1",
        "PrivateIpAddress": "10.0.1.5",
        "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.1.5"}, {"PrivateIpAddress": "10.0.1.6"}],
        "Association": {"PublicIp": "54.0.0.1"},
        "SourceDestCheck": False,
        "InterfaceType": "interface",
        "Attachment": {"InstanceId": "i-1"},
        "Groups": [{"GroupId": "sg-1"}],
    }
    instance = {
        "InstanceId": "i-1",
        "State": {"Name": "running"},
        "SubnetId": "subnet-1",
        "PublicIpAddress": "54.0.0.1",
        "SourceDestCheck": False,
        "SecurityGroups": [{"GroupId": "sg-1"}],
        "NetworkInterfaces": [
            {"NetworkInterfaceId": "eni-2", "Attachment": {"DeviceIndex": 1}},
            {"NetworkInterfaceId": "eni-1", "Attachment": {"DeviceIndex": 0}},
        ],
    }
    ended = {"InstanceId": "i-2", "State": {"Name": "terminated"}}
    found = world({"NetworkInterfaces": [interface]}, {"Reservations": [{"Instances": [instance, ended]}]})
    card, machine = only(found, NetworkInterface), only(found, Instance)
    assert (card.addresses, card.public_address) == (Known(("10.0.1.5", "10.0.1.6")), Known("54.0.0.1"))
    assert (card.check, card.instance) == (Known(value=False), Known("i-1"))
    assert (machine.interfaces, machine.public, machine.check) == (
        Known(("eni-1", "eni-2")),
        Known(value=True),
        Known(value=False),
    )
    unsaid = only(world({"NetworkInterfaces": [{"NetworkInterfaceId": "eni-3"}]}), NetworkInterface)
    assert isinstance(unsaid.check, Unread)


def test_prefix_lists_of_aws_and_of_the_customer() -> None:
    """AWS's list has its blocks, the customer's has them where the file's name or the call tells which."""
    own = {"PrefixListId": "pl-1", "PrefixListName": "com.amazonaws.us-east-1.s3", "Cidrs": ["52.216.0.0/15"]}
    managed = {"PrefixListId": "pl-2", "PrefixListName": "offices", "OwnerId": "111122223333"}
    entries = {"Entries": [{"Cidr": "203.0.113.0/24"}]}
    lists = ({"PrefixLists": [own]}, {"PrefixLists": [managed]})
    named = world(*lists, plain(entries, "entries-pl-2.json")).table(PrefixList)
    assert (named["pl-1"].aws, named["pl-1"].cidrs) == (Known(value=True), Known(("52.216.0.0/15",)))
    assert (named["pl-2"].aws, named["pl-2"].cidrs) == (Known(value=False), Known(("203.0.113.0/24",)))
    told = world(*lists, asked("ec2:GetManagedPrefixListEntries", entries, PrefixListId="pl-2"))
    assert told.table(PrefixList)["pl-2"].cidrs == Known(("203.0.113.0/24",))
    nameless = world(*lists, plain(entries, "entries.json"))
    assert isinstance(nameless.table(PrefixList)["pl-2"].cidrs, Unread)
    assert any("entries.json does not say which prefix list" in gap.why.reason for gap in nameless.gaps)


def test_block_public_access_and_its_exclusions() -> None:
    """The mode is AWS's word, exclusions of the same Region count, and without them they are unread."""
    options = {"AwsAccountId": "111122223333", "AwsRegion": "us-east-1", "InternetGatewayBlockMode": "block-ingress"}
    exclusions = [
        {
            "ResourceArn": f"arn:aws:ec2:{region}:111122223333:vpc/{vpc}",
            "InternetGatewayExclusionMode": "allow-egress",
            "State": state,
        }
        for region, vpc, state in (
            ("us-east-1", "vpc-1", "create-complete"),
            ("us-east-1", "vpc-2", "delete-complete"),
            ("eu-west-1", "vpc-3", "create-complete"),
        )
    ]
    mode = {"VpcBlockPublicAccessOptions": options}
    fact = only(world(mode, {"VpcBlockPublicAccessExclusions": exclusions}), BlockPublicAccess)
    assert (fact.mode, fact.exclusions) == (Known("block-ingress"), Known((("vpc-1", "allow-egress"),)))
    assert isinstance(only(world(mode), BlockPublicAccess).exclusions, Unread)
