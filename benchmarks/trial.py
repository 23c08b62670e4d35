"""What is measured: commands run as a person runs them, and the alternation that makes two of them comparable."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

Command = tuple[str, ...]


class WrongAnswerError(Exception):
    """A measured command failed, or did something else than it should: its time means nothing."""


def ordinary_environment() -> dict[str, str]:
    """Return this process's environment as a user has it: compiled modules are kept, nobody is called for news."""
    dropped = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONUNBUFFERED"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"CHECKPOINT_DISABLE": "1"}


def _nothing() -> None:
    """Do nothing before or after a command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Commands that are run, from outside.

    Attributes:
        commands: run one after the other; the time is that of all of them.
        folder: where they run.
        environ: their environment variables.
        before: makes the ground even before each run; not timed.
        after: checks that the answer is right; not timed.

    """

    commands: tuple[Command, ...]
    folder: Path = field(default_factory=Path)
    environ: Mapping[str, str] = field(default_factory=ordinary_environment)
    before: Callable[[], None] = _nothing
    after: Callable[[], None] = _nothing

    def seconds(self) -> float:
        """Run the trial once and return how long its commands took.

        Raises:
            WrongAnswerError: when a command fails or `after` does not like what it did.

        """
        self.before()
        started = time.perf_counter()
        for command in self.commands:
            self._run(command)
        taken = time.perf_counter() - started
        self.after()
        return taken

    def _run(self, command: Command) -> None:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()[-2000:]
            msg = f"`{' '.join(command)}` ended with {done.returncode}:\n{said}"
            raise WrongAnswerError(msg)


class Side(Protocol):
    """One side of a comparison: something that can be timed again and again."""

    def seconds(self) -> float:
        """Do it once and return how long it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A time that something may take, where nothing else does the same."""

    limit: float

    def seconds(self) -> float:
        """Return it."""
        return self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two sides and the ratio that is allowed between them.

    `budget` of `None` means that the ratio is shown and nothing hangs on it; `beyond` is where we want to end.
    """

    name: str
    against: str
    subject: Side
    yardstick: Side
    repetitions: int
    budget: float | None
    beyond: float | None = None

    def measure(self) -> Measured:
        """Run both sides in turn, once to warm up and then for the record.

        Raises:
            WrongAnswerError: when either side fails.

        """
        sides = (self.subject, self.yardstick)
        for side in sides:
            side.seconds()
        taken: tuple[list[float], list[float]] = ([], [])
        for repetition in range(self.repetitions):
            # Whoever goes second finds a warmer machine, so the two take turns at that as well.
            for index in (0, 1) if repetition % 2 == 0 else (1, 0):
                taken[index].append(sides[index].seconds())
        return Measured(comparison=self, subject=tuple(taken[0]), yardstick=tuple(taken[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A comparison with the seconds that both sides took, in the order of the runs."""

    comparison: Comparison
    subject: tuple[float, ...]
    yardstick: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Median of the ratios of neighbouring runs: what slows the machine for a minute slows both of a pair."""
        return statistics.median(ours / theirs for ours, theirs in zip(self.subject, self.yardstick, strict=True))

    @property
    def missed(self) -> bool:
        """Whether there is a budget and the ratio is over it."""
        return self.comparison.budget is not None and self.ratio > self.comparison.budget


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmeasured:
    """A comparison that could not be made here, and why."""

    name: str
    against: str
    because: str


Outcome = Measured | Unmeasured
