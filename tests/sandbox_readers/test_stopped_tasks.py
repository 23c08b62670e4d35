"""Stopped tasks read from a real server, by describing and listing alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sealane.errors import InputError
from sealane.readers.capture.folder import read_folder
from sealane.readers.capture.translate.stopped_tasks import stopped_tasks
from sealane.readers.live.scope import Scope
from sealane.readers.live.stopped_tasks import ACTIONS, cluster_of, stopped_calls
from sealane.verbs.diagnose import Asked, diagnose
from sealane.verbs.observer import Silent
from sealane.verbs.request import Request
from sealane.verbs.subject import Subject
from tests.sandbox_readers.recorder import recorded

Client = Callable[[str], Any]
REASON = "ResourceInitializationError: unable to pull secrets or registry auth: pull command failed: : signal: killed"


@pytest.fixture
def task(client: Client) -> str:
    """Give the ARN of a task that was stopped for a reason."""
    ecs, ec2 = client("ecs"), client("ec2")
    ecs.create_cluster(clusterName="app")
    ecs.register_task_definition(
        family="app",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu="256",
        memory="512",
        containerDefinitions=[{"name": "app", "image": "demo/app:1.0", "memory": 512, "cpu": 256}],
    )
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    group = ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]
    network = {"awsvpcConfiguration": {"subnets": [subnet], "securityGroups": [group]}}
    made = ecs.run_task(cluster="app", taskDefinition="app", launchType="FARGATE", networkConfiguration=network)
    arn: str = made["tasks"][0]["taskArn"]
    ecs.stop_task(cluster="app", task=arn, reason=REASON)
    return arn


@pytest.mark.parametrize("clusters", [(), ("app",)])
def test_stopped_tasks_are_read_without_a_write(environ: dict[str, str], task: str, clusters: tuple[str, ...]) -> None:
    """A cluster's stopped tasks are told with their reasons, and nothing but listing and describing was asked."""
    door, recorder = recorded(environ)
    found = stopped_tasks(stopped_calls(door, Scope(clusters=clusters)))
    assert [(one.id, one.messages[0], one.cluster) for one in found] == [(task, REASON, "app")]
    assert set(recorder.actions) <= set(ACTIONS)
    assert all(action.partition(":")[2].startswith(("List", "Describe")) for action in recorder.actions)


def test_a_named_task_is_read_alone(environ: dict[str, str], task: str) -> None:
    """A task's ARN names its cluster, and one call is all that is asked."""
    door, recorder = recorded(environ)
    assert cluster_of(task) == "app"
    assert [one.id for one in stopped_tasks(stopped_calls(door, Scope(), (task,)))] == [task]
    assert recorder.actions == ("ecs:DescribeTasks",)
    gone = task[:-4] + "0000"
    assert stopped_tasks(stopped_calls(door, Scope(clusters=("app",)), (gone,))) == ()
    request = Request(environ=environ, region="us-east-1", folder=Path("/"))
    with pytest.raises(InputError) as caught:
        diagnose(Asked(tasks=(gone,), subject=Subject()), request, Silent())
    assert caught.value.problems[0].code == "task-not-found"


def test_the_account_is_diagnosed_and_kept(environ: dict[str, str], task: str, tmp_path: Path) -> None:
    """The verb reads the tasks with their world, and keeps both, so that the capture gives the same a week later."""
    request = Request(environ=environ, region="us-east-1", folder=tmp_path)
    kept = Subject(clusters=("app",), save="kept")
    live = diagnose(Asked(subject=kept), request, Silent())
    assert [str(one.diagnosis.symptom.family) for one in live.stopped] == ["preparation"]
    assert stopped_tasks(read_folder(tmp_path / "kept").calls)[0].id == task
    later = diagnose(Asked(subject=Subject(source="kept")), request, Silent())
    assert [one.diagnosis.causes for one in later.stopped] == [one.diagnosis.causes for one in live.stopped]
