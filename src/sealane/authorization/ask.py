"""The two questions about a request: may it pass (`allows`), and what did every layer make of it (`decide`).

A proof asks the first of every request, and the second only of those that may not pass.
"""

from __future__ import annotations

from sealane.authorization.combine import allowed
from sealane.authorization.decide import Policies, case_of, decide
from sealane.authorization.request import Request
from sealane.verdicts.condition import Truth

__all__ = ["allows", "decide"]


def allows(request: Request, policies: Policies) -> Truth:
    """Tell whether a request may pass: true, false, or the condition under which it may.

    The quick way to the outcome that `decide` gives, for the many requests of which nobody asks why.
    """
    return allowed(case_of(request, policies))
