"""The changes that are offered for findings, each made, proved and worded once, however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sealane.records import replace

if TYPE_CHECKING:
    from sealane.fixes.change import Proposal
    from sealane.verbs.prove import Proved
    from sealane.verdicts.fix import Fix
    from sealane.verdicts.proof import Finding


def remembered(proved: Proved) -> Callable[[Finding], Fix | None]:
    """Return what proposes the change for a finding."""
    made: dict[int, Fix | None] = {}

    def fix(finding: Finding) -> Fix | None:
        key = id(finding)
        if key not in made:
            proposal = proved.proposal(finding)
            made[key] = None if proposal is None else _worded(proposal, finding, proved)
        return made[key]

    return fix


def _worded(proposal: Proposal, finding: Finding, proved: Proved) -> Fix:
    """Word a change, with that of the user's own files, or why there is none, where a directory is known."""
    from sealane.report.fixes import fix_of
    from sealane.verbs.mending.matter import Matter

    fix = fix_of(proposal, Matter(world=proved.world, findings=(finding,)))
    mended = proved.mended(finding)
    return fix if mended is None else replace(fix, diff=mended.diff, folder=mended.folder, note=mended.reason)
