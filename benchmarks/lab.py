"""How long a lab takes to stand and to be gone: that of one service, and that of fifty services in one VPC.

The process that holds it is counted in, both ways; the plan is read and surveyed before.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.plans import plan_of
from benchmarks.trial import Comparison, Limit, Outcome, WrongAnswerError
from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.listeners import Stands
from sealane.lab.kernel.enclosure import Enclosure, enter
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.probe import Flow, probe
from sealane.lab.kernel.wire import Wire
from sealane.lab.survey.survey import survey
from sealane.readers.plan.read import world_of_plan

_SIZES = ((1, 2.0, 1.0), (50, 15.0, None))


def comparisons() -> Iterator[Comparison | Outcome]:
    """Yield up and down of the small lab, and up of the large one."""
    for services, up, down in _SIZES:
        blueprint = survey(world_of_plan(plan_of(services, together=services), "plan.json"))
        name = f"the lab of {services} service{'s'[: services > 1]} ({len(blueprint.spaces)} namespaces)"
        yield _comparison(f"{name} stands", Up(blueprint=blueprint), up)
        if down is not None:
            yield _comparison(f"{name} is gone", Down(blueprint=blueprint), down)


def _comparison(name: str, subject: Up | Down, limit: float) -> Comparison:
    return Comparison(
        name=name,
        against=f"{limit:.0f} s",
        subject=subject,
        yardstick=Limit(limit=limit),
        repetitions=5,
        budget=1.0,
        beyond=0.25,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Up:
    """From nothing to a lab in which packets arrive."""

    blueprint: Blueprint

    def seconds(self) -> float:
        """Build the lab once, and return how long that took.

        Raises:
            WrongAnswerError: when a packet of a task to an endpoint does not arrive, or one of an unknown port does.

        """
        started = time.perf_counter()
        with _standing(self.blueprint) as enclosure:
            taken = time.perf_counter() - started
            enclosure.send("probe")
            if enclosure.receive() != [True, False]:
                msg = "the lab stands, and is not the network that was planned"
                raise WrongAnswerError(msg)
        return taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Down:
    """From a lab that stands to nothing."""

    blueprint: Blueprint

    def seconds(self) -> float:
        """Take a lab down, and return how long that took.

        Raises:
            WrongAnswerError: when the process that held it is still there.

        """
        enclosure = _standing(self.blueprint)
        started = time.perf_counter()
        enclosure.close()
        taken = time.perf_counter() - started
        try:
            os.kill(enclosure.pid, 0)
        except ProcessLookupError:
            return taken
        msg = "the lab was taken down, and the process that held it is there"
        raise WrongAnswerError(msg)


def _standing(blueprint: Blueprint) -> Enclosure[None]:
    enclosure = enter(_stand, blueprint)
    if enclosure.receive() != "stands":
        msg = "the lab does not stand"
        raise WrongAnswerError(msg)
    return enclosure


def _stand(wire: Wire, blueprint: Blueprint) -> None:
    lab = Lab(blueprint)
    wire.say("stands")
    wire.hear()
    task = blueprint.seats[0].space
    endpoint = next(one.space for one in blueprint.listeners if one.stands is Stands.INTERFACE_ENDPOINT)
    address = next(str(one.ip) for link in blueprint.links if link.one.space == endpoint for one in link.one.addresses)
    flows = [Flow(sender=task, target=endpoint, destination=address, port=port) for port in (443, 22)]
    wire.say([sighting.there for sighting in probe(lab, flows)])
