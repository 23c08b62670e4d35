"""From what each look found to root causes: one cause that stands in the way of many steps is one finding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeGuard

from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.check import Check
from sealane.verdicts.proof import Finding, StepVerdict
from sealane.verdicts.trace import Block

# What closes a group or an ACL is one fault, however many ways it closes.
_ONE_FAULT = frozenset(
    {
        Cause.TASK_GROUP_EGRESS,
        Cause.NETWORK_ACL_BLOCKS,
        Cause.ENDPOINT_GROUP_INGRESS,
        Cause.EFS_GROUP_INGRESS,
        Cause.GATEWAY_ENDPOINT_NOT_ROUTED,
        Cause.EFS_MOUNT_TARGET_MISSING,
    },
)


class Merging(Block, Protocol):
    """A block that takes in another about the same subject."""

    @property
    def subject(self) -> object:
        """What makes two of them one."""

    def merged(self, other: Block) -> Block:
        """Return both in one."""


def findings_of(placement: Sequence[Check], steps: Sequence[StepVerdict]) -> tuple[Finding, ...]:
    """Return the root causes in the order in which they bite."""
    if not any(check.blocks for check in placement) and not any(one.cause for one in steps):
        return ()
    blocks: dict[object, list[Block]] = {}
    stopped: dict[object, dict[StepName, None]] = {}
    looks: list[tuple[StepName | None, Check]] = [(None, check) for check in placement]
    looks += [(verdict.step.name, check) for verdict in steps for check in verdict.checks]
    for name, check in looks:
        for block in check.blocks:
            key = subject_of(block)
            blocks[key] = _with(blocks.get(key, []), block)
            names = stopped.setdefault(key, {})
            if name is not None:
                names[name] = None
    return tuple(
        Finding(block=found[0], more=tuple(found[1:]), steps=tuple(stopped[key])) for key, found in blocks.items()
    )


def subject_of(block: Block) -> object:
    """Return what two blocks must share to be one finding: their subject, their fact, or everything."""
    if block.cause in _ONE_FAULT:
        return block.cause, block.origin
    return getattr(block, "subject", block)


def _merges(block: Block) -> TypeGuard[Merging]:
    """Tell whether a block takes in others; asking the protocol itself looks at all of it each time."""
    return hasattr(block, "merged")


def _with(known: list[Block], block: Block) -> list[Block]:
    if known and _merges(block):
        first = known[0]
        return [first.merged(block) if _merges(first) else first, *known[1:]]
    return known if block in known else [*known, block]
