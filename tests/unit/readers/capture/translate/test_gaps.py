"""What a capture does not say is said: calls that nobody made, refusals, parts, and answers without an owner."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.readers.capture.captured import CapturedCall
from sealane.readers.capture.translate.gaps import LISTS
from sealane.records import replace
from sealane.world.gaps import Noun
from sealane.world.values import Unread
from tests.unit.readers.capture.paper import asked, plain, refused, world
from tests.unit.readers.capture.translate.test_services import SERVICE, TASK

VPC = {"VpcId": "vpc-0a1", "CidrBlock": "10.0.0.0/16"}
_ECR = "arn:aws:ecr:us-east-1:111122223333:repository/app"


def _gaps(noun: Noun, *calls: CapturedCall | dict[str, Any]) -> list[tuple[str, str]]:
    """Return scope and action of every gap of a noun."""
    found = world(*calls).gaps
    return [(gap.scope, gap.why.action if isinstance(gap.why, Unread) else "") for gap in found if gap.noun is noun]


@pytest.mark.parametrize("noun", sorted(LISTS))
def test_noun_that_nobody_asked_about_is_a_gap(noun: Noun) -> None:
    """An empty capture knows nothing of anything, and names the action that would tell."""
    assert _gaps(noun, {"Account": "111122223333", "UserId": "u", "Arn": "a"})
    ((scope, action),) = _gaps(noun, {"Account": "111122223333", "UserId": "u", "Arn": "a"})
    assert scope == ""
    assert action.partition(":")[2] == LISTS[noun][0].partition(":")[2]


def test_noun_that_was_asked_about_is_none() -> None:
    """An answer, even an empty one, leaves no gap; a refusal does, with the action."""
    assert _gaps(Noun.NAT_GATEWAYS, {"NatGateways": []}) == []
    no = refused("ec2:DescribeNatGateways", "UnauthorizedOperation")
    assert _gaps(Noun.NAT_GATEWAYS, no) == [("", "ec2:DescribeNatGateways")]


def test_refusal_for_one_vpc_is_about_that_vpc() -> None:
    """What another VPC's answer says is not touched by it."""
    filters = [{"Name": "vpc-id", "Values": ["vpc-0b2"]}]
    ours = asked("ec2:DescribeVpcEndpoints", {"VpcEndpoints": []}, Filters=[{"Name": "vpc-id", "Values": ["vpc-0a1"]}])
    no = refused("ec2:DescribeVpcEndpoints", Filters=filters)
    found = world(ours, no, {"Vpcs": [VPC]})
    assert found.gap(Noun.ENDPOINTS, "vpc-0a1") is None
    assert isinstance(found.gap(Noun.ENDPOINTS, "vpc-0b2"), Unread)


def test_vpc_that_a_filter_left_out_is_a_gap() -> None:
    """A call about one VPC says nothing of another one that the capture has; a call about all says everything."""
    other = VPC | {"VpcId": "vpc-0b2"}
    ours = asked("ec2:DescribeNatGateways", {"NatGateways": []}, Filter=[{"Name": "vpc-id", "Values": ["vpc-0a1"]}])
    assert _gaps(Noun.NAT_GATEWAYS, ours, {"Vpcs": [VPC, other]}) == [("vpc-0b2", "ec2:DescribeNatGateways")]
    assert _gaps(Noun.NAT_GATEWAYS, {"NatGateways": []}, {"Vpcs": [VPC, other]}) == []
    by_id = asked("ec2:DescribeNatGateways", {"NatGateways": []}, NatGatewayIds=["nat-1"])
    assert [scope for scope, _ in _gaps(Noun.NAT_GATEWAYS, by_id, {"Vpcs": [VPC, other]})] == ["vpc-0a1", "vpc-0b2"]


def test_vpc_without_what_every_vpc_has_was_not_looked_at() -> None:
    """No VPC lacks a route table, so an answer without one of this VPC was filtered by whoever saved it."""
    table = {"RouteTableId": "rtb-1", "VpcId": "vpc-0b2"}
    assert _gaps(Noun.ROUTE_TABLES, {"Vpcs": [VPC]}, {"RouteTables": [table]}) == [
        ("vpc-0a1", "ec2:DescribeRouteTables")
    ]
    own = table | {"VpcId": "vpc-0a1"}
    assert _gaps(Noun.ROUTE_TABLES, {"Vpcs": [VPC]}, {"RouteTables": [own]}) == []


def test_half_an_answer_is_a_gap() -> None:
    """An answer that goes on somewhere else is not the whole of it."""
    whole = plain({"RouteTables": []})
    assert _gaps(Noun.ROUTE_TABLES, whole) == []
    assert _gaps(Noun.ROUTE_TABLES, replace(whole, partial=True)) == [("", "ec2:DescribeRouteTables")]


def test_hosted_zones_are_asked_by_vpc() -> None:
    """The list of a caller's own zones lacks those that other accounts share, so that only the other call closes it."""
    own: dict[str, Any] = {"HostedZones": []}
    by_vpc: dict[str, Any] = {"HostedZoneSummaries": []}
    assert _gaps(Noun.HOSTED_ZONES, {"Vpcs": [VPC]}, own) == [("", "route53:ListHostedZonesByVPC")]
    assert (
        _gaps(Noun.HOSTED_ZONES, {"Vpcs": [VPC]}, asked("route53:ListHostedZonesByVPC", by_vpc, VPCId="vpc-0a1")) == []
    )
    assert _gaps(Noun.HOSTED_ZONES, {"Vpcs": [VPC]}, plain(by_vpc, "zones/vpc-0a1.json")) == []
    scopes = [scope for scope, _ in _gaps(Noun.HOSTED_ZONES, {"Vpcs": [VPC]}, plain(by_vpc, "zones.json"))]
    assert "vpc-0a1" in scopes


SERVICES: tuple[dict[str, Any], dict[str, Any]] = ({"services": [SERVICE]}, {"taskDefinition": TASK})
TOKEN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:t-AbCdEf"


@pytest.mark.parametrize(
    ("noun", "scope", "answers"),
    [
        (Noun.SECRETS, TOKEN, ({"ARN": TOKEN, "Name": "t", "CreatedDate": "x"}, {"SecretList": []})),
        (Noun.REPOSITORIES, "app", ({"repositories": [{"repositoryArn": _ECR, "repositoryName": "app"}]},)),
        (
            Noun.ROLES,
            "arn:aws:iam::111122223333:role/execution",
            ({"Role": {"RoleName": "execution", "Arn": "arn:aws:iam::111122223333:role/execution"}}, {"Roles": []}),
        ),
        (Noun.FILE_SYSTEMS, "fs-1", ({"FileSystems": [{"FileSystemId": "fs-1"}]}, {"FileSystems": []})),
    ],
)
def test_what_a_task_names_is_a_gap_until_somebody_asked(
    noun: Noun, scope: str, answers: tuple[dict[str, Any], ...]
) -> None:
    """The gap has the identifier of the task's step; one answer about it, or one about all of its kind, closes it."""
    assert [one for one, _ in _gaps(noun, *SERVICES)] == [scope]
    for answer in answers:
        assert _gaps(noun, *SERVICES, answer) == []


def test_absence_is_an_answer_and_a_refusal_is_none() -> None:
    """AWS saying that a secret does not exist closes the gap, AWS refusing to say leaves it open."""
    absent = refused("secretsmanager:DescribeSecret", "ResourceNotFoundException", SecretId=TOKEN)
    denied = refused("secretsmanager:DescribeSecret", "AccessDeniedException", SecretId=TOKEN)
    assert _gaps(Noun.SECRETS, *SERVICES, absent) == []
    assert _gaps(Noun.SECRETS, *SERVICES, denied) == [(TOKEN, "secretsmanager:DescribeSecret")]


def test_list_of_another_account_tells_nothing() -> None:
    """A repository in the task's account is not missing because another account does not have it."""
    foreign = {"repositoryArn": "arn:aws:ecr:us-east-1:444455556666:repository/x", "repositoryName": "x"}
    assert _gaps(Noun.REPOSITORIES, *SERVICES, {"repositories": [foreign]})
    own = foreign | {"repositoryArn": "arn:aws:ecr:us-east-1:111122223333:repository/x"}
    assert _gaps(Noun.REPOSITORIES, *SERVICES, {"repositories": [own]}) == []


def test_target_group_without_its_balancers_is_a_gap() -> None:
    """Who sends traffic to a service is known once its target group and the balancers in front of it are."""
    assert [scope for scope, _ in _gaps(Noun.LOAD_BALANCERS, *SERVICES)] == ["arn:tg"]
    group = {"TargetGroups": [{"TargetGroupArn": "arn:tg", "LoadBalancerArns": ["arn:lb"]}]}
    balancer = {"LoadBalancers": [{"LoadBalancerArn": "arn:lb", "Type": "network", "Scheme": "internal"}]}
    assert _gaps(Noun.LOAD_BALANCERS, *SERVICES, group)
    assert _gaps(Noun.LOAD_BALANCERS, *SERVICES, group, balancer) == []


def test_organisations_are_assumed_until_they_are_read() -> None:
    """Without a word about the organisation nothing binds the account; with its policies they are facts."""
    assert world({"Vpcs": []}).source.assumed == {Noun.ORGANISATIONS}
    parents = asked(
        "organizations:ListParents", {"Parents": [{"Id": "r-ab12", "Type": "ROOT"}]}, ChildId="111122223333"
    )
    assert world(parents).source.assumed == frozenset()


def test_same_gap_is_said_once() -> None:
    """Two services that name one secret do not make two gaps of it."""
    second = SERVICE | {"serviceArn": SERVICE["serviceArn"] + "-2", "serviceName": "app-2"}
    assert len(_gaps(Noun.SECRETS, {"services": [SERVICE, second]}, {"taskDefinition": TASK})) == 1


ECS = "arn:aws:ecs:us-east-1:111122223333"
SCHEDULE = "arn:aws:scheduler:us-east-1:111122223333:schedule/default/nightly"
MACHINE = "arn:aws:states:us-east-1:111122223333:stateMachine:m"


@pytest.mark.parametrize(
    ("listed", "described"),
    [
        ({"serviceArns": [SERVICE["serviceArn"]]}, {"services": [SERVICE]}),
        (
            {"Schedules": [{"Arn": SCHEDULE, "Target": {"Arn": f"{ECS}:cluster/main"}}]},
            {"Arn": SCHEDULE, "ScheduleExpression": "rate(1 day)", "Target": {"Arn": f"{ECS}:cluster/main"}},
        ),
        (
            {"Pipes": [{"Arn": "arn:p", "Target": f"{ECS}:cluster/main"}]},
            {"Arn": "arn:p", "Source": "s", "Target": f"{ECS}:cluster/main", "TargetParameters": {}},
        ),
        ({"stateMachines": [{"stateMachineArn": MACHINE}]}, {"stateMachineArn": MACHINE, "definition": "{}"}),
    ],
)
def test_what_is_listed_and_not_described_is_a_gap(listed: dict[str, Any], described: dict[str, Any]) -> None:
    """A list names what may run tasks; only its description says whether and how."""
    scopes = [scope for scope, _ in _gaps(Noun.SERVICES, {"services": []}, listed)]
    assert len(scopes) == 1
    assert _gaps(Noun.SERVICES, {"services": []}, listed, described) == []


def test_schedule_of_something_else_is_none() -> None:
    """Only what leads to a cluster can run a task."""
    other = {"Schedules": [{"Arn": SCHEDULE, "Target": {"Arn": "arn:aws:lambda:us-east-1:111122223333:function:f"}}]}
    assert _gaps(Noun.SERVICES, {"services": []}, other) == []
