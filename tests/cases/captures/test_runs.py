"""Stopped tasks that no service shows any more: what somebody ran, and what a service went back from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sealane.readers.capture.folder import read_folder
from sealane.readers.capture.read import world_of
from sealane.readers.capture.translate.runs import with_runs
from sealane.verbs.diagnose import Stopped
from sealane.verdicts.cause import Cause
from sealane.verdicts.verdict import Verdict
from sealane.world.services import RunnerKind, Service
from sealane.world.values import Known, Unread
from tests.cases.captures.test_captures import files, wound
from tests.cases.captures.test_stopped import LOGIN, diagnosed, folder, stopped, tell, wounded

__all__ = ["folder", "wounded"]

SUBNET = "subnet-a07133397dd875296"
GROUP = "sg-faa09725ce2b55c67"
DEFINITION = "arn:aws:ecs:us-east-1:123456789012:task-definition/app-app"
NO_GROUP = (
    "CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create "
    "Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist."
)


def run_by_hand(kind: str = "ElasticNetworkInterface", subnet: str = SUBNET) -> dict[str, Any]:
    """Return a task that somebody ran, as `describe-tasks` tells it."""
    details = [{"name": "subnetId", "value": subnet}, {"name": "networkInterfaceId", "value": "eni-1"}]
    attachment = {"type": kind, "status": "DELETED", "details": details}
    return stopped(LOGIN) | {
        "group": "family:app-app",
        "taskDefinitionArn": f"{DEFINITION}:1",
        "launchType": "FARGATE",
        "attachments": [attachment],
    }


def only(folder: Path) -> Stopped:
    """Return the only diagnosis of a capture."""
    (one,) = diagnosed(folder).stopped
    return one


@pytest.mark.parametrize("kind", ["ElasticNetworkInterface", "eni"])
def test_a_task_that_somebody_ran_is_proved_in_its_subnet(wounded: Path, kind: str) -> None:
    """The attachment tells where it stood, so the wound is found and proved although no service is asked about."""
    tell(wounded, run_by_hand(kind))
    one = only(wounded)
    assert one.diagnosis.service is not None
    assert one.diagnosis.service.name == one.task.id
    assert (one.diagnosis.causes[0].cause, one.diagnosis.proved) == (Cause.ENDPOINT_PRIVATE_DNS_OFF, True)


def test_groups_that_are_gone_leave_a_doubt(folder: Path) -> None:
    """Without its interface a task's groups are not known, so no step is said to work; with it each step is."""
    tell(folder, run_by_hand())
    assert only(folder).diagnosis.step_now is Verdict.UNKNOWN
    interface = {"NetworkInterfaceId": "eni-1", "SubnetId": SUBNET, "Groups": [{"GroupId": GROUP}]}
    for path in files(folder, "ec2-describe-network-interfaces"):
        wound(path, lambda output: output["NetworkInterfaces"].append(interface | {"SourceDestCheck": True}))
    assert only(folder).diagnosis.step_now is Verdict.HOLDS


def test_a_schedule_tells_the_groups_of_what_it_ran(folder: Path) -> None:
    """The only schedule that runs the task in its subnet had it in its groups; one of another subnet tells nothing."""
    network = {"AwsvpcConfiguration": {"Subnets": [SUBNET], "SecurityGroups": [GROUP], "AssignPublicIp": "DISABLED"}}
    schedule = {
        "Arn": "arn:aws:scheduler:us-east-1:123456789012:schedule/default/nightly",
        "GroupName": "default",
        "Name": "nightly",
        "ScheduleExpression": "cron(0 3 * * ? *)",
        "State": "ENABLED",
        "Target": {
            "Arn": "arn:aws:ecs:us-east-1:123456789012:cluster/app",
            "EcsParameters": {
                "TaskDefinitionArn": f"{DEFINITION}:1",
                "LaunchType": "FARGATE",
                "NetworkConfiguration": network,
            },
        },
    }
    (folder / "get-schedule.json").write_text(json.dumps(schedule), encoding="utf-8")
    assert _groups(folder, SUBNET) == Known((GROUP,))
    assert isinstance(_groups(folder, "subnet-793ece82f07377fb9"), Unread)


def test_what_a_service_went_back_from_is_proved_as_it_was(folder: Path) -> None:
    """A task of a revision that the service has left is judged by that revision, an earlier one by what runs now."""
    for path in files(folder, "ecs-describe-task-definition"):
        document = json.loads(path.read_text(encoding="utf-8"))
        document["sealane"]["parameters"]["taskDefinition"] = f"{DEFINITION}:2"
        document["output"]["taskDefinition"]["taskDefinitionArn"] = f"{DEFINITION}:2"
        (definition,) = document["output"]["taskDefinition"]["containerDefinitions"]
        definition["logConfiguration"]["options"]["awslogs-group"] = "/ecs/app/gone"
        (folder / "second.json").write_text(json.dumps(document), encoding="utf-8")
    head = {"call": "logs:DescribeLogGroups", "parameters": {"logGroupNamePrefix": "/ecs/app/gone"}}
    asked = {"sealane": head | {"region": "us-east-1", "account": "123456789012"}, "output": {"logGroups": []}}
    (folder / "gone.json").write_text(json.dumps(asked), encoding="utf-8")
    tell(folder, stopped(NO_GROUP) | {"taskDefinitionArn": f"{DEFINITION}:2"})
    one = only(folder)
    assert (one.diagnosis.causes[0].cause, one.diagnosis.proved) == (Cause.LOG_GROUP_MISSING, True)
    assert one.diagnosis.service is not None
    assert one.diagnosis.service.name.endswith("service/app/app")
    tell(folder, stopped(NO_GROUP) | {"taskDefinitionArn": f"{DEFINITION}:1"})
    assert only(folder).diagnosis.step_now is Verdict.HOLDS
    tell(folder, stopped(NO_GROUP) | {"taskDefinitionArn": f"{DEFINITION}:0"})
    assert only(folder).diagnosis.step_now is Verdict.HOLDS


def test_tasks_of_machines_are_left_alone(folder: Path) -> None:
    """A task on an EC2 instance and one without an attachment add nothing to the world."""
    changes: tuple[dict[str, Any], ...] = ({"launchType": "EC2"}, {"attachments": []}, {"taskDefinitionArn": ""})
    for change in changes:
        tell(folder, run_by_hand() | change)
        capture = read_folder(folder)
        world = world_of(capture)
        assert with_runs(world, capture.calls) is world


def _groups(folder: Path, subnet: str) -> object:
    tell(folder, run_by_hand(subnet=subnet))
    capture = read_folder(folder)
    services = with_runs(world_of(capture), capture.calls).table(Service).values()
    (run,) = (one for one in services if one.kind is RunnerKind.BY_HAND)
    return run.security_groups


def test_what_is_alike_is_counted_by_tasks(wounded: Path) -> None:
    """Two tasks that say the same are one diagnosis, whatever events repeat it; another subnet is another one."""

    def told(output: Any) -> None:  # noqa: ANN401 - a document
        output["services"][0]["events"] = [{"message": f"(service app) was unable to place a task. Reason: {LOGIN}"}]

    for path in files(wounded, "ecs-describe-services"):
        wound(path, told)
    elsewhere = run_by_hand(subnet="subnet-793ece82f07377fb9") | {"taskArn": stopped(LOGIN, 5)["taskArn"]}
    tell(wounded, stopped(LOGIN, 3), stopped(LOGIN, 4), run_by_hand(), elsewhere)
    found = diagnosed(wounded).stopped
    assert sorted((one.count, one.task.service, one.task.subnet) for one in found) == [
        (1, "", "subnet-793ece82f07377fb9"),
        (1, "", SUBNET),
        (2, "app", ""),
    ]
