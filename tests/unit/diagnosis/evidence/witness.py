"""A stopped task of the healthy world, and records of what it sent: the addresses are those of that world."""

from __future__ import annotations

from typing import Any

from sealane.world.flows import Flow, FlowAction, FlowStatus
from sealane.world.logs import Logs
from sealane.world.stopped_tasks import StoppedTask
from sealane.world.trail_events import TrailEvent
from sealane.world.values import Origin

TASK_ID = "0123456789abcdef0123456789abcdef"
OWN, ENDPOINTS = "eni-0aaaaaaaaaaaaaaa1", "eni-0bbbbbbbbbbbbbbb2"
ADDRESS, INSIDE, OUTSIDE = "10.0.0.9", "10.0.0.77", "52.94.10.20"
BEGAN, ENDED = 1_767_225_600, 1_767_225_900
TASK = StoppedTask(
    id=f"arn:aws:ecs:us-east-1:111122223333:task/main/{TASK_ID}",
    interface=OWN,
    address=ADDRESS,
    began="2026-01-01T00:00:00Z",
    at="2026-01-01T00:05:00Z",
)
SESSION = f"arn:aws:sts::111122223333:assumed-role/execution/{TASK_ID}"


def flow(action: FlowAction | None = FlowAction.REJECTED, line: int = 1, **given: Any) -> Flow:
    """Return a record of a packet from the task to the endpoint."""
    return Flow(
        **{
            "origin": Origin("flow log", "flows.log", line),
            "action": action,
            "interface": OWN,
            "source": ADDRESS,
            "target": INSIDE,
            "source_port": 40_000,
            "target_port": 443,
            "protocol": 6,
            "began": BEGAN + 60,
            "ended": BEGAN + 120,
            **given,
        }
    )


def reply(action: FlowAction = FlowAction.ACCEPTED, **given: Any) -> Flow:
    """Return a record of an answer that came back to the task."""
    ends = {"source": INSIDE, "target": ADDRESS, "source_port": 443, "target_port": 40_000}
    return flow(action, 2, **{**ends, **given})


def silence(status: FlowStatus = FlowStatus.NO_DATA, began: int = BEGAN + 10, ended: int = ENDED) -> Flow:
    """Return a record of a window without any."""
    nothing = {"source": "", "target": "", "source_port": 0, "target_port": 0, "protocol": 0}
    return flow(None, 3, status=status, began=began, ended=ended, **nothing)


def call(action: str = "ecr:GetAuthorizationToken", code: str = "", message: str = "", **given: Any) -> TrailEvent:
    """Return a call of the task."""
    return TrailEvent(
        **{
            "origin": Origin("event", "trail.json", 1),
            "action": action,
            "principal": SESSION,
            "error_code": code,
            "error_message": message,
            "endpoint": "vpce-0aaaaaaaaaaaaaaa1",
            **given,
        }
    )


def logs(*records: Flow | TrailEvent) -> Logs:
    """Return logs with these records."""
    return Logs(
        flows=tuple(one for one in records if isinstance(one, Flow)),
        events=tuple(one for one in records if isinstance(one, TrailEvent)),
    )
