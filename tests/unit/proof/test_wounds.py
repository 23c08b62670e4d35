"""The healthy world holds, and every wound of it gives exactly its findings."""

from __future__ import annotations

from collections import Counter

import pytest

from sealane.proof.prove import prove
from sealane.verdicts.cause import ADVICE, LEAKS, Cause
from sealane.verdicts.verdict import Verdict
from tests.worlds.healthy import healthy
from tests.worlds.wounds import everything
from tests.worlds.wounds.wound import found


def test_healthy_world_holds() -> None:
    """Nothing is found in the healthy world, nothing is unknown, and nothing but organisations is assumed."""
    (service,) = prove(healthy()).services
    assert found(service) == frozenset()
    assert service.open == ()
    assert (service.starts, service.sealed, service.verdict) == (Verdict.HOLDS,) * 3


@pytest.mark.parametrize("name", everything.WOUNDS)
def test_wound_gives_exactly_its_findings(name: str) -> None:
    """A wound gives the findings that it must give, no more and no fewer, and the verdict that follows from them."""
    wound = everything.WOUNDS[name]
    (service,) = prove(wound.broken).services
    assert found(service) == wound.expected
    leaks = {one.cause for one in wound.expected} & LEAKS
    assert service.sealed is (Verdict.FAILS if leaks else Verdict.HOLDS)
    assert service.verdict is Verdict.FAILS


def test_every_cause_has_two_wounds() -> None:
    """There are at least 150 wounds, and at least two for every cause that makes a property fail."""
    counted = Counter(one.cause for wound in everything.WOUNDS.values() for one in wound.expected)
    assert {cause for cause in Cause if counted[cause] < 2} <= ADVICE
    assert len(everything.WOUNDS) >= 150
