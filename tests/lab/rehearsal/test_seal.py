"""What the proof says of the seal, tried in the kernel: the ways out that it finds carry packets."""

from __future__ import annotations

import pytest

from sealane.proof.prove import prove
from sealane.report.rehearsal.text import as_text
from sealane.report.style import PLAIN
from sealane.verbs.rehearsing import Theatre
from sealane.verdicts.verdict import Verdict
from tests.worlds.healthy import healthy
from tests.worlds.wounds.everything import WOUNDS

BY_PUBLIC_ADDRESS = "public addresses and a route to an internet gateway in one subnet"
BY_BALANCER = "a load balancer that faces the internet"
FROM_OUTSIDE = "a public address, a route to an internet gateway and an open port"
# One for each kind of way out, general and narrow.
LEAKING = (
    "a default route to a working NAT gateway",
    "a route for a few public addresses to a working NAT gateway, in one zone",
    BY_PUBLIC_ADDRESS,
    "IPv6 and a route to egress-only-internet-gateway",
    "a default route to eni-nat, which forwards",
    "a transit gateway leads a few public addresses to another VPC's NAT gateway",
)


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


def test_way_in_is_seen(theatre: Theatre) -> None:
    """A connection from outside arrives at the task by the port that the proof found, and by no other."""
    rehearsal = theatre.rehearse(WOUNDS[FROM_OUTSIDE].broken, ())
    (service,) = rehearsal.services
    assert rehearsal.verdict is Verdict.FAILS
    assert {(leak.inbound, leak.port) for leak in service.leaks if not leak.outside} == {(True, 8080)}
    assert "a connection from" in as_text(rehearsal, PLAIN)
    closed = theatre.rehearse(WOUNDS[BY_PUBLIC_ADDRESS].broken, ())
    assert closed.services[0].leaks
    assert not any(leak.inbound for leak in closed.services[0].leaks)


def test_way_in_that_cannot_be_tried_leaves_the_answer_open(theatre: Theatre) -> None:
    """No load balancer hands anything on here; where the proof knows a way in by one, not all is well."""
    world = WOUNDS[BY_BALANCER].broken
    assert prove(world).verdict is Verdict.FAILS
    rehearsal = theatre.rehearse(world, ())
    assert rehearsal.verdict is Verdict.UNKNOWN
    assert rehearsal.services[0].unseen_leak
