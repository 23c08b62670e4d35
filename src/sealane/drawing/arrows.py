"""Arrows: steps of services, leaks, and ways in, each with what was found of it and the link that breaks."""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.verdicts.cause import Cause
from sealane.verdicts.trace import Hop
from sealane.verdicts.verdict import Verdict


class Link(enum.StrEnum):
    """The part of an arrow that breaks, in the order in which a packet passes them.

    `source` is the task, its groups and what its names resolve to; `border` the ACLs and routes of its subnet;
    `carrier` the endpoint or gateway with its groups and policy; `target` what answers behind it.
    """

    SOURCE = "source"
    BORDER = "border"
    CARRIER = "carrier"
    TARGET = "target"


class Sense(enum.StrEnum):
    """What an arrow tells of."""

    STEP = "step"
    LEAK = "leak"
    INTRUSION = "intrusion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """One arrow between boxes of services and a carrier.

    Attributes:
        groups: numbers of the boxes of services that share it.
        carrier: the key of the carrier.
        steps: the number of the service in the proof with the number of the step in the service; none for a leak.
        services: the numbers of the services.
        name: the step's name; empty for a leak.
        host: where the packets go, empty where none are sent or nobody knows.
        port: as the step has it.
        causes: what stands in the way, the one that bites first in front.
        link: where it breaks, or where nobody knows; `None` for an arrow that holds.
        accepted: whether somebody accepts every cause.
        there: the hops of the first service's packet, as far as they are known.
        back: those of the answer.

    """

    groups: tuple[int, ...]
    carrier: str
    verdict: Verdict
    sense: Sense = Sense.STEP
    steps: tuple[tuple[int, int], ...] = ()
    services: tuple[int, ...] = ()
    name: str = ""
    host: str = ""
    port: int = 0
    causes: tuple[Cause, ...] = ()
    link: Link | None = None
    accepted: bool = False
    there: tuple[Hop, ...] = ()
    back: tuple[Hop, ...] = ()

    @property
    def subjects(self) -> int:
        """How many steps it stands for, of the service that has most."""
        counts: dict[int, int] = {}
        for service, _ in self.steps:
            counts[service] = counts.get(service, 0) + 1
        return max(counts.values(), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """A load balancer in front of services: its listener's port, and the boxes of the services behind it."""

    carrier: str
    group: int
    ports: tuple[int, ...] = ()
    broken: bool = False
