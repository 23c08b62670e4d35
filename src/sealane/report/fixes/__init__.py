"""A proposed change in the two forms in which people make changes: Terraform and AWS CLI commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.report.fixes.commands import commands
from sealane.report.fixes.terraform import snippet
from sealane.verdicts.fix import Fix

if TYPE_CHECKING:
    from sealane.fixes.change import Proposal
    from sealane.verbs.mending.matter import Matter

__all__ = ["fix_of"]


def fix_of(proposal: Proposal, matter: Matter | None = None) -> Fix:
    """Word a proposal; `matter` is what it is about, by which ARNs are known that an apply decides."""
    return Fix(
        terraform="\n\n".join(text for change in proposal.changes if (text := snippet(change, matter))),
        cli="\n".join(text for change in proposal.changes if (text := commands(change))),
    )
