"""Which records are of the task: by its interface, by its own id, or by its address while it lived."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sealane.diagnosis.symptoms.symptom import Symptom
from sealane.world.flows import Flow
from sealane.world.stopped_tasks import StoppedTask
from sealane.world.trail_events import TrailEvent

# The longest window of a record: https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
_LONGEST: Final = 600


def is_own_interface(flow: Flow, task: StoppedTask) -> bool:
    """Tell whether a record was made at the task's own interface, which no other task ever has.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
    """
    own = bool(task.interface) and flow.interface == task.interface
    return own or (bool(flow.task) and bool(task.id) and flow.task.rpartition("/")[2] == id_of(task))


def is_from_task(flow: Flow, task: StoppedTask) -> bool:
    """Tell whether packets of a record made elsewhere came from the task, whose address others have had too."""
    if not task.address or flow.source != task.address:
        return False
    began, ended = seconds(task.began), seconds(task.at)
    if began is None or ended is None or not flow.began or not flow.ended:
        return False
    return flow.began >= int(began) and flow.ended <= ended + _LONGEST


def is_own_call(event: TrailEvent, task: StoppedTask, symptom: Symptom) -> bool:
    """Tell whether a call was the task's: ECS names the session of a role by the task's id, and AWS each request."""
    if symptom.request_id and event.request == symptom.request_id:
        return True
    if symptom.named.principal and event.principal == symptom.named.principal:
        return True
    session = event.principal.rpartition("/")[2] if ":assumed-role/" in event.principal else ""
    return bool(session) and bool(task.id) and session == id_of(task)


def id_of(task: StoppedTask) -> str:
    """Return the id of a task without what stands before it in its ARN."""
    return task.id.rpartition("/")[2]


def seconds(moment: str) -> float | None:
    """Return a time as seconds since 1970, `None` for one that nobody can read.

    One version of the AWS CLI writes numbers, another texts.
    """
    try:
        return float(moment)
    except ValueError:
        pass
    try:
        read = dt.datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (read if read.tzinfo else read.replace(tzinfo=dt.UTC)).timestamp()
