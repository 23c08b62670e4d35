"""What is found of all packets at once: each certain way with a packet that takes it, and what nobody can decide."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.verdicts.trace import Block, Trace
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Unknown, Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """A way that breaks the seal, and the trace of one packet that takes it."""

    block: Block
    witness: Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaks:
    """Every certain way, and why there may be others."""

    leaks: tuple[Leak, ...] = ()
    open: tuple[Unknown | Unread, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Whether the seal holds in this direction."""
        if self.leaks:
            return Verdict.FAILS
        return Verdict.UNKNOWN if self.open else Verdict.HOLDS
