"""An enclosure: what goes in and comes out, and that nothing is left of it, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sealane.errors import EnvironmentFailure, InputError, Problem
from sealane.lab.kernel import enclosure
from sealane.lab.kernel.wire import Wire
from tests.lab.kernel.traces import Traces, gone, mounted, traces_here
from tests.lab.kernel.workshop import inhabit, occupied

PROBLEM = Problem(code="made-up", what="Something is wrong")


def doubled(number: int) -> tuple[int, int]:
    """Return twice a number, and who does it."""
    return number * 2, os.getpid()


def fails() -> None:
    """Fail as a verb does."""
    raise InputError(PROBLEM)


def raises() -> None:
    """Fail by what nobody foresaw."""
    msg = "nobody foresaw this"
    raise ValueError(msg)


class Unspeakable(Exception):
    """An error that pickle cannot carry."""

    def __init__(self, one: object, other: object) -> None:
        """Take two things of which one is kept."""
        super().__init__(one)
        self.kept = other, threading.Lock()


def raises_unspeakably() -> None:
    """Fail by an error that cannot be told."""
    raise Unspeakable(1, 2)


def echoes(wire: Wire, times: int) -> str:
    """Say again what is heard."""
    for _ in range(times):
        wire.say(wire.hear())
    return "done"


def ends() -> None:
    """End without a word."""
    os._exit(3)


def test_function_runs_among_the_first_processes() -> None:
    """What a function returns comes back, and it was the second process of its own world."""
    assert enclosure.run(doubled, 21) == (42, 2)


def test_problem_comes_back_as_it_is() -> None:
    """A problem that is raised inside is the same one outside."""
    with pytest.raises(InputError) as caught:
        enclosure.run(fails)
    assert caught.value.problems == (PROBLEM,)


def test_error_comes_back_with_its_trace() -> None:
    """Any other error comes back too, and tells where inside it was raised."""
    with pytest.raises(ValueError, match="nobody foresaw this") as caught:
        enclosure.run(raises)
    assert "in raises" in caught.value.__notes__[0]


def test_error_that_cannot_be_carried_comes_back_as_a_problem() -> None:
    """An error without a form that can be sent is a failure of the lab with the same words."""
    with pytest.raises(EnvironmentFailure, match="Unspeakable"):
        enclosure.run(raises_unspeakably)


def test_end_without_a_word_is_a_problem() -> None:
    """An enclosure that ends before its function did says how."""
    with pytest.raises(EnvironmentFailure) as caught:
        enclosure.run(ends)
    assert caught.value.problems[0].facts == (("ended with", "status 3"),)


def test_both_sides_speak() -> None:
    """What is sent is heard, what is said is received, and the end of the function ends the talk."""
    with enclosure.enter(echoes, 2) as inside:
        for word in ("one", "two"):
            inside.send(word)
            assert inside.receive() == word
        assert inside.result() == "done"
    with enclosure.enter(echoes, 0) as inside, pytest.raises(EOFError):
        inside.receive()


@contextmanager
def occupied_enclosure() -> Iterator[tuple[enclosure.Enclosure[None], Traces]]:
    """Fill an enclosure with all that a lab makes, and tell what it can be found by."""
    with enclosure.enter(inhabit) as inside:
        namespaces = inside.receive()
        assert not mounted(namespaces)
        yield inside, traces_here(namespaces)


@pytest.mark.parametrize("whom", ["keeper", "first", "worker", "nobody"])
def test_nothing_is_left_whoever_is_killed(whom: str) -> None:
    """Killed in the middle or closed, an enclosure leaves no process, namespace or mount."""
    mounts = occupied().mounts
    with occupied_enclosure() as (inside, traces):
        assert len(traces.processes) >= 4
        assert len(traces.left()) > len(traces.processes)
        if whom != "nobody":
            victims = {"keeper": inside.pid, "first": traces.processes[0], "worker": traces.processes[1]}
            os.kill(victims[whom], signal.SIGKILL)
            assert gone(traces)
    assert gone(traces)
    assert occupied().mounts == mounts


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_nothing_is_left_when_the_caller_ends(how: signal.Signals) -> None:
    """The process that wanted the lab is killed, or stopped from its terminal: the lab is gone, and says nothing."""
    caller = subprocess.Popen(
        [sys.executable, "-m", "tests.lab.kernel.caller"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    with caller:
        assert caller.stdout
        traces = traces_here(tuple(map(int, caller.stdout.readline().split())))
        os.killpg(caller.pid, how)
        _, said = caller.communicate()
    assert len(traces.processes) >= 4
    assert "threshold" not in said
    assert gone(traces)


def test_thread_that_started_it_may_end() -> None:
    """An enclosure lives as long as somebody holds it, whichever thread that was."""
    made: list[enclosure.Enclosure[str]] = []
    starter = threading.Thread(target=lambda: made.append(enclosure.enter(echoes, 1)))
    starter.start()
    starter.join()
    with made[0] as inside:
        inside.send("still here")
        assert inside.receive() == "still here"
