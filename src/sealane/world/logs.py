"""What the logs of an account recorded, beside the world as it is now."""

from __future__ import annotations

from typing import Final

from sealane.records import dataclass
from sealane.world.flows import Flow
from sealane.world.trail_events import TrailEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Logs:
    """Records of flow logs and of CloudTrail. What they lack did not for that reason not happen."""

    flows: tuple[Flow, ...] = ()
    events: tuple[TrailEvent, ...] = ()

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self.flows) + len(self.events)

    def __bool__(self) -> bool:
        """Tell whether there is any record."""
        return self.count > 0


NO_LOGS: Final = Logs()
