"""What AWS allows and what fits together, one subject a file; every check returns findings."""

from __future__ import annotations

from sealane.spec.document import Spec
from sealane.spec.finding import Finding


def findings(spec: Spec) -> list[Finding]:
    """Run every check; errors and warnings, in the order of the spec's parts."""
    return []
