"""Where the forms of a proof get the changes from that they offer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sealane.verdicts.fix import Fix
from sealane.verdicts.proof import Finding

FixOf: TypeAlias = Callable[[Finding], Fix | None]


def no_fix(finding: Finding) -> Fix | None:
    """Offer no change, where nobody makes one."""
    del finding
    return None
