"""What the verbs that prove something share: the exit status, and the proposals, each made and proved once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sealane.errors import ExitStatus

if TYPE_CHECKING:
    from sealane.verbs.prove import Proved
    from sealane.verdicts.fix import Fix
    from sealane.verdicts.proof import Finding


def status_of(verdict: str) -> ExitStatus:
    """Return the exit status of a verdict: an unknown one is never 0."""
    return {"holds": ExitStatus.HOLDS, "fails": ExitStatus.FAILS}.get(verdict, ExitStatus.UNDECIDED)


def remembered(proved: Proved) -> Callable[[Finding], Fix | None]:
    """Return what proposes the change for a finding, each made and proved once."""
    made: dict[int, Fix | None] = {}

    def fix(finding: Finding) -> Fix | None:
        from sealane.report.fixes import fix_of

        key = id(finding)
        if key not in made:
            proposal = proved.proposal(finding)
            made[key] = None if proposal is None else fix_of(proposal)
        return made[key]

    return fix
