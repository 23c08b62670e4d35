"""VPC Block Public Access: how far the internet's gateways carry a subnet's packets.

https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.known import known, unknowns
from sealane.lab.survey.land import Land, Plot
from sealane.world.vpcs import BlockPublicAccess


class Openness(enum.Enum):
    """What passes: everything, only what starts inside and leaves by a NAT or egress-only gateway, or nothing."""

    OPEN = "open"
    OUTWARDS = "outwards"
    SHUT = "shut"


_MODES = {"block-bidirectional": Openness.SHUT, "block-ingress": Openness.OUTWARDS}
_EXCLUSIONS = {"allow-bidirectional": Openness.OPEN, "allow-egress": Openness.OUTWARDS}
_ORDER = (Openness.SHUT, Openness.OUTWARDS, Openness.OPEN)


def openness(land: Land, plot: Plot) -> Openness:
    """Return what passes for a subnet: an exclusion of its own or of its VPC lifts what the account blocks."""
    found = Openness.OPEN
    for one in land.world.table(BlockPublicAccess).values():
        mode = _MODES.get(known(one.mode, ""), Openness.OPEN)
        lifted = [
            _EXCLUSIONS[how]
            for key, how in known(one.exclusions, ())
            if key in {plot.key, plot.vpc} and how in _EXCLUSIONS
        ]
        here = max((mode, *lifted), key=_ORDER.index)
        found = min(found, here, key=_ORDER.index)
    return found


def undrawn(land: Land) -> Iterator[Undrawn]:
    """Yield what is not known of the switch."""
    for one in land.world.table(BlockPublicAccess).values():
        yield from unknowns(f"block public access {one.origin.name}", one.mode, one.exclusions)
