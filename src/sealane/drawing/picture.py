"""A whole picture."""

from __future__ import annotations

from sealane.drawing.arrows import Arrow
from sealane.drawing.vpcs import VpcFrame
from sealane.records import dataclass
from sealane.verdicts.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn of a proof: every VPC that a service runs in, those with a failing service in front.

    Attributes:
        source: what was proved, as the user named it.
        verdict: of everything, once what somebody accepts no longer counts.
        services: how many there are.
        masked: texts that must not be shown.

    """

    source: str
    verdict: Verdict
    services: int
    vpcs: tuple[VpcFrame, ...]
    masked: tuple[str, ...] = ()

    @property
    def arrows(self) -> tuple[Arrow, ...]:
        """Every arrow, VPC by VPC."""
        return tuple(arrow for vpc in self.vpcs for arrow in vpc.arrows)
