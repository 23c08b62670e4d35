"""Events of stopped tasks, in every envelope in which they come."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sealane.readers.capture.translate.stopped_tasks import stopped_tasks
from sealane.readers.live.refusals import CallFailed
from sealane.readers.live.task_events import ACTIONS, HIDDEN, from_lines, from_queue
from tests.unit.readers.live.account_in_memory import Account, denied, door_to

ARN = "arn:aws:ecs:us-east-1:111122223333"
TASK: dict[str, Any] = {
    "taskArn": f"{ARN}:task/main/0a1b",
    "clusterArn": f"{ARN}:cluster/main",
    "group": "service:app",
    "lastStatus": "STOPPED",
    "stoppedReason": "CannotPullContainerError: not found",
    "overrides": {"containerOverrides": [{"name": "app", "environment": [{"name": "PASSWORD", "value": "hunter2"}]}]},
}


def event(**more: Any) -> dict[str, Any]:
    """Return an event as EventBridge sends it."""
    head = {"detail-type": "ECS Task State Change", "source": "aws.ecs", "account": "111122223333"}
    return head | {"region": "us-east-1", "detail": TASK | more}


def wrapped(name: str) -> str:
    """Return a line in which an event comes."""
    plain = json.dumps(event())
    topic = json.dumps({"Type": "Notification", "Message": plain})
    return {
        "plain": plain,
        "message of a queue": json.dumps({"MessageId": "1", "Body": plain}),
        "topic in a queue": json.dumps({"MessageId": "1", "Body": topic}),
        "log tail": f"2026-01-01T00:00:00 stream {plain}",
        "log event": json.dumps({"timestamp": 1, "message": plain}),
    }[name]


@pytest.mark.parametrize("name", ["plain", "message of a queue", "topic in a queue", "log tail", "log event"])
def test_an_event_is_what_describe_tasks_would_say(name: str) -> None:
    """Whatever it is wrapped in, it is read as the call it stands for, without values of variables."""
    told = from_lines([wrapped(name), "\n"], "us-east-1")
    assert told.others == 0
    (task,) = stopped_tasks(told.calls)
    assert (task.id, task.cluster, task.service) == (TASK["taskArn"], "main", "app")
    assert task.messages == (TASK["stoppedReason"],)
    assert "hunter2" not in str(told.calls)


@pytest.mark.parametrize(
    "line",
    [
        "no event",
        "{",
        "[1, 2]",
        '{"detail-type": "ECS Task State Change", "detail": 5}',
        json.dumps(event(stoppedReason="")),
        json.dumps(event(taskArn=None)),
        json.dumps(event() | {"region": "eu-west-1"}),
        json.dumps(event() | {"detail-type": "ECS Deployment State Change"}),
        "[" * 100_000,
    ],
)
def test_what_tells_of_no_stopped_task_is_counted(line: str) -> None:
    """Running tasks, other kinds of events, other Regions and rubbish are counted and end nothing."""
    told = from_lines([line, json.dumps(event())], "us-east-1")
    assert (len(told.calls), told.others) == (1, 1)


def test_a_queue_is_only_received_from() -> None:
    """Messages are hidden for as long as they may live, so that none has to be deleted; a refusal passes through."""
    account = Account({"ReceiveMessage": {"Messages": [{"Body": json.dumps(event(), indent=1)}]}})
    assert len(from_queue(door_to(account), "https://sqs/q").calls) == 1
    assert account.actions == ACTIONS == ("sqs:ReceiveMessage",)
    ((_, _, asked),) = account.asked
    assert (asked["VisibilityTimeout"], asked["QueueUrl"]) == (HIDDEN, "https://sqs/q")
    with pytest.raises(CallFailed):
        from_queue(door_to(Account({"ReceiveMessage": denied("sqs:ReceiveMessage")})), "https://sqs/q")
