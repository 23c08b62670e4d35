"""What a service does next: which tasks start and stop, and where its deployments are; pure.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from typing import Final

from sealane.records import replace
from sealane.sandbox.fargate import notices
from sealane.sandbox.fargate.records import Advance, Deployment, Rollout, State, Status, Task, Wish

_FREE_FAILURES: Final = 3
_FIRST_PAUSE: Final = 5.0
_LONGEST_PAUSE: Final = 60.0
_TO_FAIL: Final = (3, 200)


def advance(wish: Wish, state: State, tasks: Sequence[Task], now: float) -> Advance:
    """Return what follows from what is wanted and what there is."""
    state = _deployed(wish, state, now)
    state, events = _judged(wish, state, tasks, now)
    start = _starts(wish, state, tasks, now)
    stop = _stops(wish, state, tasks)
    state, last = _announced(wish, state, tasks, now, quiet=not start and not stop)
    return Advance(state=state, start=start, stop=stop, events=(*events, *last))


def failures(deployment: Deployment, tasks: Sequence[Task]) -> int:
    """Return how many of a deployment's tasks failed since one of them last ran as it should.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
    """
    mine = [one for one in tasks if one.deployment == deployment.id]
    succeeded = max((one.started for one in mine if one.ran), default=0.0)
    return sum(one.blamed and one.stopped > succeeded for one in mine)


def counts(deployment: Deployment, tasks: Sequence[Task]) -> tuple[int, int]:
    """Return how many of a deployment's tasks run, and how many are on their way to."""
    mine = [one for one in tasks if one.deployment == deployment.id and one.alive]
    running = sum(one.status is Status.RUNNING for one in mine)
    return running, len(mine) - running


def threshold(desired: int) -> int:
    """Return how many failures the circuit breaker lets pass: half of the tasks, at least 3 and at most 200."""
    least, most = _TO_FAIL
    return min(max(math.ceil(desired * 0.5), least), most)


def _deployed(wish: Wish, state: State, now: float) -> State:
    """Begin a new deployment when another task definition is wanted, or the same one anew."""
    cause = (wish.definition, wish.forced)
    if state.deployments:
        primary = state.deployments[0]
        # After the circuit breaker went back, the service names the definition that it went back to.
        if cause in {primary.cause, (primary.definition, primary.cause[1])}:
            return state
    new = _new(wish, now)
    return replace(state, deployments=(new, *state.deployments), steady=False)


def _new(wish: Wish, now: float) -> Deployment:
    digest = hashlib.sha256(f"{wish.arn}{wish.definition}{wish.forced}{now}".encode()).hexdigest()
    name = f"ecs-svc/{int(digest[:16], 16) % 10**19:019d}"
    return Deployment(
        id=name,
        definition=wish.definition,
        cause=(wish.definition, wish.forced),
        created=now,
        updated=now,
        reason=f"ECS deployment {name} in progress.",
    )


def _judged(wish: Wish, state: State, tasks: Sequence[Task], now: float) -> tuple[State, tuple[str, ...]]:
    """Complete the primary deployment, or have the circuit breaker give it up."""
    primary, *others = state.deployments
    running = [one for one in tasks if one.deployment == primary.id and one.alive and _fit(one, wish)]
    old = [one for one in tasks if one.deployment != primary.id and one.status is not Status.STOPPED]
    events: list[str] = []
    if primary.rollout is Rollout.IN_PROGRESS and len(running) >= wish.desired and not old:
        went_back = primary.cause[0] != primary.definition
        reason = primary.reason if went_back else f"ECS deployment {primary.id} completed."
        primary = replace(primary, rollout=Rollout.COMPLETED, reason=reason, updated=now, ever=True)
        events.append(notices.completed(wish.name, primary.id))
        others = []
    failing = wish.breaker and failures(primary, tasks) >= threshold(wish.desired)
    if primary.rollout is Rollout.IN_PROGRESS and failing:
        return _given_up(wish, replace(state, deployments=(primary, *others)), now)
    alive = {one.deployment for one in tasks if one.status is not Status.STOPPED}
    # What is over and has no task left is forgotten, but for one to which the primary may have to go back.
    keeps = primary.rollout is not Rollout.COMPLETED
    kept = [one for one in others if one.id in alive or (keeps and one.ever)]
    return replace(state, deployments=(primary, *kept)), tuple(events)


def _given_up(wish: Wish, state: State, now: float) -> tuple[State, tuple[str, ...]]:
    primary, *others = state.deployments
    said = "ECS deployment circuit breaker: tasks failed to start."
    lost = replace(primary, rollout=Rollout.FAILED, reason=said, updated=now)
    events = (notices.failed(wish.name, primary.id),)
    before = next((one for one in others if one.ever), None)
    if not wish.rollback or before is None:
        return replace(state, deployments=(lost, *others)), events
    reason = f"ECS deployment circuit breaker: rolling back to deploymentId {before.id}."
    again = replace(before, cause=primary.cause, rollout=Rollout.IN_PROGRESS, reason=reason, updated=now)
    rest = tuple(one for one in others if one.id != before.id)
    return replace(state, deployments=(again, lost, *rest)), (*events, notices.back(wish.name, before.id))


def _fit(task: Task, wish: Wish) -> bool:
    return task.status is Status.RUNNING and (task.healthy is True or not wish.has_checks)


def _starts(wish: Wish, state: State, tasks: Sequence[Task], now: float) -> tuple[str, ...]:
    primary = state.deployments[0]
    if primary.rollout is Rollout.FAILED:
        return ()
    alive = [one for one in tasks if one.alive]
    mine = sum(one.deployment == primary.id for one in alive)
    most = max(wish.desired, math.floor(wish.desired * wish.maximum / 100))
    room = min(wish.desired - mine, most - len(alive))
    if room <= 0 or _paused(primary, tasks, now):
        return ()
    return (primary.id,) * room


def _paused(primary: Deployment, tasks: Sequence[Task], now: float) -> bool:
    """Tell whether the next start must wait: after some failures in a row the pauses grow."""
    count = failures(primary, tasks)
    if count < _FREE_FAILURES:
        return False
    last = max(one.stopped for one in tasks if one.blamed and one.deployment == primary.id)
    return now < last + min(_FIRST_PAUSE * 2.0 ** (count - _FREE_FAILURES), _LONGEST_PAUSE)


def _stops(wish: Wish, state: State, tasks: Sequence[Task]) -> tuple[tuple[str, str], ...]:
    """Stop what is too many of the primary deployment, and of the others as many as the minimum allows."""
    primary = state.deployments[0]
    alive = [one for one in tasks if one.alive]
    mine = [one for one in alive if one.deployment == primary.id]
    # The young and those that do not run yet go first.
    spare = sorted(mine, key=lambda one: (one.status is Status.RUNNING, -one.created))[
        : max(0, len(mine) - wish.desired)
    ]
    scaled = [(one.arn, f"Scaling activity initiated by (deployment {primary.id})") for one in spare]
    old = [one for one in alive if one.deployment != primary.id]
    unfit = [one for one in old if not _fit(one, wish)]
    fit = [one for one in old if _fit(one, wish)]
    serving = sum(_fit(one, wish) for one in mine) + len(fit)
    free = max(0, serving - math.ceil(wish.desired * wish.minimum / 100))
    over = [*unfit, *fit[:free]]
    return (*scaled, *((one.arn, f"Scaling activity initiated by (deployment {one.deployment})") for one in over))


def _announced(
    wish: Wish, state: State, tasks: Sequence[Task], now: float, *, quiet: bool
) -> tuple[State, tuple[str, ...]]:
    """Say what did not start, that starts are slowed down, and that all is well: each once."""
    events = []
    new = [one for one in tasks if one.blamed and not one.ran and one.arn not in state.told]
    events += [notices.not_placed(wish.name, one.reason) for one in new]
    primary = state.deployments[0]
    throttled = _paused(primary, tasks, now) or (state.throttled and failures(primary, tasks) > 0)
    if throttled and not state.throttled:
        events.append(notices.inconsistent(wish.name))
    steady = quiet and primary.rollout is Rollout.COMPLETED and counts(primary, tasks) == (wish.desired, 0)
    steady = steady and not any(one.status is not Status.STOPPED and not one.wanted for one in tasks)
    if steady and not state.steady:
        events.append(notices.steady(wish.name))
    told = frozenset(one.arn for one in tasks if one.blamed)
    return replace(state, told=told, throttled=throttled, steady=steady), tuple(events)
