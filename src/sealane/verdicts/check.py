"""What one look at one step found."""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.verdicts.cause import Cause
from sealane.verdicts.decision import Decision
from sealane.verdicts.trace import Block, Trace
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Origin, Unknown, Unread


class Subject(enum.StrEnum):
    """What a check looks at."""

    TASK = "task"
    IMAGE = "image"
    STORE = "store"
    NETWORK = "network"
    PERMISSION = "permission"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One look: its verdict, what stands in the way, why it is unknown, and the evidence.

    `origin` is the fact that decided. `blocks` is empty unless it fails, `open` is empty unless it is unknown.
    """

    subject: Subject
    verdict: Verdict
    origin: Origin
    blocks: tuple[Block, ...] = ()
    open: tuple[Unknown | Unread, ...] = ()
    trace: Trace | None = None
    decision: Decision | None = None

    @property
    def cause(self) -> Cause | None:
        """The cause that bites first."""
        return self.blocks[0].cause if self.blocks else None
