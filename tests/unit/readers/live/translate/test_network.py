"""Documents of EC2 to facts: every kind of route, peer and association, and documents from the future."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.readers.live.translate.dhcp_options import name_servers
from sealane.readers.live.translate.endpoints import endpoint
from sealane.readers.live.translate.network import FetchedNetwork, existing_network
from sealane.readers.live.translate.route_tables import route_table
from sealane.readers.live.translate.security_groups import security_group
from sealane.readers.live.translate.subnets import subnet
from sealane.readers.live.translate.vpcs import vpc
from sealane.world.network import GroupRule, Route
from sealane.world.values import Known, Unread

_ON: dict[str, Any] = {"Value": True}
_VPC = {"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}
_SUBNET = {"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailabilityZoneId": "use1-az1"}
_TABLE = {
    "RouteTableId": "rtb-1",
    "VpcId": "vpc-1",
    "Associations": [{"Main": True}],
    "Routes": [{"GatewayId": "local"}],
}
_ENDPOINT = {"VpcEndpointId": "vpce-1", "VpcId": "vpc-1", "Groups": [{"GroupId": "sg-1"}]}
_GROUP = {"GroupId": "sg-1", "IpPermissions": [{"IpProtocol": "tcp", "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}]}
_OPTIONS = {"DhcpConfigurations": [{"Key": "domain-name-servers", "Values": [{"Value": "10.0.0.9"}]}]}

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
UNHEARD_OF = st.dictionaries(st.text(min_size=1).map(lambda name: f"New{name}"), JSON, max_size=4)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"},
            Route(destination="10.0.0.0/16", target="local"),
        ),
        (
            {"DestinationPrefixListId": "pl-1", "GatewayId": "vpce-1", "State": "active"},
            Route(destination="pl-1", target="vpce-1"),
        ),
        (
            {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1", "State": "blackhole"},
            Route(destination="0.0.0.0/0", target="nat-1", active=False),
        ),
        (
            {"DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": "eigw-1"},
            Route(destination="::/0", target="eigw-1"),
        ),
        (
            {"DestinationCidrBlock": "0.0.0.0/0", "InstanceId": "i-1", "NetworkInterfaceId": "eni-1"},
            Route(destination="0.0.0.0/0", target="eni-1"),
        ),
        (
            {"DestinationCidrBlock": "10.1.0.0/16", "VpcPeeringConnectionId": "pcx-1"},
            Route(destination="10.1.0.0/16", target="pcx-1"),
        ),
        (
            {"DestinationCidrBlock": "10.2.0.0/16", "TransitGatewayId": "tgw-1"},
            Route(destination="10.2.0.0/16", target="tgw-1"),
        ),
    ],
)
def test_route_keeps_destination_target_and_state(document: dict[str, Any], expected: Route) -> None:
    """Each kind of destination and target is kept by its id, and a black hole is not active."""
    assert route_table({"RouteTableId": "rtb-1", "Routes": [document]}).routes == (expected,)


def test_association_that_has_ended_does_not_count() -> None:
    """A subnet whose association is gone uses the main table."""
    ended = {"SubnetId": "subnet-2", "AssociationState": {"State": "disassociated"}}
    table = route_table({"RouteTableId": "rtb-1", "Associations": [{"SubnetId": "subnet-1"}, ended, {"Main": False}]})
    assert table.subnet_ids == ("subnet-1",)
    assert not table.main


def test_every_peer_of_a_permission_is_a_rule() -> None:
    """One permission with four peers is four rules; a protocol without ports has -1."""
    permission = {
        "IpProtocol": "tcp",
        "FromPort": 443,
        "ToPort": 444,
        "IpRanges": [{"CidrIp": "10.0.0.0/16"}],
        "Ipv6Ranges": [{"CidrIpv6": "fd00::/8"}],
        "PrefixListIds": [{"PrefixListId": "pl-1"}],
        "UserIdGroupPairs": [{"GroupId": "sg-2", "UserId": "1"}],
    }
    everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    group = security_group({"GroupId": "sg-1", "IpPermissions": [permission], "IpPermissionsEgress": [everything]})
    assert [rule.peer for rule in group.rules] == ["10.0.0.0/16", "fd00::/8", "pl-1", "sg-2", "0.0.0.0/0"]
    assert {(rule.from_port, rule.to_port) for rule in group.rules[:4]} == {(443, 444)}
    assert group.rules[4] == GroupRule(direction="egress", protocol="-1", from_port=-1, to_port=-1, peer="0.0.0.0/0")


def test_block_that_is_being_removed_does_not_count() -> None:
    """Only associated IPv4 blocks are the VPC's, the primary one first and once."""
    blocks = [
        {"CidrBlock": "10.1.0.0/16", "CidrBlockState": {"State": "associated"}},
        {"CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}},
        {"CidrBlock": "10.2.0.0/16", "CidrBlockState": {"State": "disassociated"}},
    ]
    read = vpc({**_VPC, "CidrBlockAssociationSet": blocks}, Known({"EnableDnsSupport": _ON}), Unread("refused"))
    assert read.cidrs == ("10.0.0.0/16", "10.1.0.0/16")
    assert read.dns_support == Known(value=True)
    assert read.dns_hostnames == Unread("refused")


def test_endpoint_states_are_told_in_one_way() -> None:
    """AWS writes the state in two ways; the fact has one."""
    assert endpoint({**_ENDPOINT, "State": "Available"}).state == endpoint({**_ENDPOINT, "State": "available"}).state


def test_name_servers_are_amazons_unless_named() -> None:
    """An option set without name servers leaves Amazon's; one that names them replaces it; unread stays unread."""
    other = {"DhcpConfigurations": [{"Key": "domain-name", "Values": [{"Value": "corp.example"}]}]}
    assert name_servers(Known((other,))) == Known(("AmazonProvidedDNS",))
    assert name_servers(Known((_OPTIONS,))) == Known(("10.0.0.9",))
    assert name_servers(Unread("refused")) == Unread("refused")


@given(UNHEARD_OF)
def test_keys_from_the_future_change_nothing(extra: dict[str, Any]) -> None:
    """Documents with keys that AWS adds one day are read as without them."""

    def read(more: dict[str, Any]) -> object:
        return existing_network(
            FetchedNetwork(
                vpc={**_VPC, **more},
                subnets=({**_SUBNET, **more},),
                dns_support=Known({"EnableDnsSupport": {**_ON, **more}, **more}),
                dns_hostnames=Known({"EnableDnsHostnames": {**_ON, **more}, **more}),
                route_tables=({**_TABLE, "Routes": [{"GatewayId": "local", **more}], **more},),
                endpoints=({**_ENDPOINT, **more},),
                security_groups=({**_GROUP, **more},),
                dhcp_options=Known(({**_OPTIONS, **more},)),
            )
        )

    assert read(extra) == read({})


@given(st.data())
def test_missing_keys_never_crash(data: st.DataObject) -> None:
    """Everything but the id may be left out."""
    cases: list[tuple[Any, dict[str, Any], set[str]]] = [
        (subnet, _SUBNET, {"SubnetId", "VpcId"}),
        (route_table, _TABLE, {"RouteTableId"}),
        (endpoint, _ENDPOINT, {"VpcEndpointId"}),
        (security_group, _GROUP, {"GroupId"}),
    ]
    for translate, document, needed in cases:
        kept = data.draw(st.sets(st.sampled_from(sorted(document)))) | needed
        fact = translate({key: value for key, value in document.items() if key in kept})
        assert (
            fact.id == document[next(iter(sorted(needed & {"SubnetId", "RouteTableId", "VpcEndpointId", "GroupId"})))]
        )
