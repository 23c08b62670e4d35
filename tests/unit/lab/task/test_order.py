"""Which containers start next, and which end a task."""

from __future__ import annotations

import pytest

from sealane.lab.task.definition import Condition, Contained, HealthCheck
from sealane.lab.task.health import Health, Watch
from sealane.lab.task.order import State, Status, ended, hopeless, ready, stop_order

_PENDING, _RUNS = State(), State(status=Status.RUNNING, started=1.0)


def _one(name: str, *depends_on: tuple[str, Condition], essential: bool = True) -> Contained:
    return Contained(name=name, image="", depends_on=depends_on, essential=essential)


def _over(code: int | None) -> State:
    return State(status=Status.STOPPED, exit_code=code, started=1.0)


@pytest.mark.parametrize(
    ("condition", "state", "expected"),
    [
        (Condition.START, _PENDING, ()),
        (Condition.START, _RUNS, ("app",)),
        (Condition.COMPLETE, _RUNS, ()),
        (Condition.COMPLETE, _over(3), ("app",)),
        (Condition.SUCCESS, _over(3), ()),
        (Condition.SUCCESS, _over(0), ("app",)),
        (Condition.HEALTHY, _RUNS, ()),
        (Condition.HEALTHY, State(status=Status.RUNNING, started=1.0, health=Health.HEALTHY), ("app",)),
    ],
)
def test_a_container_waits_for_its_condition(condition: Condition, state: State, expected: tuple[str, ...]) -> None:
    """It starts when what it depends on is as it asks, and not before."""
    containers = (_one("db"), _one("app", ("db", condition)))
    found = ready(containers, {"db": state, "app": _PENDING})
    assert tuple(name for name in found if name == "app") == expected


def test_a_condition_that_cannot_come_is_noticed() -> None:
    """A container that waits for the success of one that failed waits for ever; one whose wait can end does not."""
    containers = (_one("setup", essential=False), _one("app", ("setup", Condition.SUCCESS)))
    assert hopeless(containers, {"setup": _over(1), "app": _PENDING}) == ("app", "setup")
    assert hopeless(containers, {"setup": _RUNS, "app": _PENDING}) is None
    assert hopeless(containers, {"setup": _over(0), "app": _PENDING}) is None


def test_only_an_essential_container_ends_the_task() -> None:
    """The end of another leaves it running."""
    containers = (_one("app"), _one("side", essential=False))
    assert ended(containers, {"app": _RUNS, "side": _over(1)}) is None
    assert ended(containers, {"app": _over(0), "side": _RUNS}) == "app"


def test_what_is_depended_on_stops_last() -> None:
    """Containers stop in the opposite order; a ring stops at once."""
    containers = (_one("db"), _one("app", ("db", Condition.START)), _one("web", ("app", Condition.START)))
    assert stop_order(containers) == (("web",), ("app",), ("db",))
    ring = (_one("a", ("b", Condition.START)), _one("b", ("a", Condition.START)))
    assert stop_order(ring) == (("a", "b"),)


def test_health_falls_after_as_many_failures_as_are_allowed() -> None:
    """One success makes it healthy, so many failures in a row make it unhealthy, and a success begins anew."""
    watch = Watch(check=HealthCheck(command=("x",), retries=2)).after(passed=True, age=1)
    assert watch.health is Health.HEALTHY
    once = watch.after(passed=False, age=2)
    assert once.health is Health.HEALTHY
    assert once.after(passed=True, age=3).after(passed=False, age=4).health is Health.HEALTHY
    assert once.after(passed=False, age=3).health is Health.UNHEALTHY


def test_failures_of_the_start_period_do_not_count() -> None:
    """They are forgiven until a check has passed or the period is over."""
    watch = Watch(check=HealthCheck(command=("x",), retries=1, start_period=10))
    assert watch.after(passed=False, age=5).health is Health.UNKNOWN
    assert watch.after(passed=False, age=11).health is Health.UNHEALTHY
    assert watch.after(passed=True, age=1).after(passed=False, age=5).health is Health.UNHEALTHY
