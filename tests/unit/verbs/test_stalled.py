"""Why what was applied does not arrive: a diagnosis, or what stood in its way, and never another failure."""

from __future__ import annotations

from botocore.exceptions import NoCredentialsError

from sealane.readers.live.door import Door
from sealane.readers.live.steadiness import Progress, Steadiness
from sealane.report.arrival import as_json, as_text
from sealane.report.style import PLAIN, Style
from sealane.verbs.arrival import Arrival
from sealane.verbs.observer import Silent
from sealane.verbs.stalled import Stalled, stalled
from tests.unit.readers.live.account_in_memory import Account, Answer, denied, door_to

ARN = "arn:aws:ecs:us-east-1:111122223333"
SERVICE = Steadiness(service="app", progress=Progress.MOVING, because="0 of 1 tasks run")
REASON = "ResourceInitializationError: unable to pull secrets or registry auth: pull command failed: : signal: killed"
STOPPED = {
    "taskArn": f"{ARN}:task/app/1",
    "clusterArn": f"{ARN}:cluster/app",
    "group": "service:app",
    "lastStatus": "STOPPED",
    "stoppedReason": REASON,
}


def account(**answers: Answer) -> Door:
    """Return a door to an account that answers with one stopped task, and lets nothing else be read."""
    known: dict[str, Answer] = {
        "ListTasks": {"taskArns": [STOPPED["taskArn"]]},
        "DescribeTasks": {"tasks": [STOPPED]},
    }
    return door_to(Account(known | answers))


def found(door: Door) -> Stalled:
    """Return why the service does not arrive."""
    return stalled(door, "app", (SERVICE,), Silent())


def ended(why: Stalled | None) -> Arrival:
    """Return a watching that ran out of time."""
    return Arrival(services=(SERVICE,), in_time=False, stalled=why)


def test_a_message_is_diagnosed_though_nothing_else_is_readable() -> None:
    """Without a world the causes stay possible, which decides nothing and is told."""
    why = found(account())
    assert why.diagnosed is not None
    assert why.diagnosed.stopped[0].diagnosis.causes
    assert (why.proved, ended(why).failed) == (False, False)
    told = as_text(ended(why), PLAIN)
    assert "Possible causes" in told
    assert "sealane diagnose --cluster app --service app --save DIR" in told
    assert as_json(ended(why))["diagnosis"]["schema"] == "sealane/diagnosis/1"


def test_tasks_that_may_not_be_read_are_named() -> None:
    """The missing action is told in the place of a cause, and nothing fails."""
    why = found(account(ListTasks=denied("ecs:ListTasks")))
    assert why.problems == ()
    told = as_text(ended(why), PLAIN)
    assert "ecs:ListTasks" in told
    assert as_json(ended(why))["diagnosis"]["unread"] == ["ecs:ListTasks"]


def test_what_stands_in_the_way_is_told_and_raises_nothing() -> None:
    """Lost credentials and a fault of ours are problems beside what ECS said, with the command that asks again."""
    lost = account(ListTasks=NoCredentialsError())
    odd = account(DescribeTasks={"tasks": [_Odd()]})
    for door, code in ((lost, "no-credentials"), (odd, "diagnosis-failed")):
        why = found(door)
        assert [problem.code for problem in why.problems] == [code]
        assert as_json(ended(why))["diagnosis"] is None
        told = as_text(ended(why), Style(width=40))
        assert f"[{code}]" in told
        assert "  sealane diagnose --cluster app --service app\n" in f"{told}\n"


def test_what_arrived_is_not_explained() -> None:
    """A steady service says so and nothing else."""
    steady = Steadiness(service="app", progress=Progress.STEADY, because="1 of 1 tasks run")
    assert as_text(Arrival(services=(steady,), in_time=True), PLAIN) == "every service is steady"
    assert as_json(Arrival(services=(steady,), in_time=True))["diagnosis"] is None


class _Odd:
    """A part of an answer that cannot be written."""

    def __str__(self) -> str:
        """Fail."""
        raise RuntimeError
