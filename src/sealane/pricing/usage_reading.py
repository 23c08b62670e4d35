"""`KIND=NUMBER` to a usage."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from sealane.errors import InputError, Place, Problem
from sealane.pricing.usage import HOURS, KINDS, Usage
from sealane.records import replace

_NUMBER: Final = re.compile(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,9})?")


def usage_of(pairs: Iterable[tuple[str, str]], file: str = "") -> Usage:
    """Return the usage that pairs of a kind and a number say; of two for one kind the later one counts.

    Raises:
        InputError: `usage-invalid`, for every pair that is wrong.

    """
    pairs = tuple(pairs)
    problems = [problem for kind, number in pairs if (problem := _problem(kind, number, file)) is not None]
    if problems:
        raise InputError(*problems)
    numbers = {kind.replace("-", "_"): Decimal(number) for kind, number in pairs}
    return replace(Usage(), **numbers, said=frozenset(kind for kind, _ in pairs))


def pair_of(text: str) -> tuple[str, str]:
    """Split `KIND=NUMBER`; what has no `=` has no number."""
    kind, _, number = text.partition("=")
    return kind.strip(), number.strip()


def _problem(kind: str, number: str, file: str) -> Problem | None:
    if kind not in KINDS:
        near = difflib.get_close_matches(kind, KINDS, n=1)
        also = f"; did you mean `{near[0]}`?" if near else ""
        what = f"there is no usage of the kind `{kind[:60]}`{also}"
    elif not _NUMBER.fullmatch(number):
        what = f"the usage `{kind}` takes a plain number that is not negative, and not `{number[:60]}`"
    elif kind == "run-hours" and Decimal(number) > HOURS:
        what = f"a task cannot run for {number} hours in a month of {HOURS}"
    elif kind == "vpcs" and (Decimal(number) % 1 or Decimal(number) < 1):
        what = f"{number} is no number of VPCs"
    else:
        return None
    return Problem(
        code="usage-invalid",
        what=what,
        facts=(("kinds", ", ".join(KINDS)),),
        hint="`--usage log-gb=5`",
        place=Place(file=file) if file else None,
    )
