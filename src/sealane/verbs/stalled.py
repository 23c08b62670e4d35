"""Why services do not arrive at what was applied: the diagnosis of their tasks, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.errors import Problem, SealaneError
from sealane.records import dataclass, replace
from sealane.verbs.diagnose import Diagnosed, diagnosed
from sealane.verbs.observer import Observer, Stage

if TYPE_CHECKING:
    from sealane.readers.live.door import Door
    from sealane.readers.live.steadiness import Steadiness
    from sealane.verbs.stopped import Seen
    from sealane.world.stopped_tasks import StoppedTask


@dataclass(frozen=True, slots=True, kw_only=True)
class Stalled:
    """What was found out about services that do not arrive; `problems` say why nothing was."""

    cluster: str
    services: tuple[str, ...]
    sandbox: bool = False
    diagnosed: Diagnosed | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether the newest failed start has a cause that stands in the way as the account is now."""
        first = self.diagnosed.stopped[:1] if self.diagnosed else ()
        return any(cause.finding is not None for one in first for cause in one.diagnosis.causes)


def stalled(door: Door, cluster: str, services: tuple[Steadiness, ...], observer: Observer) -> Stalled:
    """Diagnose the tasks of services; whatever stands in the way of that is told and raises nothing.

    What was applied is applied: for want of a diagnosis it must not look as if it were not.
    """
    found = Stalled(cluster=cluster, services=tuple(service.service for service in services))
    try:
        observer.stage(Stage.DIAGNOSE)
        return replace(found, diagnosed=_diagnosed(door, cluster, services, observer))
    except SealaneError as error:
        return replace(found, problems=error.problems)
    except Exception as error:  # noqa: BLE001 - as the docstring says; the error itself is told
        return replace(found, problems=(_broken(error),))


def _diagnosed(door: Door, cluster: str, services: tuple[Steadiness, ...], observer: Observer) -> Diagnosed:
    from sealane.readers.live.scope import Scope
    from sealane.verbs.stopped import seen_live

    seen, _ = seen_live(door, Scope(clusters=(cluster,), services=tuple(service.service for service in services)))
    return diagnosed(seen, _of_deployments(seen, services), observer)


def _of_deployments(seen: Seen, services: tuple[Steadiness, ...]) -> tuple[StoppedTask, ...]:
    """Return the tasks of what was applied; where none of them has stopped, what events tell, and else whatever is."""
    watched = {task.arn for service in services for task in service.stops}
    troubles = {message for service in services for message in service.troubles}
    mine = tuple(task for task in seen.tasks if task.id in watched)
    return mine or tuple(task for task in seen.tasks if troubles.intersection(task.messages)) or seen.tasks


def _broken(error: Exception) -> Problem:
    return Problem(
        code="diagnosis-failed",
        what="the diagnosis broke off; that is a fault of sealane, and says nothing about what was applied",
        facts=(("error", f"{type(error).__name__}: {error}"),),
        hint="give the stopped reason to `sealane diagnose --message -`",
    )
