"""Services and their logs read from a real server."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from sealane.errors import InputError
from sealane.readers.live.door import Door
from sealane.readers.live.log_lines import ACTIONS as LOG_ACTIONS
from sealane.readers.live.log_lines import tail
from sealane.readers.live.services import status
from sealane.readers.live.steadiness import Progress, steady
from sealane.world.values import Known
from tests.sandbox_readers.recorder import recorded

Client = Callable[[str], Any]
_GROUP = "/ecs/app"


@pytest.fixture
def cluster(client: Client) -> str:
    """Give a cluster with one service of two tasks."""
    ecs, ec2 = client("ecs"), client("ec2")
    ecs.create_cluster(clusterName="app")
    ecs.register_task_definition(
        family="app",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu="256",
        memory="512",
        containerDefinitions=[{"name": "app", "image": "demo/app:1.0"}],
    )
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    group = ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]
    ecs.create_service(
        cluster="app",
        serviceName="web",
        taskDefinition="app",
        desiredCount=2,
        launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": {"subnets": [subnet], "securityGroups": [group]}},
    )
    return "app"


def test_service_is_read(door: Door, client: Client, cluster: str) -> None:
    """Counts, task definition and deployments are told; a name that is not there is missing."""
    found = status(door, cluster, ("web", "none"))
    assert found.missing == ("none",)
    (service,) = found.services
    assert (service.name, service.desired, service.status) == ("web", 2, "ACTIVE")
    assert service.task_definition.endswith("task-definition/app:1")
    assert service.primary is not None
    assert service.stopped == Known(())
    client("ecs").update_service(cluster=cluster, service="web", desiredCount=0)
    client("ecs").delete_service(cluster=cluster, service="web")
    assert status(door, cluster, ("web",)).missing == ("web",)


def test_cluster_that_is_not_there_has_no_services(door: Door) -> None:
    """Before the first apply every service is missing, which is an answer and no failure."""
    found = status(door, "none", ("web",))
    assert (found.services, found.missing) == ((), ("web",))
    (judged,) = steady(found)
    assert judged.progress is Progress.FAILED


def test_logs_need_one_action(environ: dict[str, str], client: Client) -> None:
    """The published list of IAM actions is what reading a log group really uses."""
    client("logs").create_log_group(logGroupName=_GROUP)
    door, recorder = recorded(environ)
    assert list(tail(door, _GROUP, 0)) == []
    assert recorder.actions == LOG_ACTIONS


def put(client: Client, *lines: tuple[int, str]) -> None:
    """Write lines into the group's stream, each with its moment in milliseconds."""
    events = [{"timestamp": at, "message": message} for at, message in lines]
    client("logs").put_log_events(logGroupName=_GROUP, logStreamName="app/app/1", logEvents=events)


@pytest.fixture
def now(client: Client) -> int:
    """Give a log group with one stream, and a recent moment: old events are not accepted."""
    import time

    client("logs").create_log_group(logGroupName=_GROUP)
    client("logs").create_log_stream(logGroupName=_GROUP, logStreamName="app/app/1")
    return int(time.time() * 1000) - 60_000


def test_lines_since_a_moment_are_given(door: Door, client: Client, now: int) -> None:
    """Lines before the moment are left out, text arrives as it was written."""
    text = json.dumps({"message": "gr\u00fc\u00df ${x}"})
    put(client, (now, "early"), (now + 10, "one"), (now + 20, text))
    lines = list(tail(door, _GROUP, now + 5))
    assert [(line.at, line.message) for line in lines] == [(now + 10, "one"), (now + 20, text)]
    assert {line.stream for line in lines} == {"app/app/1"}


def test_following_gives_each_line_once(door: Door, client: Client, now: int) -> None:
    """New lines arrive, also those whose moment is earlier than the last one shown, until it is interrupted."""
    put(client, (now + 1000, "first"))
    rounds = [((now + 2000, "second"),), ((now + 500, "late"), (now + 3000, "third")), ()]

    def wait(_: float) -> None:
        if not rounds:
            raise KeyboardInterrupt
        coming = rounds.pop(0)
        if coming:
            put(client, *coming)

    lines = [line.message for line in tail(door, _GROUP, now, follow=True, wait=wait)]
    assert lines == ["first", "second", "late", "third"]


def test_group_that_is_not_there_is_bad_input(door: Door) -> None:
    """The problem names the group and the command that lists those there are."""
    with pytest.raises(InputError) as caught:
        list(tail(door, "/ecs/none", 0))
    (problem,) = caught.value.problems
    assert problem.code == "log-group-not-found"
    assert "aws logs describe-log-groups" in problem.hint
