"""What a plan document must be, and what its own reservations come to."""

from __future__ import annotations

import json

import pytest

from sealane.errors import ExitStatus, InputError
from sealane.readers.plan.read import world_of_plan
from sealane.readers.plan.recognise import recognise
from sealane.world.gaps import Noun
from sealane.world.services import Service
from sealane.world.values import Known, Unknown, Unread
from sealane.world.vpcs import Vpc
from tests.unit.readers.plan.plan_document import plan, refers, resource

VPC = resource("aws_vpc.v", {"cidr_block": "10.0.0.0/16"})
WHOLE = plan(VPC)


def test_whole() -> None:
    """A plan that makes a VPC says everything about it: no gap, and AWS's defaults."""
    world = world_of_plan(WHOLE, "plan.json")
    assert world.gaps == ()
    assert world.table(Vpc)["aws_vpc.v"].dns_hostnames == Known(False)  # noqa: FBT003 - a value
    assert world.source.kind == "terraform-plan"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (WHOLE[: len(WHOLE) // 2], "json-invalid"),
        (b"", "json-invalid"),
        (b"\xff\xfe", "json-invalid"),
        (b"[" * 100_000, "terraform-json-wrong-form"),
        (b'{"format_version":"1.2","variables":' + b'{"a":{"value":' + b"[" * 100_000 + b"}}", "json-invalid"),
        (b"[]", "terraform-json-wrong-form"),
        (plan(VPC, resource_changes={}), "terraform-json-wrong-form"),
        (plan(VPC, format_version="2.0"), "terraform-format-unknown"),
        (plan(VPC, format_version=""), "terraform-format-unknown"),
        (plan(VPC, errored=True), "terraform-plan-errored"),
    ],
)
def test_refused(document: bytes, code: str) -> None:
    """What is no plan is one clear problem that names the file and a command, with exit status 2."""
    with pytest.raises(InputError) as caught:
        world_of_plan(document, "plan.json")
    problem = caught.value.problems[0]
    assert (problem.code, caught.value.status) == (code, ExitStatus.BAD_INPUT)
    assert str(problem.place) == "plan.json"
    assert "terraform" in problem.hint


def test_values_stay_out_of_errors() -> None:
    """A value of the wrong form is named by its place and never by itself."""
    document = plan(VPC, variables={"a": "never-to-be-seen"})
    with pytest.raises(InputError) as caught:
        world_of_plan(document, "plan.json")
    assert "never-to-be-seen" not in repr(caught.value)


def test_newer_minor_format() -> None:
    """A newer minor format with properties that nobody knows is read as ever."""
    world = world_of_plan(plan(VPC, format_version="1.99", surprise={"a": [1]}), "plan.json")
    assert list(world.table(Vpc)) == ["aws_vpc.v"]


def test_incomplete() -> None:
    """A plan that says it is not complete leaves a gap for everything, one that is complete leaves none."""
    world = world_of_plan(plan(VPC, complete=False), "plan.json")
    assert {gap.noun for gap in world.gaps} == set(Noun)
    assert all(isinstance(gap.why, Unknown) for gap in world.gaps)


def test_gone() -> None:
    """What the plan destroys is no fact, what it forgets stays one."""
    kept = resource("aws_vpc.v", {"cidr_block": "10.0.0.0/16"})
    kept["change"]["change"].update(actions=["forget"], before={"cidr_block": "10.0.0.0/16"}, after=None)
    assert list(world_of_plan(plan(kept), "p").table(Vpc)) == ["aws_vpc.v"]
    kept["change"]["change"].update(actions=["delete"])
    assert not world_of_plan(plan(kept), "p").table(Vpc)


def test_there_and_not_planned() -> None:
    """What stands already and the plan was told to leave out is a fact as it stands."""
    values = {"id": "vpc-0123456789abcdef0", "cidr_block": "10.9.0.0/16"}
    there = {"address": "aws_vpc.w", "mode": "managed", "type": "aws_vpc", "name": "w", "values": values}
    prior = {"format_version": "1.0", "values": {"root_module": {"resources": [there]}}}
    world = world_of_plan(plan(VPC, prior_state=prior), "p")
    assert world.table(Vpc)["aws_vpc.w"].cidrs == Known(("10.9.0.0/16",))
    assert list(world_of_plan(plan(VPC), "p").table(Vpc)) == ["aws_vpc.v"]


def test_resources_that_are_not_read() -> None:
    """A resource of the Cloud Control provider may be anything in a VPC; one of a provider for other things is not."""
    endpoint = resource("awscc_ec2_vpc_endpoint.e", {"service_name": "s"})
    assert isinstance(world_of_plan(plan(VPC, endpoint), "p").gap(Noun.ENDPOINTS), Unread)
    other = resource("random_id.e", {"byte_length": 4})
    assert world_of_plan(plan(VPC, other), "p").gap(Noun.ENDPOINTS) is None


def test_deposed() -> None:
    """An object that waits for its deletion is not the resource."""
    old = resource("aws_vpc.v", {"cidr_block": "10.9.0.0/16"})
    old["change"]["deposed"] = "0123abcd"
    old["change"]["change"].update(actions=["delete"], before={"cidr_block": "10.9.0.0/16"}, after=None)
    assert world_of_plan(plan(VPC, old), "p").table(Vpc)["aws_vpc.v"].cidrs == Known(("10.0.0.0/16",))


def test_only_referred_to() -> None:
    """Of a VPC that the plan only names, everything may be missing, with that VPC as scope."""
    group = resource("aws_security_group.g", {"vpc_id": "vpc-0123456789abcdef0"})
    world = world_of_plan(plan(VPC, group), "p")
    assert isinstance(world.gap(Noun.ENDPOINTS, "vpc-0123456789abcdef0"), Unread)
    assert world.gap(Noun.ENDPOINTS, "aws_vpc.v") is None


def test_nowhere_to_put_it() -> None:
    """An endpoint whose VPC is not told may be in any: a gap without scope."""
    endpoint = resource("aws_vpc_endpoint.e", {"service_name": "s"}, vpc_id=refers("local.vpc"))
    world = world_of_plan(plan(VPC, endpoint), "p")
    assert isinstance(world.gap(Noun.ENDPOINTS, "aws_vpc.v"), Unknown)


@pytest.mark.parametrize(
    ("launch", "strategy", "needs", "found"),
    [
        ("FARGATE", [], ["EC2"], True),
        ("EC2", [], ["FARGATE"], False),
        (None, ["FARGATE_SPOT"], [], True),
        (None, ["own"], ["EC2", "FARGATE"], False),
        (None, [], ["FARGATE"], True),
        (None, [], ["EC2", "FARGATE"], False),
    ],
)
def test_on_fargate(launch: str | None, strategy: list[str], needs: list[str], found: bool) -> None:  # noqa: FBT001 - expected
    """A service counts when it asks for Fargate, or when its task can run nowhere else."""
    task = resource("aws_ecs_task_definition.t", {"family": "t", "requires_compatibilities": needs})
    values = {"launch_type": launch, "capacity_provider_strategy": [{"capacity_provider": name} for name in strategy]}
    service = resource("aws_ecs_service.s", values, task_definition=refers("aws_ecs_task_definition.t.arn"))
    assert bool(world_of_plan(plan(task, service), "p").table(Service)) is found


def test_recognised() -> None:
    """A plan is recognised by its content, and nothing else is taken for one."""
    assert recognise(WHOLE) == "terraform-plan"
    for other in (b"", b"[]", b"{}", b'{"format_version":"1.0","values":{}}', b'{"Resources":{}}', WHOLE[:-1], b"\xff"):
        assert recognise(other) is None


def test_region_of_a_variable() -> None:
    """The Region of a provider is followed to a variable, and source text is none."""
    provider = {"aws": {"expressions": {"region": refers("var.region")}}}
    document = json.loads(plan(VPC, variables={"region": {"value": "eu-west-1"}}))
    document["configuration"]["provider_config"] = provider
    assert world_of_plan(json.dumps(document).encode(), "p").table(Vpc)["aws_vpc.v"].region == Known("eu-west-1")
    document["configuration"]["provider_config"]["aws"]["expressions"]["region"] = {"constant_value": "${local.r}"}
    assert world_of_plan(json.dumps(document).encode(), "p").table(Vpc)["aws_vpc.v"].region != Known("${local.r}")
