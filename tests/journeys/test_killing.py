"""An apply that is killed again and again, whenever and however, goes on where it was and loses nothing."""

from __future__ import annotations

import signal
import subprocess
import time

import pytest

from sealane.sandbox.clients import client
from tests.journeys.traveller import REGION, Traveller

# In one workspace, one after another: the line of talk that is waited for (none: the start), seconds more, the signal.
# After a SIGKILL Terraform works on alone, and the next run finds it so.
MOMENTS = (
    ("", 0.15, signal.SIGKILL),
    ("preparing the AWS provider", 0.0, signal.SIGTERM),
    ("planning", 0.0, signal.SIGINT),
    ("planning", 0.3, signal.SIGKILL),
    # No SIGKILL here: where the apply has just begun, its Terraform could leave nothing to kill for those below.
    ("checking the account", 0.0, signal.SIGTERM),
    ("applying", 0.0, signal.SIGINT),
    ("applying", 0.5, signal.SIGKILL),
    ("waiting for it to finish", 0.0, signal.SIGKILL),
    ("waiting for it to finish", 0.2, signal.SIGINT),
)
# One is enough but for a Terraform that, left alone, was faster than the next moments.
ROUNDS = 4
APPLY = ("apply", "--sandbox", "--yes", "--no-watch")


def kill(person: Traveller, line: str, seconds: float, number: signal.Signals, *more: str) -> bool:
    """Start an apply, send the signal to its own process at the moment, and tell whether it came before the end.

    What was killed before may have left nothing to do, because its Terraform went on alone: then the run ends well.
    """
    with person.begin(*APPLY, *more) as process:
        assert process.stderr
        said = ""
        while line not in said:
            text = process.stderr.readline()
            if not text:
                assert process.wait() == 0, f"`{line}` was never said:\n{said}"
                return False
            said += text
        time.sleep(seconds)
        process.send_signal(number)
        said += process.stderr.read() if number is not signal.SIGKILL else ""
    assert "Traceback" not in said
    if process.returncode == 0:
        return False
    _stopped(process, number, said)
    return True


def _stopped(process: subprocess.Popen[str], number: signal.Signals, said: str) -> None:
    if number is signal.SIGKILL:
        assert process.returncode == -signal.SIGKILL
    else:
        assert process.returncode == 3, said
        assert "[interrupted]" in said
        assert "`sealane apply`" in said


def converge(person: Traveller, *more: str) -> None:
    """Apply once more and find nothing left to change, and one VPC and no other."""
    person.must(*APPLY, *more)
    assert "no changes" in person.must("plan", "--sandbox", *more).out
    ec2 = client(person.sandbox, "ec2", REGION)
    own = [vpc for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]]
    assert len(own) == 1


def test_ten_kills_lose_nothing(person: Traveller) -> None:
    """After nine kills an apply converges, a tenth in an update does no harm, and a destroy leaves nothing behind.

    A moment that came too late is tried again in a workspace that is new, until all ten have landed.
    """
    person.must("sandbox", "push", "demo/app:2.0")
    before = person.holdings()
    person.must("init", "--region", REGION)
    waiting: tuple[tuple[str, float, signal.Signals], ...] = MOMENTS
    landed = 0
    for _ in range(ROUNDS):
        missed = tuple(moment for moment in waiting if not kill(person, *moment))
        landed += len(waiting) - len(missed)
        converge(person)
        waiting = missed
        if not waiting:
            break
        person.must("destroy", "--sandbox", "--yes")
        assert person.holdings() == before
    landed += kill(person, "applying", 0.0, signal.SIGTERM, "--image", "demo/app:2.0")
    converge(person, "--image", "demo/app:2.0")
    assert landed == 10, waiting
    person.must("destroy", "--sandbox", "--yes")
    assert person.holdings() == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_plan_that_is_stopped_says_how_to_go_on(person: Traveller, number: signal.Signals) -> None:
    """A plan ends with status 3 and names itself as the way on; asked again it succeeds."""
    person.must("init", "--region", REGION)
    with person.begin("plan", "--sandbox") as process:
        assert process.stderr
        while "planning" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(number)
        said = process.stderr.read()
    assert process.returncode == 3
    assert "`sealane plan`" in said
    assert "23 to add" in person.must("plan", "--sandbox").out
