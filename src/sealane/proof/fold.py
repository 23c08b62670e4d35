"""From what each look found to root causes: one cause that stands in the way of many steps is one finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from sealane.startup.step import StepName
from sealane.verdicts.check import Check
from sealane.verdicts.proof import Finding, StepVerdict
from sealane.verdicts.trace import Block


@runtime_checkable
class Merging(Protocol):
    """A block that takes in another about the same subject."""

    @property
    def subject(self) -> object:
        """What makes two of them one."""

    def merged(self, other: Block) -> Block:
        """Return both in one."""


def findings_of(placement: Iterable[Check], steps: Sequence[StepVerdict]) -> tuple[Finding, ...]:
    """Return the root causes in the order in which they bite."""
    blocks: dict[object, Block] = {}
    stopped: dict[object, dict[StepName, None]] = {}
    looks = [(None, check) for check in placement]
    looks += [(verdict.step.name, check) for verdict in steps for check in verdict.checks]  # type: ignore[misc]
    for name, check in looks:
        for block in check.blocks:
            key = subject_of(block)
            known = blocks.get(key)
            blocks[key] = block if known is None else _together(known, block)
            names = stopped.setdefault(key, {})
            if name is not None:
                names[name] = None
    return tuple(Finding(block=block, steps=tuple(stopped[key])) for key, block in blocks.items())


def subject_of(block: Block) -> object:
    """Return what two blocks must share to be one finding: their subject, or everything."""
    return getattr(block, "subject", block)


def _together(known: Block, block: Block) -> Block:
    return known.merged(block) if isinstance(known, Merging) else known
