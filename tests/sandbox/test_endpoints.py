"""VPC endpoints in the sandbox behave as AWS's do."""

from __future__ import annotations

import ipaddress
import re
from typing import Any

import pytest
from botocore.exceptions import ClientError

from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox

from .existing_vpc import ExistingVpc, existing_vpc

REGION = "eu-central-1"
NEEDED = (
    "dynamodb ecr.api ecr.dkr ecs ecs-agent ecs-telemetry elasticfilesystem events guardduty-data kinesis-firehose "
    "kinesis-streams kms logs monitoring secretsmanager sns sqs ssm ssmmessages sts xray"
)


@pytest.fixture(scope="module")
def estate(sandbox: Sandbox) -> ExistingVpc:
    """Give one existing VPC for the whole module."""
    return existing_vpc(sandbox, REGION)


@pytest.fixture(scope="module")
def ec2(sandbox: Sandbox) -> Any:  # noqa: ANN401
    """Give an EC2 client of the module's Region."""
    return client(sandbox, "ec2", REGION)


def _services(ec2: Any, name: str) -> list[dict[str, Any]]:  # noqa: ANN401
    return list(ec2.describe_vpc_endpoint_services(ServiceNames=[name])["ServiceDetails"])


def _names(service: dict[str, Any]) -> list[str]:
    return [each["PrivateDnsName"] for each in service.get("PrivateDnsNames", [])]


def _prefix_routes(ec2: Any, table: str) -> list[str]:  # noqa: ANN401
    routes = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
    return [route["GatewayId"] for route in routes if "DestinationPrefixListId" in route]


@pytest.mark.parametrize("suffix", NEEDED.split())
def test_every_service_a_task_may_need_is_offered(ec2: Any, suffix: str) -> None:  # noqa: ANN401
    """Each is listed with its type and with every zone of the Region."""
    (service,) = _services(ec2, f"com.amazonaws.{REGION}.{suffix}")
    assert service["AvailabilityZones"] == [f"{REGION}{zone}" for zone in "abc"]
    assert service["ServiceType"] == [{"ServiceType": "Gateway" if suffix == "dynamodb" else "Interface"}]


@pytest.mark.parametrize(
    ("region", "service", "names"),
    [
        (REGION, "com.amazonaws.eu-central-1.ecr.api", ["api.ecr.eu-central-1.amazonaws.com"]),
        (REGION, "com.amazonaws.eu-central-1.ecr.dkr", ["*.dkr.ecr.eu-central-1.amazonaws.com"]),
        (REGION, "com.amazonaws.eu-central-1.ecs-agent", ["ecs-a.eu-central-1.amazonaws.com"]),
        (REGION, "com.amazonaws.eu-central-1.kinesis-streams", ["kinesis.eu-central-1.amazonaws.com"]),
        ("us-gov-west-1", "com.amazonaws.us-gov-west-1.logs", ["logs.us-gov-west-1.amazonaws.com"]),
        ("cn-north-1", "cn.com.amazonaws.cn-north-1.ecr.api", ["api.ecr.cn-north-1.amazonaws.com.cn"]),
        ("cn-north-1", "com.amazonaws.cn-north-1.logs", ["logs.cn-north-1.amazonaws.com.cn"]),
    ],
)
def test_private_names_are_those_clients_call(sandbox: Sandbox, region: str, service: str, names: list[str]) -> None:
    """The private name is the host that the SDK calls, in every partition."""
    (found,) = _services(client(sandbox, "ec2", region), service)
    assert _names(found) == names


def test_s3_is_offered_both_ways(ec2: Any) -> None:  # noqa: ANN401
    """S3 has a gateway service without private names and an interface service with them."""
    by_type = {each["ServiceType"][0]["ServiceType"]: each for each in _services(ec2, f"com.amazonaws.{REGION}.s3")}
    assert _names(by_type["Gateway"]) == []
    assert f"s3.{REGION}.amazonaws.com" in _names(by_type["Interface"])


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2", "ap-southeast-4", "us-gov-east-1", "ca-west-1"])
def test_every_region_has_two_zones_and_the_prefix_lists(sandbox: Sandbox, region: str) -> None:
    """At least two zones, and both prefix lists with an id and addresses."""
    ec2 = client(sandbox, "ec2", region)
    zones = ec2.describe_availability_zones(Filters=[{"Name": "opt-in-status", "Values": ["opt-in-not-required"]}])
    assert len({zone["ZoneId"] for zone in zones["AvailabilityZones"]}) >= 2
    for service in ("s3", "dynamodb"):
        wanted = [{"Name": "prefix-list-name", "Values": [f"com.amazonaws.{region}.{service}"]}]
        (managed,) = ec2.describe_managed_prefix_lists(Filters=wanted)["PrefixLists"]
        entries = ec2.get_managed_prefix_list_entries(PrefixListId=managed["PrefixListId"])["Entries"]
        assert re.fullmatch(r"pl-[0-9a-f]+", managed["PrefixListId"])
        assert entries
        (plain,) = ec2.describe_prefix_lists(Filters=wanted)["PrefixLists"]
        assert plain["PrefixListId"] == managed["PrefixListId"]
        assert plain["Cidrs"] == [entry["Cidr"] for entry in entries]


def test_interfaces_stand_in_the_endpoints_subnets_with_its_groups(ec2: Any, estate: ExistingVpc) -> None:  # noqa: ANN401
    """Each subnet has one interface, with an address of that subnet and the endpoint's group."""
    endpoint = ec2.describe_vpc_endpoints(VpcEndpointIds=[estate.logs])["VpcEndpoints"][0]
    found = ec2.describe_network_interfaces(NetworkInterfaceIds=endpoint["NetworkInterfaceIds"])["NetworkInterfaces"]
    assert sorted(each["SubnetId"] for each in found) == sorted(estate.subnets)
    for each in found:
        subnet = ec2.describe_subnets(SubnetIds=[each["SubnetId"]])["Subnets"][0]
        assert ipaddress.ip_address(each["PrivateIpAddress"]) in ipaddress.ip_network(subnet["CidrBlock"])
        assert [group["GroupId"] for group in each["Groups"]] == [estate.endpoint_group]
        assert each["InterfaceType"] == "vpc_endpoint"


def test_two_endpoints_never_share_an_address(ec2: Any, estate: ExistingVpc) -> None:  # noqa: ANN401
    """All interfaces of the VPC have addresses of their own."""
    found = ec2.describe_network_interfaces(Filters=[{"Name": "vpc-id", "Values": [estate.vpc]}])["NetworkInterfaces"]
    addresses = [each["PrivateIpAddress"] for each in found]
    assert len(addresses) == len(set(addresses)) == 4


def test_a_change_of_the_endpoint_reaches_its_interfaces(ec2: Any, estate: ExistingVpc) -> None:  # noqa: ANN401
    """Subnets taken away and groups exchanged show on the interfaces; private names can be switched on."""
    group = ec2.create_security_group(GroupName="other", Description="x", VpcId=estate.vpc)["GroupId"]
    made = ec2.create_vpc_endpoint(
        VpcId=estate.vpc,
        ServiceName=f"com.amazonaws.{REGION}.sqs",
        VpcEndpointType="Interface",
        SubnetIds=list(estate.subnets),
        PrivateDnsEnabled=False,
    )["VpcEndpoint"]
    ec2.modify_vpc_endpoint(
        VpcEndpointId=made["VpcEndpointId"],
        RemoveSubnetIds=[estate.subnets[0]],
        AddSecurityGroupIds=[group],
        RemoveSecurityGroupIds=[made["Groups"][0]["GroupId"]],
        PrivateDnsEnabled=True,
    )
    (now,) = ec2.describe_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])["VpcEndpoints"]
    assert now["PrivateDnsEnabled"] is True
    (interface,) = ec2.describe_network_interfaces(NetworkInterfaceIds=now["NetworkInterfaceIds"])["NetworkInterfaces"]
    assert interface["SubnetId"] == estate.subnets[1]
    assert [each["GroupId"] for each in interface["Groups"]] == [group]
    ec2.delete_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])
    with pytest.raises(ClientError, match=r"InvalidVpcEndpointId\.NotFound"):
        ec2.describe_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])
    with pytest.raises(ClientError, match=r"InvalidNetworkInterfaceID\.NotFound"):
        ec2.describe_network_interfaces(NetworkInterfaceIds=now["NetworkInterfaceIds"])


def test_a_gateway_endpoints_routes_follow_its_associations(ec2: Any, estate: ExistingVpc) -> None:  # noqa: ANN401
    """A table has the route exactly while it is associated."""
    assert _prefix_routes(ec2, estate.stray_table) == [estate.s3]
    assert _prefix_routes(ec2, estate.custom_table) == []
    ec2.modify_vpc_endpoint(VpcEndpointId=estate.s3, AddRouteTableIds=[estate.custom_table])
    assert _prefix_routes(ec2, estate.custom_table) == [estate.s3]
    ec2.modify_vpc_endpoint(VpcEndpointId=estate.s3, RemoveRouteTableIds=[estate.custom_table])
    assert _prefix_routes(ec2, estate.custom_table) == []


def test_aws_refusals(ec2: Any, estate: ExistingVpc) -> None:  # noqa: ANN401
    """An unknown service, taken private names, a second route and DNS attributes that are off are refused."""

    def create(vpc: str, service: str, **more: object) -> None:
        ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=f"com.amazonaws.{REGION}.{service}", **more)

    inside = {"VpcEndpointType": "Interface", "SubnetIds": list(estate.subnets)}
    with pytest.raises(ClientError, match="InvalidServiceName"):
        create(estate.vpc, "logz", **inside)
    with pytest.raises(ClientError, match="conflicting DNS domain"):
        create(estate.vpc, "logs", PrivateDnsEnabled=True, **inside)
    with pytest.raises(ClientError, match="RouteAlreadyExists"):
        create(estate.vpc, "s3", VpcEndpointType="Gateway", RouteTableIds=[estate.stray_table])
    bare = ec2.create_vpc(CidrBlock="10.99.0.0/16")["Vpc"]["VpcId"]
    with pytest.raises(ClientError, match="enableDnsHostnames"):
        create(bare, "sqs", VpcEndpointType="Interface", PrivateDnsEnabled=True)
