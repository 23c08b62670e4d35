"""The demo's network with each piece removed in turn: it fails at the step that the proof names, or still works."""

from __future__ import annotations

from pathlib import Path

import pytest

from sealane.faults.choose import pieces_of
from sealane.proof.prove import prove
from sealane.readers.plan.read import world_of_plan
from sealane.startup.step import StepName
from sealane.verbs.rehearsing import Theatre
from sealane.verdicts.rehearsal import Agreement
from sealane.verdicts.verdict import Verdict

PLAN = Path(__file__).parents[2] / "cases" / "plan_reading" / "minimal" / "plan.json"
WORLD = world_of_plan(PLAN.read_bytes(), "plan.json")
PIECES = {piece.name: piece for piece in pieces_of(WORLD)}
# How ECS begins what it reports of each step: facts with their sources are in `lab/task/words.py`.
BEGINS = {
    StepName.REGISTRY_LOGIN: "ResourceInitializationError: unable to pull secrets or registry auth",
    StepName.LOG_STREAM: "ResourceInitializationError: failed to validate logger args",
    StepName.IMAGE_MANIFEST: "CannotPullContainerError: ",
    StepName.IMAGE_LAYERS: "CannotPullContainerError: ",
}


def test_whole_network_starts_the_task(theatre: Theatre) -> None:
    """With every piece in place each step works, nothing leaks, and layers come through the gateway endpoint."""
    rehearsal = theatre.rehearse(WORLD, ())
    (service,) = rehearsal.services
    assert rehearsal.verdict is Verdict.HOLDS
    assert {step.agreement for step in service.steps} == {Agreement.AGREES}
    assert not service.leaks
    layers = service.steps[-1].observations
    assert len(layers) == len({one.subnet for one in layers}) > 1
    for one in layers:
        assert {exchange.endpoint for exchange in one.wire if exchange.sent > 1_000_000} == {"aws_vpc_endpoint.s3"}


@pytest.mark.parametrize("name", PIECES)
def test_rehearsal_agrees_with_the_proof_without(name: str, theatre: Theatre) -> None:
    """Without a piece the same steps fail in the kernel as in the proof, and ECS reports the first of them."""
    world = PIECES[name].taken(WORLD)
    (predicted,) = prove(world).services
    rehearsal = theatre.rehearse(world, (name,))
    (service,) = rehearsal.services
    seen = {step.predicted.step.name: step.agreement for step in service.steps}
    assert set(seen.values()) == {Agreement.AGREES}, seen
    assert not service.leaks
    failing = [step.step.name for step in predicted.steps if step.verdict is Verdict.FAILS]
    if not failing:
        assert rehearsal.verdict is Verdict.HOLDS
        return
    assert rehearsal.verdict is Verdict.FAILS
    assert service.first_failure is not None
    assert service.first_failure.step.name is failing[0]
    assert service.first_failure.message.startswith(BEGINS[failing[0]])


def test_pieces_of_every_kind_are_taken() -> None:
    """The demo has pieces of every kind but the ones that it does without, and most of them are needed."""
    kinds = {str(piece.kind) for piece in PIECES.values()}
    assert kinds == {
        *("endpoint", "private-dns", "policy", "route", "group", "rule"),
        *("acl-entry", "acl", "dns", "statement", "log-group"),
    }
    needed = [name for name, piece in PIECES.items() if prove(piece.taken(WORLD)).verdict is Verdict.FAILS]
    assert len(needed) > len(PIECES) / 2
