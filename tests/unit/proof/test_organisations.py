"""Policies of an organisation that may bind the account."""

from __future__ import annotations

from dataclasses import replace

from sealane.proof.prove import prove
from sealane.verdicts.verdict import Verdict
from sealane.world.gaps import Gap, Noun
from sealane.world.values import Unread
from tests.worlds import healthy as well


def test_unplaced_policy_of_the_organisation_leaves_permission_open() -> None:
    """A policy that may bind the account makes starting unknown, unless such policies are assumed."""
    healthy = well.healthy()
    assumed = replace(healthy, gaps=(Gap(noun=Noun.ORGANISATIONS, why=Unread("a unit's policies")),))
    stated = replace(assumed, source=replace(healthy.source, assumed=frozenset()))
    assert [prove(world).services[0].starts for world in (healthy, assumed, stated)] == [
        Verdict.HOLDS,
        Verdict.HOLDS,
        Verdict.UNKNOWN,
    ]
