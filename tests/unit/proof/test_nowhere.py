"""A task of which nobody knows where it is placed starts for nobody's certainty."""

from __future__ import annotations

import pytest

from sealane.proof.estate import Estate
from sealane.proof.prove import case_of, judge, prove
from sealane.proof.seats import Seats
from sealane.records import replace
from sealane.verdicts.verdict import Verdict
from sealane.world.services import Service
from sealane.world.values import Known, Unknown, Unread, Value
from tests.worlds.healthy import SUBNETS, healthy, service

NOBODY_KNOWS: tuple[Value[tuple[str, ...]], ...] = (
    Known(()),
    Known(("subnet-nowhere",)),
    Unknown("the subnets"),
    Unread("refused"),
)


def test_without_a_place_no_packet_gets_through() -> None:
    """Where looking for a task's places crashed, every step that sends packets is unknown: none holds by silence."""
    estate = Estate(healthy())
    (known,) = estate.world.table(Service).values()
    case = case_of(known, estate)
    lost = replace(case, seats=Seats(seats=(), likes=(), vpc=Unknown("a check crashed")))
    proof = judge(lost, {}, estate)
    assert (proof.starts, proof.sealed) == (Verdict.UNKNOWN, Verdict.UNKNOWN)
    assert {one.verdict for one in proof.steps if one.step.port} == {Verdict.UNKNOWN}
    assert judge(case, {}, estate).starts is Verdict.HOLDS


@pytest.mark.parametrize("subnets", NOBODY_KNOWS)
def test_subnets_that_nobody_knows_leave_both_answers_open(subnets: Value[tuple[str, ...]]) -> None:
    """A service without subnets, or in some that the source does not have, neither starts nor is sealed for certain."""
    (proof,) = prove(healthy(replace(service(), subnets=subnets))).services
    assert (proof.starts, proof.sealed) == (Verdict.UNKNOWN, Verdict.UNKNOWN)
    assert {one.verdict for one in proof.steps if one.step.port} == {Verdict.UNKNOWN}
    (found,) = prove(healthy(replace(service(), subnets=Known(SUBNETS)))).services
    assert found.verdict is Verdict.HOLDS
