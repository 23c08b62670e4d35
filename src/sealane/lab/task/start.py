"""Every step of a start, made in its place and in its order."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from sealane.lab.sockets import Spaces
from sealane.lab.task import steps
from sealane.lab.task.connections import Caller
from sealane.lab.task.scene import Made, Prepared, Scene, not_made
from sealane.lab.task.subjects import host_of
from sealane.lab.task.supply import Place, Supply, Timeouts
from sealane.startup.sequence import cards
from sealane.startup.step import Interface, Step, StepName
from sealane.verdicts.observation import Failure, Observation
from sealane.verdicts.verdict import Verdict
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known


def _maker(name: StepName) -> Callable[[Step, Scene], Made]:
    """Return what makes a step: its file has the name of the file that derives it."""
    made: Callable[[Step, Scene], Made] = importlib.import_module(f"{steps.__name__}.{name.replace('-', '_')}").make
    return made


_MAKE: Final[Mapping[StepName, Callable[[Step, Scene], Made]]] = {card.name: _maker(card.name) for card in cards()}


def start(  # noqa: PLR0913, PLR0917 (what a start depends on)
    spaces: Spaces,
    place: Place,
    task: TaskDefinition,
    setting: Setting,
    order: Iterable[Step],
    supply: Supply,
    timeouts: Timeouts | None = None,
    prepared: Prepared | None = None,
) -> Iterator[Observation]:
    """Make every step, also after one that failed; what ECS would report is the first that failed.

    `prepared` is filled with what the steps bring; a caller who wants to run the containers gives an empty one.
    """
    caller = Caller(spaces=spaces, place=place, timeouts=timeouts or Timeouts(), authority=supply.authority)
    scene = Scene(caller=caller, task=task, setting=setting, supply=supply, prepared=prepared or Prepared())
    for step in order:
        yield observed(step, scene)


def observed(step: Step, scene: Scene) -> Observation:
    """Make one step; what breaks in here is no news of the network, so the step then counts as not made."""
    began, seen = time.monotonic(), scene.supply.wire()
    try:
        made = _made(step, scene)
    except Exception as error:  # noqa: BLE001 (whatever broke, the other steps are still to be made)
        made = not_made(f"the rehearsal itself broke: {type(error).__name__}: {error}")
    return Observation(
        step=step,
        subnet=scene.caller.place.subnet,
        verdict=made.verdict,
        failure=(made.failure or Failure.OTHER) if made.verdict is Verdict.FAILS else None,
        host=host_of(step),
        address=made.address,
        port=made.port or step.port,
        message=made.message,
        detail=made.detail,
        wire=seen(),
        seconds=time.monotonic() - began,
    )


def _made(step: Step, scene: Scene) -> Made:
    if step.interface is Interface.FARGATE:
        return not_made("this platform version makes it over an interface of Fargate's own, which is not in the VPC")
    if not isinstance(step.host, Known):
        return not_made(step.host.reason)
    return _MAKE[step.name](step, scene)
