"""The whole evidence of a proof says what the proof says, and shows what a proof does not ask for."""

from __future__ import annotations

import pytest

from sealane.proof.evidence import evidence_of
from sealane.proof.prove import prove
from sealane.startup.step import NoPackets
from sealane.verdicts.check import Check, Subject
from sealane.verdicts.decision import Outcome
from sealane.verdicts.evidence import Evidence
from sealane.verdicts.proof import Proof, StepVerdict
from sealane.verdicts.verdict import Verdict, worst
from tests.worlds.healthy import healthy
from tests.worlds.wounds.everything import WOUNDS
from tests.worlds.wounds.wound import Wound

_VERDICTS = {
    Outcome.ALLOWED: Verdict.HOLDS,
    Outcome.DENIED: Verdict.FAILS,
    Outcome.UNKNOWN: Verdict.UNKNOWN,
}


def pairs(proof: Proof, found: tuple[tuple[Evidence, ...], ...]) -> list[tuple[StepVerdict, Evidence]]:
    """Return every step with its evidence; there is one for each."""
    return [
        pair
        for service, evidence in zip(proof.services, found, strict=True)
        for pair in zip(service.steps, evidence, strict=True)
    ]


def of(subject: Subject, checks: tuple[Check, ...]) -> Verdict:
    """Return the worst of the looks at one subject."""
    return worst(check.verdict for check in checks if check.subject is subject)


def test_what_holds_is_shown_with_every_hop_and_every_layer() -> None:
    """Of a healthy world each step that sends packets has its way there, and each call a layer that allows it."""
    world = healthy()
    proof = prove(world)
    for step, evidence in pairs(proof, evidence_of(proof, world)):
        assert bool(evidence.traces) is not isinstance(step.step.carrier, NoPackets)
        assert all(trace.forward and trace.verdict is Verdict.HOLDS for trace in evidence.traces)
        asked = {(permission.action, permission.principal) for permission in evidence.permissions}
        assert asked == {(action, call.principal) for call in step.step.calls for action in call.actions}
        for permission in evidence.permissions:
            assert permission.decision.outcome is Outcome.ALLOWED
            assert any(judgement.allow is True for judgement in permission.decision.judgements)


@pytest.mark.parametrize("wound", WOUNDS.values(), ids=WOUNDS)
def test_evidence_of_a_wound_shows_what_the_proof_says(wound: Wound) -> None:
    """Where a packet does not get through or a call is not allowed, the evidence shows it, and nowhere else."""
    world = wound.broken
    proof = prove(world)
    for step, evidence in pairs(proof, evidence_of(proof, world)):
        looks = {check.subject for check in step.checks}
        if evidence.traces and Subject.NETWORK in looks:
            assert worst(trace.verdict for trace in evidence.traces) is of(Subject.NETWORK, step.checks)
        decided = [_VERDICTS[permission.decision.outcome] for permission in evidence.permissions]
        if Verdict.FAILS in decided:
            assert of(Subject.PERMISSION, step.checks) is Verdict.FAILS
        if of(Subject.PERMISSION, step.checks) is Verdict.HOLDS:
            assert set(decided) <= {Verdict.HOLDS}
