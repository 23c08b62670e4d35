"""Each gap between moto and AWS, seen through boto3, where no other test of this folder shows it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from sealane.sandbox.clients import client
from sealane.sandbox.inventory import inventory
from sealane.sandbox.record import Sandbox

REGION = "us-east-2"


@pytest.fixture(scope="module")
def ec2(sandbox: Sandbox) -> Any:  # noqa: ANN401
    """Give an EC2 client of the module's Region."""
    return client(sandbox, "ec2", REGION)


@pytest.fixture
def vpc(ec2: Any) -> str:  # noqa: ANN401
    """Give a VPC of the test's own."""
    return str(ec2.create_vpc(CidrBlock="10.70.0.0/16")["Vpc"]["VpcId"])


def _ecs_service(sandbox: Sandbox, **settings: object) -> tuple[Any, dict[str, Any]]:
    ecs = client(sandbox, "ecs", REGION)
    ecs.create_cluster(clusterName="gaps")
    ecs.register_task_definition(
        family="gaps", containerDefinitions=[{"name": "app", "image": "x", "memory": 512}], cpu="256", memory="512"
    )
    ecs.create_service(cluster="gaps", serviceName="app", taskDefinition="gaps", desiredCount=1, **settings)
    return ecs, ecs.describe_services(cluster="gaps", services=["app"])["services"][0]


def test_a_service_reads_back_as_it_was_asked_for(sandbox: Sandbox) -> None:
    """What CreateService and UpdateService were given is what DescribeServices gives."""
    asked = {
        "availabilityZoneRebalancing": "ENABLED",
        "enableExecuteCommand": True,
        "enableECSManagedTags": True,
        "healthCheckGracePeriodSeconds": 45,
        "deploymentConfiguration": {
            "deploymentCircuitBreaker": {"enable": True, "rollback": True},
            "maximumPercent": 150,
            "minimumHealthyPercent": 50,
        },
        "capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT", "weight": 1, "base": 0}],
    }
    ecs, service = _ecs_service(sandbox, **asked)
    assert {name: service.get(name) for name in asked} == asked
    ecs.update_service(cluster="gaps", service="app", enableExecuteCommand=False, healthCheckGracePeriodSeconds=0)
    service = ecs.describe_services(cluster="gaps", services=["app"])["services"][0]
    assert (service["enableExecuteCommand"], service["healthCheckGracePeriodSeconds"]) == (False, 0)
    assert service["availabilityZoneRebalancing"] == "ENABLED"


@pytest.mark.parametrize("direction", ["ingress", "egress"])
def test_every_kind_of_rule_keeps_its_description(ec2: Any, vpc: str, direction: str) -> None:  # noqa: ANN401
    """Rules with a CIDR, a group and a prefix list read back described, and a new description replaces the old."""
    group = ec2.create_security_group(GroupName="rules", Description="x", VpcId=vpc)["GroupId"]
    wanted = [{"Name": "prefix-list-name", "Values": [f"com.amazonaws.{REGION}.s3"]}]
    s3 = ec2.describe_managed_prefix_lists(Filters=wanted)["PrefixLists"][0]["PrefixListId"]
    authorize = getattr(ec2, f"authorize_security_group_{direction}")
    for source in (
        {"IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "first"}]},
        {"UserIdGroupPairs": [{"GroupId": group, "Description": "first"}]},
        {"PrefixListIds": [{"PrefixListId": s3, "Description": "first"}]},
    ):
        made = authorize(
            GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, **source}]
        )["SecurityGroupRules"][0]
        rule = made["SecurityGroupRuleId"]
        assert made["Description"] == "first"
        change = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "Description": "second"}
        change |= {"CidrIpv4": "10.0.0.0/8"} if "IpRanges" in source else {}
        change |= {"ReferencedGroupId": group} if "UserIdGroupPairs" in source else {}
        change |= {"PrefixListId": s3} if "PrefixListIds" in source else {}
        ec2.modify_security_group_rules(
            GroupId=group, SecurityGroupRules=[{"SecurityGroupRuleId": rule, "SecurityGroupRule": change}]
        )
        (now,) = ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule])["SecurityGroupRules"]
        assert now["Description"] == "second"


def test_a_rule_of_all_protocols_can_be_modified(ec2: Any, vpc: str) -> None:  # noqa: ANN401
    """A rule without ports takes a change without ports."""
    group = ec2.create_security_group(GroupName="all", Description="x", VpcId=vpc)["GroupId"]
    everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "10.1.0.0/16"}]}
    made = ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[everything])["SecurityGroupRules"][0]
    rule = made["SecurityGroupRuleId"]
    change = {"IpProtocol": "-1", "CidrIpv4": "10.2.0.0/16"}
    ec2.modify_security_group_rules(
        GroupId=group, SecurityGroupRules=[{"SecurityGroupRuleId": rule, "SecurityGroupRule": change}]
    )
    (now,) = ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule])["SecurityGroupRules"]
    assert now["CidrIpv4"] == "10.2.0.0/16"


def test_a_rules_source_can_be_exchanged(ec2: Any, vpc: str) -> None:  # noqa: ANN401
    """A rule that refers to one group, list or IPv6 block refers to another one after the change."""
    one, other = (
        ec2.create_security_group(GroupName=name, Description="x", VpcId=vpc)["GroupId"] for name in ("one", "other")
    )
    lists = [
        ec2.create_managed_prefix_list(PrefixListName=n, MaxEntries=1, AddressFamily="IPv4")["PrefixList"][
            "PrefixListId"
        ]
        for n in ("a", "b")
    ]
    https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
    for source, change, read in (
        ({"UserIdGroupPairs": [{"GroupId": one}]}, {"ReferencedGroupId": other}, "ReferencedGroupInfo"),
        ({"PrefixListIds": [{"PrefixListId": lists[0]}]}, {"PrefixListId": lists[1]}, "PrefixListId"),
        ({"Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32"}]}, {"CidrIpv6": "2001:db9::/32"}, "CidrIpv6"),
    ):
        made = ec2.authorize_security_group_egress(GroupId=one, IpPermissions=[{**https, **source}])
        rule = made["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        ec2.modify_security_group_rules(
            GroupId=one, SecurityGroupRules=[{"SecurityGroupRuleId": rule, "SecurityGroupRule": {**https, **change}}]
        )
        (now,) = ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule])["SecurityGroupRules"]
        (wanted,) = change.values()
        assert (now[read]["GroupId"] if isinstance(now[read], dict) else now[read]) == wanted


def test_scalable_targets_have_tags(sandbox: Sandbox) -> None:
    """Tags given at registration are listed, and can be added and taken away."""
    _ecs_service(sandbox)
    scaling = client(sandbox, "application-autoscaling", REGION)
    arn = scaling.register_scalable_target(
        ServiceNamespace="ecs",
        ResourceId="service/gaps/app",
        ScalableDimension="ecs:service:DesiredCount",
        MinCapacity=1,
        MaxCapacity=2,
        Tags={"team": "a"},
    )["ScalableTargetARN"]
    scaling.tag_resource(ResourceARN=arn, Tags={"stage": "b"})
    assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"team": "a", "stage": "b"}
    scaling.untag_resource(ResourceARN=arn, TagKeys=["team"])
    assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"stage": "b"}


def test_a_file_systems_policy_can_be_deleted(sandbox: Sandbox) -> None:
    """After the delete there is no policy, and before there was one."""
    efs = client(sandbox, "efs", REGION)
    system = efs.create_file_system(CreationToken="gaps")["FileSystemId"]
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*"}]}
    efs.put_file_system_policy(FileSystemId=system, Policy=json.dumps(policy))
    assert json.loads(efs.describe_file_system_policy(FileSystemId=system)["Policy"]) == policy
    efs.delete_file_system_policy(FileSystemId=system)
    with pytest.raises(efs.exceptions.PolicyNotFound):
        efs.describe_file_system_policy(FileSystemId=system)


def test_a_deleted_network_leaves_nothing(sandbox: Sandbox, ec2: Any) -> None:  # noqa: ANN401
    """Default network ACL, its associations and all tags go with subnet and VPC; while they live they are counted."""
    before = inventory(sandbox, {REGION})
    vpc = ec2.create_vpc(CidrBlock="10.71.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.71.0.0/24")["Subnet"]["SubnetId"]
    ec2.create_tags(Resources=[vpc, subnet], Tags=[{"Key": "Name", "Value": "short-lived"}])
    mine = [{"Name": "resource-id", "Values": [vpc]}]
    assert len(ec2.describe_tags(Filters=mine)["Tags"]) == 1
    made = inventory(sandbox, {REGION}) - before
    assert {line.split("/")[2] for line in made} >= {
        "vpcs",
        "subnets",
        "network_acls",
        "route_tables",
        "groups",
        "tags",
    }
    ec2.delete_subnet(SubnetId=subnet)
    ec2.delete_vpc(VpcId=vpc)
    assert ec2.describe_tags(Filters=mine)["Tags"] == []
    assert ec2.describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["NetworkAcls"] == []
    assert inventory(sandbox, {REGION}) == before


def test_the_inventory_sees_rules_routes_and_what_is_gone(sandbox: Sandbox) -> None:
    """A rule in a group counts by itself, and so does the loss of something that was there from the start."""
    region = "us-west-1"
    ec2 = client(sandbox, "ec2", region)
    groups = ec2.describe_security_groups()["SecurityGroups"]
    assert inventory(sandbox, {region}) == frozenset()
    rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    ec2.authorize_security_group_ingress(GroupId=groups[0]["GroupId"], IpPermissions=[rule])
    (line,) = inventory(sandbox, {region})
    assert f"/{groups[0]['GroupId']}/ingress_rules/" in line
    ec2.revoke_security_group_ingress(GroupId=groups[0]["GroupId"], IpPermissions=[rule])
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    ec2.delete_subnet(SubnetId=subnet)
    assert [line for line in inventory(sandbox, {region}) if line.endswith(f"/{subnet}") and line.startswith("gone/")]


def test_what_aws_keeps_after_a_delete_is_not_counted(sandbox: Sandbox) -> None:
    """A deregistered revision, a deleted service and cluster, a key and a secret on their way out are left out."""
    region = "sa-east-1"
    ecs, kms, secrets = (client(sandbox, name, region) for name in ("ecs", "kms", "secretsmanager"))
    ecs.create_cluster(clusterName="c")
    family = {"family": "f", "containerDefinitions": [{"name": "app", "image": "x", "memory": 512}]}
    ecs.register_task_definition(**family)
    ecs.create_service(cluster="c", serviceName="s", taskDefinition="f:1", desiredCount=0)
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    secrets.create_secret(Name="s", SecretString="x")
    assert {line.split("/")[0] for line in inventory(sandbox, {region})} == {"ecs", "kms", "secretsmanager"}
    ecs.delete_service(cluster="c", service="s")
    ecs.deregister_task_definition(taskDefinition="f:1")
    ecs.delete_cluster(cluster="c")
    kms.schedule_key_deletion(KeyId=key)
    secrets.delete_secret(SecretId="s", RecoveryWindowInDays=7)
    assert sorted(inventory(sandbox, {region})) == []


def test_the_managed_policy_for_task_execution_is_there(sandbox: Sandbox) -> None:
    """AWS-managed policies can be attached, in the partition of the caller."""
    iam = client(sandbox, "iam", REGION)
    arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
    assert iam.get_policy(PolicyArn=arn)["Policy"]["IsAttachable"] is True


def test_what_an_account_does_not_use_reads_as_not_used(sandbox: Sandbox, ec2: Any, vpc: str) -> None:  # noqa: ANN401
    """Nothing is blocked, cached or guarded in a new account, and each of these can be asked."""
    options = ec2.describe_vpc_block_public_access_options()["VpcBlockPublicAccessOptions"]
    assert (options["InternetGatewayBlockMode"], options["AwsRegion"]) == ("off", REGION)
    assert ec2.describe_vpc_block_public_access_exclusions()["VpcBlockPublicAccessExclusions"] == []
    assert client(sandbox, "ecr", REGION).describe_pull_through_cache_rules()["pullThroughCacheRules"] == []
    resolver = client(sandbox, "route53resolver", REGION)
    assert resolver.list_firewall_rule_group_associations(VpcId=vpc)["FirewallRuleGroupAssociations"] == []


@pytest.mark.parametrize("way", ["ingress", "egress"])
def test_rules_are_taken_away_one_by_one(ec2: Any, vpc: str, way: str) -> None:  # noqa: ANN401
    """Of rules that are revoked at once each goes and none comes back, and one that is gone is told by its id."""
    group = ec2.create_security_group(GroupName=f"many-{way}", Description="x", VpcId=vpc)["GroupId"]
    opened = [
        {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
        for port in range(20)
    ]
    made = getattr(ec2, f"authorize_security_group_{way}")(GroupId=group, IpPermissions=opened)["SecurityGroupRules"]
    ids = [rule["SecurityGroupRuleId"] for rule in made]
    revoke = getattr(ec2, f"revoke_security_group_{way}")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda one: revoke(GroupId=group, SecurityGroupRuleIds=[one]), ids))
    left = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])["SecurityGroupRules"]
    assert not {rule["SecurityGroupRuleId"] for rule in left} & set(ids)
    with pytest.raises(ec2.exceptions.ClientError, match=r"InvalidSecurityGroupRuleId\.NotFound"):
        revoke(GroupId=group, SecurityGroupRuleIds=[ids[0]])


def test_an_address_belongs_to_one_interface(sandbox: Sandbox, ec2: Any, vpc: str) -> None:  # noqa: ANN401
    """A mount target takes an address that no endpoint of its subnet has."""
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.70.1.0/24")["Subnet"]["SubnetId"]
    service = f"com.amazonaws.{REGION}.logs"
    kind = {"VpcEndpointType": "Interface", "PrivateDnsEnabled": False}
    ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=service, SubnetIds=[subnet], **kind)
    efs = client(sandbox, "efs", REGION)
    system = efs.create_file_system(CreationToken=f"addresses-{vpc}")["FileSystemId"]
    mount = efs.create_mount_target(FileSystemId=system, SubnetId=subnet)
    there = ec2.describe_network_interfaces(Filters=[{"Name": "subnet-id", "Values": [subnet]}])["NetworkInterfaces"]
    addresses = [one["PrivateIpAddress"] for one in there]
    assert len(set(addresses)) == len(addresses) == 2
    assert mount["IpAddress"] in addresses
