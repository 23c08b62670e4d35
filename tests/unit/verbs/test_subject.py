"""Task definitions that nothing runs are run where the subject says, and what is run already is left alone."""

from __future__ import annotations

from sealane.proof.prove import prove
from sealane.records import replace
from sealane.verbs.subject import Subject, with_runners
from sealane.verdicts.verdict import Verdict
from sealane.world.services import RunnerKind, Service
from sealane.world.tasks import TaskDefinition
from sealane.world.world import World
from tests.worlds import healthy as well

HERE = Subject(source="x", subnets=well.SUBNETS, security_groups=(well.TASKS,))


def idle() -> World:
    """Return the healthy world without its service, so that nothing runs the task."""
    return well.healthy().without(Service, well.SERVICE)


def test_idle_task_is_proved_where_it_would_run() -> None:
    """With subnets and groups the task is proved; without them there is nothing to prove."""
    (service,) = prove(with_runners(idle(), HERE)).services
    assert (service.service.kind, service.starts, service.sealed) == (
        RunnerKind.BY_HAND,
        Verdict.HOLDS,
        Verdict.HOLDS,
    )
    assert prove(with_runners(idle(), Subject(source="x"))).services == ()


def test_task_without_its_groups_does_not_start() -> None:
    """The groups that are named are those it has: with those of the endpoints alone it gets nowhere."""
    (service,) = prove(with_runners(idle(), replace(HERE, security_groups=(well.ENDPOINTS,)))).services
    assert service.starts is Verdict.FAILS


def test_only_what_nothing_runs_is_added() -> None:
    """A task that a service runs gets no second runner, and one beside it that nothing runs does."""
    world = well.healthy()
    assert set(with_runners(world, HERE).table(Service)) == {well.SERVICE}
    beside = replace(world.table(TaskDefinition)[well.TASK], id=f"{well.TASK}0")
    added = with_runners(world.with_facts(beside), HERE)
    assert set(added.table(Service)) == {well.SERVICE, f"{beside.id}#by-hand"}
