"""`status`: the services as ECS sees them now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.readers.live.identity import caller
from sealane.readers.live.services import status as look
from sealane.records import dataclass
from sealane.verbs.aws import aws
from sealane.verbs.wanted import wanted

if TYPE_CHECKING:
    from sealane.readers.live.identity import Caller
    from sealane.readers.live.translate.services import Status
    from sealane.verbs.observer import Observer
    from sealane.verbs.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What ECS says of the spec's services, and who asked; `idle` when it is a sandbox in which no task runs."""

    caller: Caller
    status: Status
    sandbox: bool
    idle: bool = False


def status(request: Request, observer: Observer) -> Seen:
    """Ask ECS about the spec's services, their deployments and their tasks.

    Raises:
        InputError: when the spec or an argument is wrong.
        EnvironmentFailure: when AWS cannot be asked.

    """
    spec = wanted(request).spec
    where = aws(request, spec.region, observer)
    door = where.door()
    who = caller(door)
    seen = look(door, spec.name, tuple(spec.services))
    return Seen(caller=who, status=seen, sandbox=where.sandbox is not None, idle=where.idle)
