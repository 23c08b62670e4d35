"""The changes that tools offer for findings, each made and proved once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sealane.records import replace

if TYPE_CHECKING:
    from sealane.verbs.prove import Proved
    from sealane.verdicts.fix import Fix
    from sealane.verdicts.proof import Finding


def remembered(proved: Proved) -> Callable[[Finding], Fix | None]:
    """Return what proposes the change for a finding."""
    made: dict[int, Fix | None] = {}

    def fix(finding: Finding) -> Fix | None:
        from sealane.report.fixes import fix_of

        key = id(finding)
        if key not in made:
            proposal = proved.proposal(finding)
            made[key] = None if proposal is None else _in_place(fix_of(proposal), proved, finding)
        return made[key]

    return fix


def _in_place(fix: Fix, proved: Proved, finding: Finding) -> Fix:
    """Add the change of the user's own files, or why there is none, where a directory is known."""
    mended = proved.mended(finding)
    return fix if mended is None else replace(fix, diff=mended.diff, folder=mended.folder, note=mended.reason)
