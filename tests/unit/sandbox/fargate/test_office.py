"""What the agent knows from one turn to the next."""

from __future__ import annotations

from itertools import count
from typing import Any

from sealane.lab.task.health import Health
from sealane.lab.task.order import State
from sealane.lab.task.order import Status as ContainerStatus
from sealane.lab.task.running import Stop, StopCode
from sealane.sandbox.fargate.office import Office, Turn
from sealane.sandbox.fargate.orders import Changed, Fetched, News, Over, Placed

_ARN = "arn:aws:ecs:eu-west-1:111122223333:"
_CLUSTER = f"{_ARN}cluster/c"
_DEFINITION = f"{_ARN}task-definition/web:1"
_DEFINITIONS = {
    _DEFINITION: {"cpu": "256", "memory": "512", "containerDefinitions": [{"name": "app", "image": "x"}]},
}
_SERVICE: dict[str, Any] = {
    "arn": f"{_ARN}service/c/web",
    "name": "web",
    "cluster": _CLUSTER,
    "active": True,
    "fargate": True,
    "desired": 2,
    "definition": _DEFINITION,
    "forced": "0",
    "network": {"awsvpcConfiguration": {"subnets": ["subnet-a", "subnet-b"], "securityGroups": ["sg-1"]}},
    "platform": "LATEST",
    "deployment": {},
    "exec": False,
}
_RUNS = State(status=ContainerStatus.RUNNING, started=1.0)


class Desk:
    """An office with a clock and names in order."""

    def __init__(self) -> None:
        """Begin at once."""
        numbers = count(1)
        self.office = Office(lambda: f"t{next(numbers)}")
        self.now = 100.0

    def turn(self, *news: News, services: list[dict[str, Any]] | None = None, tasks: Any = ()) -> Turn:  # noqa: ANN401
        """Let one second pass."""
        self.now += 1
        wanted = {"services": [_SERVICE] if services is None else services, "tasks": tasks}
        return self.office.turn({**wanted, "definitions": _DEFINITIONS}, news, self.now)

    def tasks(self) -> dict[str, Any]:
        """Return what is reported of tasks."""
        found: dict[str, Any] = self.office.report(self.now).get("tasks", {})
        return found


def _up(arn: str) -> tuple[News, ...]:
    placed = Placed(arn=arn, address="10.0.0.9", zone="eu-west-1a")
    return placed, Fetched(arn=arn), Changed(arn=arn, states={"app": _RUNS})


def _arns(turn: Turn) -> list[str]:
    return [life.arn for life in turn.launches.get("eu-west-1", ())]


def test_tasks_of_a_service_are_spread_over_its_subnets() -> None:
    """Two tasks stand in two subnets, each with one subnet of its own and the service's groups."""
    desk = Desk()
    assert _arns(desk.turn()) == [f"{_ARN}task/c/t1", f"{_ARN}task/c/t2"]
    networks = [one.network for one in desk.office.standing("eu-west-1")]
    assert [one["subnets"] for one in networks] == [["subnet-a"], ["subnet-b"]]
    assert all(one["securityGroups"] == ["sg-1"] for one in networks)
    assert desk.office.standing("us-east-1") == ()


def test_a_life_is_told_state_by_state() -> None:
    """A task goes from PROVISIONING over PENDING to RUNNING, with its address, moments and containers."""
    desk = Desk()
    arn = _arns(desk.turn())[0]
    assert desk.tasks()[arn]["fields"]["last_status"] == "PROVISIONING"
    placed, fetched, runs = _up(arn)
    desk.turn(placed)
    fields = desk.tasks()[arn]["fields"]
    assert fields["last_status"] == "PENDING"
    assert {"name": "privateIPv4Address", "value": "10.0.0.9"} in fields["attachments"][0]["details"]
    desk.turn(fetched, runs)
    fields = desk.tasks()[arn]["fields"]
    assert (fields["last_status"], fields["started_at"]) == ("RUNNING", desk.now)
    assert fields["containers"][0]["lastStatus"] == "RUNNING"
    assert fields["platform_version"] == "1.4.0"


def test_nothing_is_reported_twice() -> None:
    """A turn in which nothing changes has no report."""
    desk = Desk()
    desk.turn()
    assert desk.office.report(desk.now)
    desk.turn()
    assert desk.office.report(desk.now) == {}


def test_a_start_that_fails_is_told_as_ecs_tells_it() -> None:
    """Stop code, reason and event carry the message, and another task takes its place."""
    desk = Desk()
    first, second = _arns(desk.turn())
    desk.turn(*_up(second))
    desk.office.report(desk.now)
    stop = Stop(code=StopCode.FAILED_TO_START, reason="CannotPullContainerError: no way")
    assert len(_arns(desk.turn(Over(arn=first, stop=stop)))) == 1
    report = desk.office.report(desk.now)
    fields = report["tasks"][first]["fields"]
    assert (fields["last_status"], fields["desired_status"]) == ("STOPPED", "STOPPED")
    assert (fields["stop_code"], fields["stopped_reason"]) == ("TaskFailedToStart", "CannotPullContainerError: no way")
    service = report["services"][_SERVICE["arn"]]
    assert service["deployments"][0]["failedTasks"] == 1
    messages = [event["message"] for event in service["events"]]
    assert "(service web) was unable to place a task. Reason: CannotPullContainerError: no way." in messages
    assert any(message.startswith("(service web) has started 1 tasks: (task t3)") for message in messages)


def test_a_task_that_somebody_runs_and_stops() -> None:
    """A task of nobody's service is launched with its overrides, and stopped for the reason that was given."""
    desk = Desk()
    arn = f"{_ARN}task/c/own"
    network = {"awsvpcConfiguration": {"subnets": ["subnet-b"]}}
    task = {
        "arn": arn,
        "cluster": _CLUSTER,
        "definition": _DEFINITION,
        "group": "family:web",
        "status": "PROVISIONING",
        "wanted": True,
        "reason": "",
        "overrides": {"containerOverrides": [{"name": "app", "command": ["x"]}]},
        "network": network,
        "platform": "LATEST",
    }
    turn = desk.turn(services=[], tasks=[task])
    assert _arns(turn) == [arn]
    assert turn.launches["eu-west-1"][0].overrides == task["overrides"]
    assert desk.turn(*_up(arn), services=[], tasks=[task]).halts == ()
    made = desk.turn(services=[], tasks=[{**task, "wanted": False, "reason": "enough"}])
    assert made.halts == ((arn, Stop(code=StopCode.USER, reason="enough")),)
    assert desk.tasks()[arn]["fields"]["last_status"] == "DEACTIVATING"
    desk.turn(Over(arn=arn, stop=Stop(code=StopCode.CONTAINER_EXITED, reason="exited")), services=[])
    fields = desk.tasks()[arn]["fields"]
    assert (fields["stop_code"], fields["stopped_reason"]) == ("UserInitiated", "enough")


def test_a_deleted_service_stops_its_tasks_and_is_forgotten() -> None:
    """An inactive service wants no tasks; stopped ones are kept for an hour and then forgotten."""
    desk = Desk()
    arns = _arns(desk.turn())
    desk.turn(*(news for arn in arns for news in _up(arn)))
    gone = {**_SERVICE, "active": False}
    assert sorted(arn for arn, _ in desk.turn(services=[gone]).halts) == sorted(arns)
    ended = [Over(arn=arn, stop=Stop(code=StopCode.SCHEDULER, reason="")) for arn in arns]
    assert desk.turn(*ended, services=[gone]).launches == {}
    assert set(desk.tasks()) == set(arns)
    desk.now += 3700
    desk.turn(services=[gone])
    assert all(entry["forgotten"] for entry in desk.tasks().values())


def test_an_unhealthy_container_is_told_and_blamed() -> None:
    """A task that its health check ends counts against its deployment, and says UNHEALTHY."""
    check = {"command": ["CMD", "x"]}
    definition = {**_DEFINITIONS[_DEFINITION], "containerDefinitions": [{"name": "app", "healthCheck": check}]}
    numbers = count(1)
    office = Office(lambda: f"t{next(numbers)}")
    service = {**_SERVICE, "desired": 1}
    wanted: dict[str, Any] = {"services": [service], "tasks": [], "definitions": {_DEFINITION: definition}}
    arn = _arns(office.turn(wanted, (), 1.0))[0]
    sick = State(status=ContainerStatus.RUNNING, started=1.0, health=Health.UNHEALTHY)
    office.turn(wanted, (*_up(arn), Changed(arn=arn, states={"app": sick})), 2.0)
    assert office.report(2.0)["tasks"][arn]["fields"]["health_status"] == "UNHEALTHY"
    office.turn(wanted, (Over(arn=arn, stop=Stop(code=StopCode.SCHEDULER, reason="failed health checks")),), 3.0)
    assert office.report(3.0)["services"][_SERVICE["arn"]]["deployments"][0]["failedTasks"] == 1
