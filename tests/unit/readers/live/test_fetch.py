"""A live account read in rounds: what is asked, what a refusal leaves open, and what is asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from sealane.errors import EnvironmentFailure, InputError
from sealane.readers.capture.captured import Capture
from sealane.readers.capture.read import world_of
from sealane.readers.live.fetch import ACTIONS, world_of_live
from sealane.readers.live.scope import Scope
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Noun
from sealane.world.policies import Policy, Role
from sealane.world.services import Service
from sealane.world.stores import Key, Secret
from sealane.world.values import Known, Unread
from sealane.world.vpcs import Vpc
from sealane.world.world import World
from tests.unit.readers.live.account_in_memory import Account, Answer, denied, door_to, error
from tests.worlds.likeness import said

ECS = "arn:aws:ecs:us-east-1:111122223333"
ROLE = "arn:aws:iam::111122223333:role/execution"
SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf"
KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
POLICY = "arn:aws:iam::111122223333:policy/reader"
NETWORK = {"awsvpcConfiguration": {"subnets": ["subnet-1"], "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}}


def in_vpc(key: str, *documents: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """Return an answer that heeds a filter by VPC."""

    def answer(**parameters: Any) -> dict[str, Any]:
        filters = parameters.get("Filters") or parameters.get("Filter") or []
        vpcs = [value for one in filters if "vpc-id" in one["Name"] for value in one["Values"]]
        return {key: [one for one in documents if not vpcs or one.get("VpcId") in vpcs]}

    return answer


Answers = dict[str, Answer | list[Mapping[str, Any]]]
SERVICE = {
    "serviceArn": f"{ECS}:service/main/app",
    "serviceName": "app",
    "clusterArn": f"{ECS}:cluster/main",
    "status": "ACTIVE",
    "launchType": "FARGATE",
    "taskDefinition": f"{ECS}:task-definition/app:1",
    "networkConfiguration": NETWORK,
}
TASK: dict[str, Any] = {
    "taskDefinitionArn": f"{ECS}:task-definition/app:1",
    "family": "app",
    "networkMode": "awsvpc",
    "executionRoleArn": ROLE,
    "containerDefinitions": [
        {
            "name": "app",
            "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1",
            "environment": [{"name": "PASSWORD", "value": "hunter2"}],
            "secrets": [{"name": "DB", "valueFrom": SECRET}],
        }
    ],
}


def of_ecs() -> Answers:
    """Return what tells of the service, and of nothing else that runs tasks."""
    return {
        "GetCallerIdentity": {"Account": "111122223333", "UserId": "u", "Arn": "arn:aws:iam::111122223333:user/u"},
        "ListClusters": {"clusterArns": [f"{ECS}:cluster/main"]},
        "DescribeClusters": {
            "clusters": [{"clusterArn": f"{ECS}:cluster/main", "clusterName": "main", "status": "ACTIVE"}]
        },
        "ListServices": [{"serviceArns": [f"{ECS}:service/main/app"]}, {"serviceArns": []}],
        "DescribeServices": {"services": [SERVICE]},
        "DescribeTaskDefinition": {"taskDefinition": TASK},
        "ListRuleNamesByTarget": {"RuleNames": []},
        "ListSchedules": {"Schedules": []},
        "ListPipes": {"Pipes": []},
        "ListStateMachines": {"stateMachines": []},
    }


def of_the_network() -> Answers:
    """Return what tells of the VPC, in which there is one of each thing that no VPC lacks, and an endpoint."""
    inside = {"VpcId": "vpc-1"}
    return {
        "DescribeSubnets": in_vpc("Subnets", {**inside, "SubnetId": "subnet-1", "CidrBlock": "10.0.1.0/24"}),
        "DescribeVpcs": in_vpc("Vpcs", {**inside, "CidrBlock": "10.0.0.0/16", "OwnerId": "111122223333"}),
        "DescribeVpcAttribute": lambda **asked: {
            "VpcId": asked["VpcId"],
            f"{asked['Attribute'][0].upper()}{asked['Attribute'][1:]}": {"Value": True},
        },
        "DescribeRouteTables": in_vpc(
            "RouteTables", {**inside, "RouteTableId": "rtb-1", "Associations": [{"Main": True}]}
        ),
        "DescribeSecurityGroups": in_vpc("SecurityGroups", {**inside, "GroupId": "sg-1", "GroupName": "app"}),
        "DescribeNetworkAcls": in_vpc("NetworkAcls", {**inside, "NetworkAclId": "acl-1", "IsDefault": True}),
        "DescribeVpcEndpoints": in_vpc("VpcEndpoints", {**inside, "VpcEndpointId": "vpce-1"}),
        "DescribeInternetGateways": {"InternetGateways": []},
        "DescribeVpnGateways": {"VpnGateways": []},
        "DescribeNetworkInterfaces": {"NetworkInterfaces": []},
        "DescribeNatGateways": {"NatGateways": []},
        "DescribeVpcPeeringConnections": {"VpcPeeringConnections": []},
        "DescribeTransitGatewayAttachments": {"TransitGatewayAttachments": []},
        "DescribeInstances": {"Reservations": []},
        "DescribePrefixLists": {"PrefixLists": []},
        "DescribeVpcBlockPublicAccessOptions": {"VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": "off"}},
        "DescribeVpcBlockPublicAccessExclusions": {"VpcBlockPublicAccessExclusions": []},
        "ListHostedZonesByVPC": {"HostedZoneSummaries": []},
        "ListResolverRuleAssociations": {"ResolverRuleAssociations": []},
        "ListFirewallRuleGroupAssociations": {"FirewallRuleGroupAssociations": []},
    }


def of_what_is_named() -> Answers:
    """Return what tells of the role, the secret with its key, and the image."""
    return {
        "GetRole": {"Role": {"RoleName": "execution", "Arn": ROLE, "AssumeRolePolicyDocument": {"Statement": []}}},
        "ListRolePolicies": {"PolicyNames": ["own"]},
        "GetRolePolicy": {"RoleName": "execution", "PolicyName": "own", "PolicyDocument": {"Statement": []}},
        "ListAttachedRolePolicies": {"AttachedPolicies": [{"PolicyName": "reader", "PolicyArn": POLICY}]},
        "GetPolicy": {"Policy": {"PolicyName": "reader", "Arn": POLICY, "DefaultVersionId": "v1"}},
        "GetPolicyVersion": {"PolicyVersion": {"VersionId": "v1", "Document": {"Statement": []}}},
        "ListParents": denied("organizations:ListParents"),
        "DescribeSecret": {"ARN": SECRET, "Name": "db", "KmsKeyId": KEY, "CreatedDate": "x"},
        "GetResourcePolicy": {"ARN": SECRET, "Name": "db"},
        "DescribeKey": {"KeyMetadata": {"Arn": KEY, "KeyState": "Enabled"}},
        "GetKeyPolicy": {"Policy": '{"Statement":[]}', "PolicyName": "default"},
        "ListAliases": {"Aliases": []},
        "DescribePullThroughCacheRules": {"pullThroughCacheRules": []},
        "DescribeRepositories": {
            "repositories": [
                {
                    "repositoryArn": "arn:aws:ecr:us-east-1:111122223333:repository/app",
                    "repositoryName": "app",
                    "registryId": "111122223333",
                }
            ]
        },
        "GetRepositoryPolicy": error("RepositoryPolicyNotFoundException"),
        "DescribeImages": {
            "imageDetails": [
                {
                    "registryId": "111122223333",
                    "repositoryName": "app",
                    "imageDigest": "sha256:" + "a" * 64,
                    "imageTags": ["1"],
                }
            ]
        },
        "BatchGetImage": {"images": []},
    }


def answers() -> Answers:
    """Return the answers of an account with one service that takes a secret, in one VPC."""
    return of_ecs() | of_the_network() | of_what_is_named()


def read(account: Account, scope: Scope | None = None) -> tuple[World, Capture]:
    """Read an account without ever waiting."""
    return world_of_live(door_to(account), scope or Scope(), wait=lambda _: None)


def operations(account: Account) -> set[str]:
    """Return the operations that were asked for."""
    return {call.operation for call, _, _ in account.asked}


def test_closure_of_a_service_is_read_without_gaps() -> None:
    """From the Region alone the reading gets to the VPC, the role's policies, the secret and its key."""
    account = Account(answers())
    world, capture = read(account)
    assert world.gaps == ()
    assert set(world.table(Service)) == {f"{ECS}:service/main/app"}
    assert set(world.table(Vpc)) == {"vpc-1"}
    assert set(world.table(Role)) == {ROLE}
    assert set(world.table(Policy)) == {POLICY}
    assert set(world.table(Secret)) == {SECRET}
    assert set(world.table(Key)) == {KEY}
    assert said(world_of(capture)) == said(world)
    assert "hunter2" not in repr(capture)


def test_nothing_is_asked_twice_and_everything_is_permitted() -> None:
    """Each question is asked once, only of the actions that are published, and none of them writes or reads a value."""
    account = Account(answers())
    read(account)
    questions = [f"{call.operation} {region} {sorted(asked.items())}" for call, region, asked in account.asked]
    assert len(questions) == len(set(questions))
    assert set(account.actions) <= set(ACTIONS)
    reading = ("Describe", "List", "Get", "Search", "BatchGet")
    assert all(action.partition(":")[2].startswith(reading) for action in ACTIONS)
    values = {"secretsmanager:GetSecretValue", "ssm:GetParameter", "ssm:GetParameters", "kms:Decrypt", "s3:GetObject"}
    assert not values & set(ACTIONS)


def test_named_service_is_all_that_is_looked_at() -> None:
    """With a service named, neither the Region's clusters nor what else runs tasks is asked for."""
    account = Account(answers())
    world, _ = read(account, Scope(clusters=("main",), services=("app",)))
    assert set(world.table(Service)) == {f"{ECS}:service/main/app"}
    assert not operations(account) & {"ListClusters", "ListServices", "ListSchedules", "ListStateMachines"}


@pytest.mark.parametrize(
    ("operation", "action", "noun"),
    [
        ("DescribeRouteTables", "ec2:DescribeRouteTables", Noun.ROUTE_TABLES),
        ("DescribeVpcEndpoints", "ec2:DescribeVpcEndpoints", Noun.ENDPOINTS),
        ("DescribeNetworkAcls", "ec2:DescribeNetworkAcls", Noun.NETWORK_ACLS),
        ("DescribeSecret", "secretsmanager:DescribeSecret", Noun.SECRETS),
        ("GetRole", "iam:GetRole", Noun.ROLES),
        ("ListHostedZonesByVPC", "route53:ListHostedZonesByVPC", Noun.HOSTED_ZONES),
        ("DescribeRepositories", "ecr:DescribeRepositories", Noun.REPOSITORIES),
    ],
)
def test_refusal_is_a_gap_with_its_action(operation: str, action: str, noun: Noun) -> None:
    """Whatever AWS refuses, the rest is read, and the gap names the action that would close it."""
    world, _ = read(Account(answers() | {operation: denied(action)}))
    gaps = [gap for gap in world.gaps if gap.noun is noun]
    assert gaps
    assert all(isinstance(gap.why, Unread) and gap.why.action == action for gap in gaps)
    assert len(world.table(Service)) == 1


def test_refused_attribute_and_policy_are_unread_values() -> None:
    """What belongs to one fact is unread in that fact."""
    wounds: dict[str, Answer] = {
        name: denied(f"x:{name}") for name in ("DescribeVpcAttribute", "GetPolicyVersion", "GetRolePolicy")
    }
    world, _ = read(Account(answers() | wounds))
    (vpc,), (policy,), (role,) = (world.table(kind).values() for kind in (Vpc, Policy, Role))
    assert isinstance(vpc.dns_support, Unread)  # type: ignore[attr-defined]
    assert isinstance(policy.document, Unread)  # type: ignore[attr-defined]
    inline = role.inline  # type: ignore[attr-defined]
    assert isinstance(inline, Known)
    assert isinstance(inline.value[0].document, Unread)


def test_secret_that_is_not_there_is_an_answer() -> None:
    """AWS saying so leaves no gap and no fact."""
    world, _ = read(Account(answers() | {"DescribeSecret": error("ResourceNotFoundException")}))
    assert world.table(Secret) == {}
    assert world.gaps == ()


def test_throttled_questions_are_asked_again() -> None:
    """What AWS throttles is asked again after a pause, and given up as a gap when it never answers."""
    asked, code = {"times": 0}, "RequestLimitExceeded"

    def busy(**_: Any) -> dict[str, Any]:
        asked["times"] += 1
        if asked["times"] < 3:
            raise error(code, "slow down")
        return {"NatGateways": []}

    pauses: list[float] = []
    world, _ = world_of_live(door_to(Account(answers() | {"DescribeNatGateways": busy})), Scope(), wait=pauses.append)
    assert world.gaps == ()
    assert pauses == [1.0, 2.0]
    never, _ = read(Account(answers() | {"DescribeNatGateways": error("RequestLimitExceeded", "slow down")}))
    assert {gap.noun for gap in never.gaps} == {Noun.NAT_GATEWAYS}


def test_what_is_not_there_is_bad_input() -> None:
    """A cluster or service that AWS does not have is a problem with its name; a service without a cluster is one."""
    gone: dict[str, Answer] = {"DescribeClusters": {"clusters": [], "failures": [{"reason": "MISSING"}]}}
    with pytest.raises(InputError) as cluster:
        read(Account(answers() | gone), Scope(clusters=("main",), services=("app",)))
    with pytest.raises(InputError) as service:
        read(Account(answers() | {"DescribeServices": {"services": []}}), Scope(clusters=("main",), services=("app",)))
    with pytest.raises(InputError) as unclear:
        Scope(services=("app",))
    codes = [found.value.problems[0].code for found in (cluster, service, unclear)]
    assert codes == ["cluster-not-found", "service-not-found", "scope-unclear"]


def test_expired_credentials_end_the_reading() -> None:
    """Without credentials nothing can be read, which is no gap but a failure."""
    with pytest.raises(EnvironmentFailure) as failed:
        read(Account(answers() | {"GetCallerIdentity": error("ExpiredToken")}))
    assert failed.value.problems[0].code == "credentials-expired"


def test_vpcs_behind_peering_and_transit_gateways_are_read_too() -> None:
    """A packet can get there, so that what stands there counts."""
    attachment = {"TransitGatewayAttachmentId": "a-2", "TransitGatewayId": "tgw-1", "ResourceType": "vpc"}
    attachment |= {"ResourceId": "vpc-3", "State": "available"}
    peering = {"VpcPeeringConnectionId": "pcx-1", "RequesterVpcInfo": {"VpcId": "vpc-1"}}
    peering |= {"AccepterVpcInfo": {"VpcId": "vpc-2"}, "Status": {"Code": "active"}}
    more: dict[str, Answer] = {
        "DescribeVpcPeeringConnections": {"VpcPeeringConnections": [peering]},
        "DescribeTransitGatewayAttachments": {"TransitGatewayAttachments": [attachment]},
        "DescribeTransitGateways": {"TransitGateways": [{"TransitGatewayId": "tgw-1"}]},
        "DescribeTransitGatewayVpcAttachments": {"TransitGatewayVpcAttachments": []},
        "DescribeTransitGatewayRouteTables": {
            "TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": "tgw-rtb-1", "TransitGatewayId": "tgw-1"}]
        },
        "SearchTransitGatewayRoutes": {"Routes": [], "AdditionalRoutesAvailable": False},
        "GetTransitGatewayRouteTableAssociations": {"Associations": []},
        "GetTransitGatewayRouteTablePropagations": {"TransitGatewayRouteTablePropagations": []},
        "DescribeVpcEndpoints": in_vpc(
            "VpcEndpoints", *({"VpcId": f"vpc-{n}", "VpcEndpointId": f"vpce-{n}"} for n in (1, 2, 3))
        ),
    }
    account = Account(answers() | more)
    world, _ = read(account)
    assert set(world.table(Endpoint)) == {"vpce-1", "vpce-2", "vpce-3"}
    assert {"SearchTransitGatewayRoutes", "GetTransitGatewayRouteTableAssociations"} <= operations(account)


def test_vpc_can_be_read_without_any_service() -> None:
    """What a plan adds to is the VPC alone: no cluster, role or secret is asked for, and nothing of it is missing."""
    account = Account(answers())
    world, _ = read(account, Scope(vpcs=("vpc-1",)))
    whole, _ = read(Account(answers()))
    assert said(world)["Endpoint"] == said(whole)["Endpoint"]
    assert said(world)["RouteTable"] == said(whole)["RouteTable"]
    assert world.table(Service) == {}
    assert not {name for name in operations(account) if "Cluster" in name or "Role" in name or "Secret" in name}
    nouns = {Noun.ENDPOINTS, Noun.ROUTE_TABLES, Noun.SECURITY_GROUPS, Noun.NETWORK_ACLS, Noun.HOSTED_ZONES}
    assert not nouns & {gap.noun for gap in world.gaps}
