"""An enclosure: a process tree with a view of processes and mounts of its own, of which nothing outlives its end.

    caller ── keeper ── first process ── worker

The keeper is a fresh interpreter; it makes the namespaces and waits. The first process of the new process namespace
only buries the dead: when it ends, however it does, the kernel kills every process there. The worker runs the
function. The keeper ends the first process when the caller's end of its pipe closes, and the kernel does when the
keeper ends; so whichever of them is killed, all of them go, and with them what they alone hold: network namespaces,
their links, mounts.

Root's network stays the machine's own for the worker. Somebody else has no right to come back to that from a space,
so the worker has one of its own, with nothing but a loopback device; ports of the machine's loopback that are asked for
can be reached on it.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

from sealane.errors import EnvironmentFailure, Problem
from sealane.lab.kernel.channel import Channel

T = TypeVar("T")
_THRESHOLD: Final = "sealane.lab.kernel.threshold"
_MAIN: Final = "__main__"
_PATIENCE: Final = 10


class Enclosure(Generic[T]):
    """A function that runs in an enclosure, and the channel to it."""

    def __init__(self, function: Callable[..., T], args: tuple[Any, ...], ports: Iterable[int] = ()) -> None:
        """Start it; a function is found there by its name, so it is one of a module that can be imported."""
        if function.__module__ == _MAIN or any(getattr(arg, "__module__", "") == _MAIN for arg in args):
            msg = "another interpreter cannot find what is defined in the main module"
            raise ValueError(msg)
        ours, theirs = socket.socketpair()
        lifeline, held = os.pipe()
        call = pickle.dumps((function, args))
        try:
            self._keeper = subprocess.Popen(
                [sys.executable, "-m", _THRESHOLD, str(theirs.fileno()), str(lifeline)],
                pass_fds=(theirs.fileno(), lifeline),
                stdin=subprocess.DEVNULL,
                # A key pressed in the caller's terminal is the caller's to answer, which ends this as well.
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            )
        finally:
            theirs.close()
            os.close(lifeline)
        self._held = held
        self._channel = Channel(ours)
        with contextlib.suppress(OSError):
            self._channel.send((sys.path, tuple(ports), call))

    @property
    def pid(self) -> int:
        """The keeper's process, with which everything ends."""
        return self._keeper.pid

    def result(self) -> T:
        """Wait for what the function returns, or raise what it raises."""
        while True:
            kind, value = self._heard()
            if kind == "returned":
                self.close()
                returned: T = value
                return returned
            if kind == "raised":
                self.close()
                raise value

    def receive(self) -> Any:  # noqa: ANN401 - whatever the function says
        """Wait for the next thing that the function sends; raises what it raises, `EOFError` when it has returned."""
        kind, value = self._heard()
        if kind == "said":
            return value
        self.close()
        if kind == "raised":
            raise value
        raise EOFError

    def send(self, value: object) -> None:
        """Say something to the function."""
        self._channel.send(value)

    def close(self) -> None:
        """End it, and wait until it is gone; what is gone already is no matter."""
        if self._held >= 0:
            os.close(self._held)
            self._held = -1
        self._channel.close()
        try:
            self._keeper.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._keeper.send_signal(signal.SIGKILL)
            self._keeper.wait()

    def __enter__(self) -> Self:
        """Run while a block does."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _heard(self) -> tuple[str, Any]:
        try:
            kind, value = self._channel.receive()
        except (EOFError, OSError):
            # How it ended is known when it is let end by itself.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._keeper.wait(_PATIENCE)
            self.close()
            raise EnvironmentFailure(ended(self._keeper.returncode)) from None
        return kind, value


def ended(status: int) -> Problem:
    """Return the problem of an enclosure that ended before its function did."""
    how = f"signal {signal.Signals(-status).name}" if status < 0 else f"status {status}"
    return Problem(
        code="lab-ended",
        what="The process that holds the lab ended before its work was done",
        facts=(("ended with", how),),
        hint="run the command again; `sealane doctor` tells whether this machine can hold a lab",
    )


def enter(function: Callable[..., T], *args: Any, ports: Iterable[int] = ()) -> Enclosure[T]:
    """Run `function(say, *args)` in an enclosure: `say` is a `Wire` to the caller.

    `ports` of the machine's loopback can be reached there also where the enclosure has a loopback of its own.
    """
    return Enclosure(function, args, ports)


def run(function: Callable[..., T], *args: Any, ports: Iterable[int] = ()) -> T:
    """Run `function(*args)` in an enclosure, and return what it returns."""
    made: Enclosure[T] = Enclosure(_without_wire, (function, *args), ports)
    with made as enclosure:
        return enclosure.result()


def _without_wire(wire: object, function: Callable[..., T], *args: Any) -> T:
    del wire
    found: T = function(*args)
    return found
