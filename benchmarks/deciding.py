"""How many requests a second are decided under all policy layers, against iam-simulate with the same requests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import simulator
from benchmarks.deciding_mix import mix
from benchmarks.places import PYTHON, ROOT, fresh
from benchmarks.trial import Command, Comparison, Outcome, Trial, Unmeasured, WrongAnswerError

_AGAINST = "iam-simulate"
# The first round of a process warms it up, as it does that of a compiler that learns while it runs.
_ROUNDS = 2


def comparisons() -> Iterator[Comparison | Outcome]:
    """Yield the decisions as a proof asks for them, and for comparison with the whole story of each."""
    ground = Ground(folder=fresh("deciding"))
    name = f"{ground.requests} policy decisions"
    try:
        peer = simulator.folder()
    except simulator.UnavailableError as reason:
        yield Unmeasured(name=name, against=_AGAINST, because=str(reason))
        return
    theirs = ("node", str(simulator.PROGRAM), str(ground.mix))
    for way, title, budget, beyond in (
        ("asked", name, 1 / 10, 1 / 30),
        ("told", f"{name}, each explained", None, None),
    ):
        ours = (PYTHON, "-m", "benchmarks.deciding_ours", str(ground.mix))
        yield Comparison(
            name=title,
            against=_AGAINST,
            subject=Decider(ground=ground, name=way, command=ours, folder=ROOT, last=(way,)),
            yardstick=Decider(ground=ground, name=_AGAINST, command=theirs, folder=peer),
            repetitions=3,
            budget=budget,
            beyond=beyond,
        )


@dataclass(slots=True)
class Ground:
    """The requests in a file, and the answers that every side must give."""

    folder: Path
    mix: Path = field(init=False)
    requests: int = field(init=False)
    answers: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write the requests down."""
        drawn = mix()
        self.mix = self.folder / "mix.json"
        self.mix.write_text(json.dumps(drawn), encoding="utf-8")
        self.requests = len(drawn["requests"])

    def check(self, name: str, answers: list[str]) -> None:
        """Refuse answers that differ from those of another side.

        Raises:
            WrongAnswerError: when there is a difference.

        """
        if len(answers) != self.requests:
            msg = f"{name} gave {len(answers)} answers to {self.requests} requests"
            raise WrongAnswerError(msg)
        self.answers[name] = answers
        for other, others in self.answers.items():
            for number, (one, two) in enumerate(zip(answers, others, strict=True)):
                if one != two:
                    msg = f"request {number} of {self.mix} is {one} for {name} and {two} for {other}"
                    raise WrongAnswerError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """One side: a process that reads the requests, decides them all a few times, and says how long each round took.

    Its start and its reading of the file are not counted, because a program that asks many times does both once.
    """

    ground: Ground
    name: str
    command: Command
    folder: Path
    last: tuple[str, ...] = ()

    def seconds(self) -> float:
        """Run the process and return how long its last round took.

        Raises:
            WrongAnswerError: when it fails, or does not answer as the other sides do.

        """
        output = self.ground.folder / f"{self.name}.json"
        output.unlink(missing_ok=True)
        command = (*self.command, str(output), str(_ROUNDS), *self.last)
        Trial(commands=(command,), folder=self.folder).seconds()
        said = json.loads(output.read_text(encoding="utf-8"))
        self.ground.check(self.name, said["answers"])
        return float(said["seconds"][-1])
