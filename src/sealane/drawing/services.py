"""Services as they are drawn: one box for each, or for all that share their places and what was found of them."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.verdicts.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceGroup:
    """One box.

    Attributes:
        services: their numbers in the proof.
        names: their names, in the same order.
        subnets: keys of the subnets that their tasks are placed in.
        security_groups: keys, of all together.
        starts: the worst of all.
        sealed: the worst of all.
        verdict: the worst of everything that is asked.
        weighed: the same once what somebody accepts no longer counts.
        tasks: how many tasks run at once, as far as known.

    """

    services: tuple[int, ...]
    names: tuple[str, ...]
    subnets: tuple[str, ...]
    security_groups: tuple[str, ...]
    starts: Verdict
    sealed: Verdict
    verdict: Verdict
    weighed: Verdict
    tasks: int | None = None
