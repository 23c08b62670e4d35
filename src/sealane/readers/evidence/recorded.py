"""What one file of evidence holds."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.world.flows import Flow
from sealane.world.stopped_tasks import StoppedTask
from sealane.world.trail_events import TrailEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Records of flow logs and of CloudTrail, and the stopped tasks and events of services."""

    flows: tuple[Flow, ...] = ()
    events: tuple[TrailEvent, ...] = ()
    stopped: tuple[StoppedTask, ...] = ()
