"""From a start to anywhere on the internet."""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.towards import Towards, TowardsKind
from sealane.reachability.goal import InternetGoal
from sealane.reachability.outcome import Outcome, opened
from sealane.reachability.public_paths import public, somewhere_public
from sealane.reachability.start import Start, request
from sealane.world.values import Unknown


def to_internet(atlas: Atlas, start: Start, goal: InternetGoal) -> Outcome:
    """Follow packets to public addresses over IPv4 and their answers back."""
    if goal.ipv6:
        return opened(Unknown("single packets over IPv6 are not followed"))
    towards = Towards(kind=TowardsKind.INTERNET)
    return public(atlas, start, somewhere_public(), request(goal.protocol, goal.port), towards).whole
