"""How many examples a law is shown: few in every run of the suite, as many as are asked for when there is time."""

from __future__ import annotations

import os

VARIABLE = "SEALANE_EXAMPLES"
"""How many times the usual number; the laws are held by every run, and by many more examples before a release."""


def examples(usual: int) -> int:
    """Return how many examples a law is shown that usually gets this many."""
    return max(1, round(usual * float(os.environ.get(VARIABLE) or 1)))
