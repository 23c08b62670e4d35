"""What the proof says of the seal, tried in the kernel: the ways out that it finds carry packets."""

from __future__ import annotations

import pytest

from sealane.proof.prove import prove
from sealane.verbs.rehearsing import Theatre
from sealane.verdicts.verdict import Verdict
from tests.worlds.healthy import healthy
from tests.worlds.wounds.everything import WOUNDS

# One for each kind of way out, general and narrow.
LEAKING = (
    "a default route to a working NAT gateway",
    "a route for a few public addresses to a working NAT gateway, in one zone",
    "public addresses and a route to an internet gateway in one subnet",
    "IPv6 and a route to egress-only-internet-gateway",
    "a default route to eni-nat, which forwards",
    "a transit gateway leads a few public addresses to another VPC's NAT gateway",
)
FROM_OUTSIDE = "a public address, a route to an internet gateway and an open port"


@pytest.mark.parametrize("name", LEAKING)
def test_way_out_is_seen(name: str, theatre: Theatre) -> None:
    """Packets leave by the way that the proof found, and the rehearsal fails although every step works."""
    (service,) = theatre.rehearse(WOUNDS[name].broken, ()).services
    assert service.proof.sealed is Verdict.FAILS
    assert service.leaks
    assert service.starts is Verdict.HOLDS


def test_sealed_service_does_not_leak(theatre: Theatre) -> None:
    """Of a healthy world nothing arrives outside, whatever the task tries, and each of its steps works."""
    rehearsal = theatre.rehearse(healthy(), ())
    (service,) = rehearsal.services
    assert (rehearsal.verdict, service.leaks) == (Verdict.HOLDS, ())


def test_way_in_that_is_not_tried_leaves_the_answer_open(theatre: Theatre) -> None:
    """A rehearsal does not come from outside; where the proof knows a way in it does not say that all is well."""
    world = WOUNDS[FROM_OUTSIDE].broken
    assert prove(world).verdict is Verdict.FAILS
    rehearsal = theatre.rehearse(world, ())
    assert rehearsal.verdict is Verdict.UNKNOWN
    assert rehearsal.services[0].unseen_leak
