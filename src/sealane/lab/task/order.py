"""Which containers start next, and in which order they stop; pure.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_dependson
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence

from sealane.lab.task.definition import Condition, Contained
from sealane.lab.task.health import Health
from sealane.records import dataclass


class Status(enum.StrEnum):
    """A container's `lastStatus`."""

    PENDING = "PENDING"
    RUNNING = "RUNNING"
    STOPPED = "STOPPED"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How a container is: `exit_code` only of one that ran and ended, `reason` of one that did not run as it should."""

    status: Status = Status.PENDING
    exit_code: int | None = None
    health: Health = Health.UNKNOWN
    reason: str = ""
    started: float = 0.0
    stopped: float = 0.0


def ready(containers: Sequence[Contained], states: Mapping[str, State]) -> tuple[str, ...]:
    """Return the containers that wait for nothing any more and have not been started."""
    return tuple(
        one.name
        for one in containers
        if states[one.name].status is Status.PENDING
        and all(_met(condition, states.get(name)) for name, condition in one.depends_on)
    )


def hopeless(containers: Sequence[Contained], states: Mapping[str, State]) -> tuple[str, str] | None:
    """Return a container that waits for what can never come, with the one it waits for."""
    for one in containers:
        if states[one.name].status is not Status.PENDING:
            continue
        for name, condition in one.depends_on:
            state = states.get(name)
            if state is None or (_over(state) and not _met(condition, state)):
                return one.name, name
    return None


def ended(containers: Sequence[Contained], states: Mapping[str, State]) -> str | None:
    """Return the essential container whose end ends the task; without one, any of them once all have stopped."""
    for one in containers:
        if one.essential and states[one.name].status is Status.STOPPED:
            return one.name
    return None


def stop_order(containers: Sequence[Contained]) -> tuple[tuple[str, ...], ...]:
    """Return the containers in waves: those that others depend on stop after those others."""
    left = {one.name: one for one in containers}
    waves: list[tuple[str, ...]] = []
    while left:
        needed = {name for one in left.values() for name, _ in one.depends_on}
        wave = tuple(name for name in left if name not in needed) or tuple(left)
        waves.append(wave)
        for name in wave:
            del left[name]
    return tuple(waves)


def _met(condition: Condition, state: State | None) -> bool:
    if state is None:
        return False
    match condition:
        case Condition.START:
            return state.started > 0
        case Condition.COMPLETE:
            return state.status is Status.STOPPED and state.exit_code is not None
        case Condition.SUCCESS:
            return state.status is Status.STOPPED and state.exit_code == 0
        case Condition.HEALTHY:
            return state.status is Status.RUNNING and state.health is Health.HEALTHY


def _over(state: State) -> bool:
    return state.status is Status.STOPPED
