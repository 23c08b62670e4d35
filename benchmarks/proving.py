"""How long `sealane prove` takes with a plan, and how much memory, against a process that only decodes it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import peers
from benchmarks.places import PYTHON, SEALANE, fresh
from benchmarks.plans import SERVICES_OF_A_NETWORK, WOUNDS, causes_of, plan_of
from benchmarks.trial import Comparison, Outcome, Trial, Unmeasured, WrongAnswerError, ordinary_environment

ORJSON = "orjson==3.13.0"
SERVICES, MANY = 1000, 5000
_KIB = 1024
# Linux lets a process inherit the peak of whoever started it, so a small one stands between.
_LOOK = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def comparisons() -> Iterator[Comparison | Outcome]:
    """Yield time and memory of a large plan, of a larger one, and of one with a single service."""
    ground = Ground(folder=fresh("proving"))
    ground.check()
    whole = ground.trial(SERVICES)
    name = f"sealane prove of {SERVICES} services ({ground.megabytes(SERVICES):.0f} MB)"
    try:
        decoder = peers.interpreter(ORJSON)
    except peers.UnavailableError as reason:
        yield Unmeasured(name=name, against="orjson.loads", because=str(reason))
    else:
        decode = f"import orjson; orjson.loads(open({str(ground.plan(SERVICES))!r}, 'rb').read())"
        yield Comparison(
            name=name,
            against="orjson.loads, whole process",
            subject=whole,
            yardstick=Trial(commands=((decoder, "-c", decode),)),
            repetitions=7,
            budget=1.5,
            beyond=0.6,
        )
    yield from _growing(ground, whole)


def _growing(ground: Ground, whole: Trial) -> Iterator[Comparison | Outcome]:
    """Yield time and memory of the larger plan, and the time of the smallest."""
    yield Comparison(
        name=f"sealane prove of {MANY} services ({ground.megabytes(MANY):.0f} MB)",
        against=f"of {SERVICES} services",
        subject=ground.trial(MANY),
        yardstick=whole,
        repetitions=3,
        budget=5.2,
        beyond=4.5,
    )
    yield Comparison(
        name="the same, megabytes of memory at most",
        against="megabytes of the file",
        subject=Peak(command=ground.command(MANY)),
        yardstick=Size(megabytes=ground.megabytes(MANY)),
        repetitions=1,
        budget=3.0,
        beyond=2.0,
    )
    yield Comparison(
        name="sealane prove of one service",
        against="python -c pass",
        subject=ground.trial(1),
        yardstick=Trial(commands=((PYTHON, "-c", "pass"),)),
        repetitions=21,
        budget=8.0,
        beyond=4.0,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Plans in a folder."""

    folder: Path

    def plan(self, services: int) -> Path:
        """Return the plan of some services in which nothing is wrong."""
        path = self.folder / f"{services}.json"
        if not path.exists():
            path.write_bytes(plan_of(services))
        return path

    def megabytes(self, services: int) -> float:
        """Return how large that plan is."""
        return self.plan(services).stat().st_size / 1e6

    def command(self, services: int) -> tuple[str, ...]:
        """Return the command that proves it; it ends with 0 only when every service holds."""
        return (SEALANE, "prove", str(self.plan(services)))

    def trial(self, services: int) -> Trial:
        """Return that command to be timed."""
        return Trial(commands=(self.command(services),), folder=self.folder)

    def check(self, services: int = SERVICES) -> None:
        """Hurt services and networks in every way at once, and look whether each fault and nothing else is found.

        Raises:
            WrongAnswerError: when it is not so; then no time counts.

        """
        wounds = wounds_of(services)
        path = self.folder / "wounded.json"
        path.write_bytes(plan_of(services, wounds))
        command = (SEALANE, "prove", str(path), "--format", "json")
        done = subprocess.run(command, check=False, capture_output=True, env=ordinary_environment(), cwd=self.folder)
        if done.returncode != 1:
            msg = f"`sealane prove` of a wounded plan ended with {done.returncode}: {done.stderr.decode()[-2000:]}"
            raise WrongAnswerError(msg)
        proof = json.loads(done.stdout)
        found = {
            service["origin"]: frozenset(finding["cause"] for finding in service["findings"])
            for service in proof["services"]
            if service["findings"] or service["verdict"] != "holds"
        }
        expected = causes_of(services, wounds)
        if found != expected:
            wrong = [name for name in {*found, *expected} if found.get(name) != expected.get(name)]
            one = min(wrong)
            msg = f"{len(wrong)} services are judged wrongly; {one}: {found.get(one)} and not {expected.get(one)}"
            raise WrongAnswerError(msg)


def wounds_of(services: int) -> list[tuple[int, str]]:
    """Return every kind of fault twice, in services and networks of their own, as far as there are so many."""
    networks = -(-services // SERVICES_OF_A_NETWORK)
    of_networks = [name for name in WOUNDS if WOUNDS[name].network] * 2
    of_services = [name for name in WOUNDS if not WOUNDS[name].network] * 2
    hurt = min(len(of_networks), networks // 2)
    first = hurt * SERVICES_OF_A_NETWORK
    places = range(first, services, max(1, (services - first) // max(1, len(of_services))))
    return [*enumerate(of_networks[:hurt]), *zip(places, of_services, strict=False)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """A process whose memory is looked at; what stands for seconds are megabytes."""

    command: tuple[str, ...]

    def seconds(self) -> float:
        """Run the command and return the most memory that it had, in megabytes.

        Raises:
            WrongAnswerError: when it fails.

        """
        said = subprocess.run(
            (PYTHON, "-c", _LOOK, *self.command),
            env=ordinary_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=True,
        ).stdout
        status, most = map(int, said.split())
        if status:
            msg = f"`{' '.join(self.command)}` ended with {status}"
            raise WrongAnswerError(msg)
        return most * _KIB / 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The size of a file, in megabytes."""

    megabytes: float

    def seconds(self) -> float:
        """Return it."""
        return self.megabytes
