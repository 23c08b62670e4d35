"""Services in memory: batches, tasks, refusals, and documents from the future."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.readers.live.refusals import CallFailed
from sealane.readers.live.services import ACTIONS, status
from sealane.readers.live.translate.services import service
from sealane.world.values import Known, Unread
from tests.unit.readers.live.account_in_memory import Account, denied, door_to

_STOPPED = {
    "taskArn": "arn:aws:ecs:us-east-1:111122223333:task/app/abc",
    "lastStatus": "STOPPED",
    "taskDefinitionArn": "app:2",
    "stopCode": "TaskFailedToStart",
    "stoppedReason": "ResourceInitializationError: unable to pull secrets or registry auth",
    "stoppedAt": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    "containers": [{"name": "app", "lastStatus": "STOPPED", "exitCode": 0, "reason": "none"}],
}


def described(*, services: list[str], **_: Any) -> dict[str, Any]:
    """Answer `DescribeServices` for any names but `none`."""
    assert len(services) <= 10
    names = [name for name in services if name != "none"]
    return {"services": [{"serviceName": name, "status": "ACTIVE"} for name in names]}


def listed(*, desiredStatus: str, **_: Any) -> dict[str, Any]:  # noqa: N803 - the API's own name
    """Answer `ListTasks`: many stopped tasks, none running."""
    return {"taskArns": [f"task/{number}" for number in range(150)] if desiredStatus == "STOPPED" else []}


def tasks(*, tasks: list[str], **_: Any) -> dict[str, Any]:
    """Answer `DescribeTasks`, which takes a hundred at once."""
    assert len(tasks) <= 100
    return {"tasks": [{**_STOPPED, "taskArn": arn} for arn in tasks]}


def account(**wounds: Any) -> Account:
    """Return an account whose services have stopped tasks."""
    return Account({"DescribeServices": described, "ListTasks": listed, "DescribeTasks": tasks, **wounds})


def test_many_services_and_tasks_are_read_in_batches() -> None:
    """More names than the APIs take at once are all read, in the order asked for, with the actions published."""
    ours = account()
    names = tuple(f"s{number}" for number in range(23))
    found = status(door_to(ours), "app", (*names, "none"))
    assert tuple(each.name for each in found.services) == names
    assert found.missing == ("none",)
    assert ours.actions == ACTIONS
    for each in found.services:
        assert each.tasks == Known(())
        assert isinstance(each.stopped, Known)
        assert len(each.stopped.value) == 150


def test_stopped_task_keeps_why() -> None:
    """Stop code, reason, exit code and moment come through, and an exit code of 0 is not an absent one."""
    found = status(door_to(account()), "app", ("web",)).services[0].stopped
    assert isinstance(found, Known)
    task = found.value[0]
    assert (task.stop_code, task.stopped) == ("TaskFailedToStart", "2026-01-02T03:04:05+00:00")
    assert task.stopped_reason.startswith("ResourceInitializationError")
    assert task.containers[0].exit_code == "0"


def test_refused_tasks_are_unread_and_refused_services_a_problem() -> None:
    """Counts are still told when tasks may not be listed; without the services there is nothing to tell."""
    found = status(door_to(account(ListTasks=denied("ecs:ListTasks"))), "app", ("web",)).services[0]
    assert isinstance(found.tasks, Unread)
    assert found.tasks.action == "ecs:ListTasks"
    with pytest.raises(CallFailed):
        status(door_to(account(DescribeServices=denied("ecs:DescribeServices"))), "app", ("web",))


@given(
    st.dictionaries(
        st.text(min_size=1).map(lambda name: f"New{name}"), st.none() | st.integers() | st.text(), max_size=3
    )
)
def test_keys_from_the_future_change_nothing(extra: dict[str, Any]) -> None:
    """Documents with keys that AWS adds one day are read as without them, and missing keys never crash."""

    def read(more: dict[str, Any]) -> object:
        document = {"serviceName": "web", "deployments": [dict(more)], "events": [dict(more)], **more}
        return service(document, Known(({**_STOPPED, **more},)), Known((dict(more),)))

    assert read(extra) == read({})
