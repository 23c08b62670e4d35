"""Why a task of a capture did not start: its stopped tasks and events joined with the proof of the same capture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sealane.diagnosis.symptoms.outlook import Reason
from sealane.report.diagnosis.document import as_json
from sealane.report.diagnosis.text import as_text
from sealane.report.fixes import fix_of
from sealane.report.style import PLAIN
from sealane.verbs.diagnose import Asked, Diagnosed, diagnose
from sealane.verbs.observer import Silent
from sealane.verbs.request import Request
from sealane.verbs.subject import Subject
from sealane.verdicts.cause import Cause
from sealane.verdicts.verdict import Verdict
from tests.cases.captures.test_captures import HEALTHY, files, wound

CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/app"
LOGIN = (
    "ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from "
    "Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. "
    'RequestError: send request failed caused by: Post "https://api.ecr.us-east-1.amazonaws.com/": dial tcp '
    "44.213.79.10:443: i/o timeout."
)


def stopped(reason: str, number: int = 1, container: str = "") -> dict[str, Any]:
    """Return a task as `aws ecs describe-tasks` prints it."""
    return {
        "taskArn": f"arn:aws:ecs:us-east-1:123456789012:task/app/{number:032x}",
        "clusterArn": CLUSTER,
        "group": "service:app",
        "lastStatus": "STOPPED",
        "stopCode": "TaskFailedToStart",
        "stoppedReason": reason,
        "stoppedAt": f"2026-01-01T00:00:{number:02}Z",
        "containers": [{"name": "app", "reason": container}],
    }


def tell(folder: Path, *tasks: dict[str, Any]) -> None:
    """Write what was stopped into a capture, as the AWS CLI prints it."""
    (folder / "describe-tasks.json").write_text(json.dumps({"tasks": tasks}), encoding="utf-8")


def diagnosed(folder: Path, message: str = "") -> Diagnosed:
    """Diagnose a capture."""
    asked = Asked(message=message, subject=Subject(source=str(folder)))
    return diagnose(asked, Request(environ={}, folder=Path("/")), Silent())


@pytest.fixture
def wounded(folder: Path) -> Path:
    """Give a capture in which the endpoint for ecr.api has private DNS off."""

    def off(output: Any) -> None:  # noqa: ANN401 - a document
        for endpoint in output["VpcEndpoints"]:
            endpoint["PrivateDnsEnabled"] = endpoint["PrivateDnsEnabled"] and not endpoint["ServiceName"].endswith(
                "api"
            )

    for path in files(folder, "ec2-describe-vpc-endpoints"):
        wound(path, off)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the healthy capture to wound."""
    import shutil

    return Path(shutil.copytree(HEALTHY, tmp_path / "capture"))


def test_a_stopped_task_gives_the_wound_and_its_fix(wounded: Path) -> None:
    """The wound is named first and proved, with the file that shows it and a change that was proved to help."""
    tell(wounded, stopped(LOGIN), stopped(LOGIN, 2))
    found = diagnosed(wounded)
    (one,) = found.stopped
    assert (one.count, one.task.id[-1]) == (2, "2")
    first = one.diagnosis.causes[0]
    assert first.cause is Cause.ENDPOINT_PRIVATE_DNS_OFF
    assert first.finding is not None
    assert first.finding.origin.file.endswith("describe-vpc-endpoints.json")
    assert found.proved is not None
    proposal = found.proved.proposal(first.finding)
    assert proposal is not None
    assert "--private-dns-enabled" in fix_of(proposal).cli
    assert one.diagnosis.symptom.stop_code == "TaskFailedToStart"


def test_a_healthy_capture_explains_nothing(folder: Path) -> None:
    """Without the wound the same message is said to be of a world that has changed; without tasks there is nothing."""
    tell(folder)
    assert (diagnosed(folder).stopped, diagnosed(folder).unread) == ((), ())
    tell(folder, stopped(LOGIN))
    (one,) = diagnosed(folder).stopped
    assert one.diagnosis.causes == ()
    assert one.diagnosis.step_now is Verdict.HOLDS
    assert {away.reason for away in one.diagnosis.ruled_out} >= {Reason.HOLDS, Reason.NO_ANSWER}


def test_the_containers_reason_and_the_events_are_read(wounded: Path) -> None:
    """A reason that only a container has counts, and an event of a service that got no task at all counts too."""
    missing = "CannotPullContainerError: API error (404): repository demo/app not found"
    tell(wounded, stopped("Essential container in task exited", container=missing))

    def told(output: Any) -> None:  # noqa: ANN401 - a document
        output["services"][0]["events"] = [{"message": f"(service app) was unable to place a task. Reason: {LOGIN}"}]

    for path in files(wounded, "ecs-describe-services"):
        wound(path, told)
    families = [str(one.diagnosis.symptom.family) for one in diagnosed(wounded).stopped]
    assert families == ["image-manifest", "registry-login"]


def test_a_message_is_joined_with_any_source(wounded: Path, folder: Path) -> None:
    """A message given by hand takes the place of the tasks of the capture."""
    del folder
    tell(wounded, stopped("OutOfMemoryError: Container killed due to memory usage"))
    (one,) = diagnosed(wounded, LOGIN).stopped
    assert one.diagnosis.causes[0].cause is Cause.ENDPOINT_PRIVATE_DNS_OFF


@pytest.mark.parametrize("left_out", ["ec2-describe-vpc-endpoints", "ec2-describe-subnets", "iam-get-role"])
def test_a_half_missing_capture_answers_with_its_doubt(folder: Path, left_out: str) -> None:
    """What was not read leaves the causes possible, and is told as a reason; nothing is claimed and nothing breaks."""
    for path in files(folder, left_out):
        path.unlink()
    tell(folder, stopped(LOGIN))
    found = diagnosed(folder)
    (one,) = found.stopped
    assert not one.diagnosis.proved
    assert one.diagnosis.open or one.diagnosis.step_now is not Verdict.UNKNOWN
    assert as_json(found)["schema"] == "sealane/diagnosis/1"
    assert one.diagnosis.causes or one.diagnosis.step_now is Verdict.HOLDS


def test_a_task_of_a_service_that_is_gone_keeps_its_message(folder: Path) -> None:
    """The message alone answers where the capture has no such service."""
    tell(folder, stopped(LOGIN) | {"group": "service:gone"})
    (one,) = diagnosed(folder).stopped
    assert one.diagnosis.service is None
    assert one.diagnosis.causes[0].cause is Cause.ENDPOINT_MISSING
    assert not one.diagnosis.proved


def test_a_capture_without_tasks_is_not_taken_for_health(folder: Path) -> None:
    """Where nobody asked for stopped tasks, or AWS refused, the action is named and nothing is said to be well."""
    assert (diagnosed(folder).stopped, diagnosed(folder).unread) == ((), ("ecs:DescribeTasks",))
    refused = "An error occurred (AccessDeniedException) when calling the ListTasks operation: not authorized"
    (folder / "list-tasks.json").write_text(refused, encoding="utf-8")
    assert diagnosed(folder).unread == ("ecs:ListTasks",)
    assert "ecs:ListTasks" in as_text(diagnosed(folder), PLAIN)
    assert as_json(diagnosed(folder))["unread"] == ["ecs:ListTasks"]


@pytest.mark.parametrize("shape", ["answer", "event", "task", "text"])
def test_documents_that_are_pasted_are_read(wounded: Path, shape: str) -> None:
    """What `describe-tasks` prints, an event of EventBridge and one task of either are read as their message is."""
    task = stopped(LOGIN)
    shapes = {
        "answer": {"tasks": [task]},
        "event": {"detail-type": "ECS Task State Change", "detail": task},
        "task": task,
    }
    message = json.dumps(shapes[shape]) if shape in shapes else LOGIN
    (one,) = diagnosed(wounded, message).stopped
    assert one.diagnosis.causes[0].cause is Cause.ENDPOINT_PRIVATE_DNS_OFF
    assert one.diagnosis.symptom.text == LOGIN
    (alone,) = diagnose(Asked(message=message), Request(environ={}, folder=Path("/")), Silent()).stopped
    assert alone.diagnosis.causes[0].cause is Cause.ENDPOINT_MISSING


def test_a_document_of_running_tasks_tells_of_no_failure() -> None:
    """Where nothing stopped, nothing is diagnosed; the task's words are not taken for a message."""
    running = {"tasks": [{"taskArn": "arn:aws:ecs:us-east-1:1:task/a/b", "lastStatus": "RUNNING"}]}
    asked = Asked(message=json.dumps(running))
    assert diagnose(asked, Request(environ={}, folder=Path("/")), Silent()).stopped == ()


def test_a_document_that_is_none_of_ours_is_a_text() -> None:
    """Braces alone make no document, and half of one is read as far as a text goes."""
    for message in ("{", '{"a": 1}', '{"tasks": [{"stoppedReason": "' + LOGIN):
        (one,) = diagnose(Asked(message=message), Request(environ={}, folder=Path("/")), Silent()).stopped
        assert (one.diagnosis.symptom.family is None) == (LOGIN not in message)
