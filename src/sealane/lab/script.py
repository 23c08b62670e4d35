"""What is to be rehearsed, and what was seen: values that cross the border of the enclosure."""

from __future__ import annotations

from collections.abc import Mapping

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.front.backends import Backends
from sealane.lab.front.judge import Judge
from sealane.lab.task.supply import Keys, Timeouts
from sealane.records import dataclass, field
from sealane.startup.step import Step
from sealane.verdicts.observation import Exchange, Observation
from sealane.world.tasks import Setting, TaskDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The start of one service's task, made in every seat that the blueprint has for it.

    Attributes:
        service: the service's key.
        task, setting, steps: the task and what it makes.
        keys: credentials by `execution-role` and `task-role`.
        roles: for each of them the key and the ARN of the role.
        trusts: their trust policies as parsed JSON; `None` for a role that does not exist.
        goals: addresses and ports outside that the task tries to reach, beside those of every rehearsal.
        entrances: addresses outside from which the task's ports are tried, beside those of every rehearsal.

    """

    service: str
    task: TaskDefinition
    setting: Setting
    steps: tuple[Step, ...]
    keys: Mapping[str, Keys]
    roles: Mapping[str, tuple[str, str]]
    trusts: Mapping[str, object]
    goals: tuple[tuple[str, int], ...] = ()
    entrances: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One rehearsal.

    Attributes:
        blueprint: the network.
        backends: who answers behind it.
        judge: whose policies are enforced.
        starts: what is made in it.
        folder: where images are pulled to.
        capture: the file for the packets, empty for none.
        timeouts: how long each call may take.

    """

    blueprint: Blueprint
    backends: Backends
    judge: Judge | None
    starts: tuple[Start, ...]
    folder: str
    capture: str = ""
    timeouts: Timeouts = field(default_factory=Timeouts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Performed:
    """What was seen.

    Attributes:
        observations: of each service's key, every step in every seat.
        escapes: what arrived in the place of the internet, by the service's key.
        unenforced: what policies say that was not enforced.
        built: seconds until the lab stood.
        failed: why nothing could be made, empty unless so.

    """

    observations: tuple[tuple[str, Observation], ...] = ()
    escapes: tuple[tuple[str, Exchange], ...] = ()
    unenforced: tuple[str, ...] = ()
    built: float = 0.0
    failed: str = ""
