"""How long a proof of a world in memory takes after one rule of it has changed, against one millisecond."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.plans import plan_of
from benchmarks.trial import Comparison, Outcome, WrongAnswerError
from sealane.proof.judged import Judged
from sealane.proof.prove import prove
from sealane.readers.plan.read import world_of_plan
from sealane.records import replace
from sealane.verdicts.verdict import Verdict
from sealane.world.security_groups import SecurityGroup
from sealane.world.values import Known

SERVICES = 1000
_CHANGES = 60
_OPEN = 443


def comparisons() -> Iterator[Comparison | Outcome]:
    """Yield a rule that is changed and closes its service's way, and one that is put right."""
    for name, closes in (("closed", True), ("opened again", False)):
        yield Comparison(
            name=f"judged again after one rule of {SERVICES} services is {name}",
            against="1 ms",
            subject=Rejudging(closes=closes),
            yardstick=Millisecond(),
            repetitions=3,
            budget=1.0,
            beyond=0.1,
        )


@dataclass(frozen=True, slots=True)
class Millisecond:
    """The budget itself."""

    def seconds(self) -> float:
        """Return a thousandth of a second."""
        return 0.001


@dataclass(slots=True, kw_only=True)
class Rejudging:
    """Rules of one service after the other, changed and put right; the time is the median of one kind of change."""

    closes: bool
    services: int = SERVICES
    judged: Judged = field(init=False)
    _turn: int = 0

    def __post_init__(self) -> None:
        """Read the world and prove it once."""
        self.judged = Judged(world_of_plan(plan_of(self.services), "plan.json"))

    def seconds(self) -> float:
        """Change rules and return how long a change of the kind took.

        Raises:
            WrongAnswerError: when a proof is not that of the changed world, or other services are judged again.

        """
        taken: dict[bool, list[float]] = {True: [], False: []}
        gc.disable()
        try:
            for _ in range(_CHANGES):
                service = f"module.service_{self._turn * 7 % self.services}"
                self._turn += 1
                for port in (_OPEN + self._turn % 1000 + 1, _OPEN):
                    taken[port != _OPEN].append(self._change(service, port))
        finally:
            gc.enable()
        if self.judged.proof != prove(self.judged.world):
            msg = "the proof of the world in memory is not that of the same world read anew"
            raise WrongAnswerError(msg)
        return statistics.median(taken[self.closes])

    def _change(self, service: str, port: int) -> float:
        group = self.judged.world.table(SecurityGroup)[f"{service}.aws_security_group.tasks"]
        first, *rest = group.rules
        changed = replace(group, rules=(replace(first, from_port=Known(port), to_port=Known(port)), *rest))
        started = time.perf_counter()
        again = self.judged.change(changed)
        proof = self.judged.proof
        taken = time.perf_counter() - started
        found = [one.service.id for one in proof.services if one.verdict is not Verdict.HOLDS]
        own = f"{service}.aws_ecs_service.this"
        if again != (own,) or found != ([] if port == _OPEN else [own]):
            msg = f"after a change of {service}, {found} fail and {again} were judged again"
            raise WrongAnswerError(msg)
        return taken
