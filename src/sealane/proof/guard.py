"""A look that crashes is unknown, with the crash attached; nothing that it had found is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sealane.verdicts.check import Check, Subject
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Origin, Unknown


def looked(look: Callable[[], Iterable[Check]], origin: Origin) -> tuple[Check, ...]:
    """Return what a look yields, and an unknown check in the place where it crashed."""
    found: list[Check] = []
    try:
        found.extend(look())
    except Exception as crash:  # noqa: BLE001 - whatever goes wrong in a check, the answer is that nobody knows
        found.append(crashed(crash, origin))
    return tuple(found)


def crashed(crash: Exception, origin: Origin) -> Check:
    """Return the check that stands for a crash."""
    return Check(subject=Subject.TASK, verdict=Verdict.UNKNOWN, origin=origin, open=(crash_of(crash),))


def crash_of(crash: Exception) -> Unknown:
    """Return a crash as the reason why something is not known."""
    return Unknown(f"a check of sealane's own crashed: {type(crash).__name__}: {crash}")
