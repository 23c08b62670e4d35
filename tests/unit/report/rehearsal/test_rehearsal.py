"""A rehearsal says of each step what happened, beside what was predicted, and what AWS would have said."""

from __future__ import annotations

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from sealane.faults.choose import chosen, pieces_of, without
from sealane.faults.piece import PieceKind
from sealane.proof.prove import prove
from sealane.records import replace
from sealane.report.rehearsal.document import as_json
from sealane.report.rehearsal.schema import schema
from sealane.report.rehearsal.text import as_text
from sealane.report.style import PLAIN, Style
from sealane.startup.step import StepName
from sealane.verdicts.check import Subject
from sealane.verdicts.observation import Exchange, Failure, Observation
from sealane.verdicts.proof import ServiceProof
from sealane.verdicts.rehearsal import Agreement, Rehearsal, ServiceRehearsal, StepRehearsal
from sealane.verdicts.verdict import Verdict
from tests.worlds.healthy import healthy
from tests.worlds.wounds.everything import WOUNDS

WIRE = (Exchange(space="endpoint", endpoint="vpce-1", client="10.0.0.9", operation="PutLogEvents", status=200, sent=7),)
MESSAGE = "ResourceInitializationError: unable to create log stream"


def proof_without(*names: str) -> ServiceProof:
    """Return what is proved of the healthy service without some pieces."""
    world = healthy()
    for name in names:
        world = without(world, chosen(world, name, broken=False))
    (service,) = prove(world).services
    return service


def rehearsed(proof: ServiceProof, **seen: Verdict) -> Rehearsal:
    """Return a rehearsal in which every step worked but those that are named with what was seen of them."""
    steps = []
    for predicted in proof.steps:
        verdict = seen.get(predicted.step.name.replace("-", "_"), Verdict.HOLDS)
        fails = verdict is Verdict.FAILS
        one = Observation(
            step=predicted.step,
            subnet="subnet-a",
            verdict=verdict,
            failure=Failure.TIMEOUT if fails else None,
            host="" if verdict is Verdict.UNKNOWN else "logs.us-east-1.amazonaws.com",
            address="10.0.0.7",
            port=443,
            message=MESSAGE if fails else "",
            detail="no NFS client" if verdict is Verdict.UNKNOWN else "no answer after 3 s" if fails else "",
            wire=WIRE if verdict is Verdict.HOLDS else (),
        )
        steps.append(StepRehearsal(predicted=predicted, observations=(one,)))
    return Rehearsal(source="plan.json", services=(ServiceRehearsal(proof=proof, steps=tuple(steps)),))


def agreements(rehearsal: Rehearsal) -> dict[StepName, Agreement]:
    """Return how each step stands to its prediction."""
    return {step.predicted.step.name: step.agreement for step in rehearsal.services[0].steps}


def test_start_that_worked_holds() -> None:
    """When every step works as predicted the rehearsal holds, and says through what each went."""
    rehearsal = rehearsed(proof_without())
    assert rehearsal.verdict is Verdict.HOLDS
    assert set(agreements(rehearsal).values()) == {Agreement.AGREES}
    text = as_text(rehearsal, PLAIN)
    assert text.startswith("HOLDS  plan.json: ")
    assert "through vpce-1, 7 bytes" in text


def test_failure_that_was_predicted_fails() -> None:
    """A step that fails as the proof says fails the rehearsal, with AWS's message and the proof's cause."""
    rehearsal = replace(rehearsed(proof_without("endpoint:logs"), log_stream=Verdict.FAILS), taken=("endpoint:logs",))
    assert rehearsal.verdict is Verdict.FAILS
    assert agreements(rehearsal)[StepName.LOG_STREAM] is Agreement.AGREES
    text = as_text(rehearsal, PLAIN)
    assert text.startswith("FAILS  plan.json without endpoint:logs:\n")
    assert MESSAGE in text
    assert "[endpoint-missing]" in text


@pytest.mark.parametrize(("pieces", "seen"), [((), Verdict.FAILS), (("endpoint:logs",), Verdict.HOLDS)])
def test_difference_is_told(pieces: tuple[str, ...], seen: Verdict) -> None:
    """Where proof and rehearsal differ nobody can rely on either: it is said, and nothing holds."""
    rehearsal = rehearsed(proof_without(*pieces), log_stream=seen)
    assert agreements(rehearsal)[StepName.LOG_STREAM] is Agreement.DIFFERS
    assert rehearsal.verdict is Verdict.UNKNOWN
    assert "please report this difference" in " ".join(as_text(rehearsal, PLAIN).split())


def test_step_that_was_not_made_is_unknown() -> None:
    """A step that could not be made leaves the rehearsal open, with the reason."""
    rehearsal = rehearsed(proof_without(), volume_mount=Verdict.UNKNOWN)
    assert rehearsal.verdict is Verdict.UNKNOWN
    assert agreements(rehearsal)[StepName.VOLUME_MOUNT] is Agreement.NOT_MADE
    assert "not made: no NFS client" in as_text(rehearsal, PLAIN)


def test_what_no_lab_enforces_is_no_difference() -> None:
    """A permission that the lab does not enforce fails the proof alone, and is said to be beyond the rehearsal."""
    world = healthy()
    name = next(one.name for one in pieces_of(world) if one.kind is PieceKind.STATEMENT and "execution" in one.handle)
    (service,) = prove(without(world, chosen(world, name, broken=False))).services
    rehearsal = rehearsed(service)
    assert Agreement.BEYOND in agreements(rehearsal).values()
    assert rehearsal.verdict is Verdict.UNKNOWN
    assert "by what no rehearsal enforces" in " ".join(as_text(rehearsal, PLAIN).split())
    assert Agreement.DIFFERS not in agreements(rehearsal).values()


def test_leak_fails() -> None:
    """Whatever arrived outside fails the rehearsal, though every step worked; of what was proved sealed it differs."""
    rehearsal = rehearsed(proof_without())
    (service,) = rehearsal.services
    known = replace(service, proof=replace(service.proof, sealed=Verdict.FAILS))
    leak = Exchange(space="outside", client="10.0.0.9", host="example.com", outside=True)
    leaking = replace(rehearsal, services=(replace(known, leaks=(leak,)),))
    assert leaking.verdict is Verdict.FAILS
    assert "10.0.0.9 for example.com arrived outside" in as_text(leaking, PLAIN)
    contrary = replace(rehearsal, services=(replace(service, leaks=(leak,)),))
    assert contrary.verdict is Verdict.UNKNOWN
    assert "proof and rehearsal differ" in " ".join(as_text(contrary, PLAIN).split())
    assert not leaking.differs


@pytest.mark.parametrize("width", [40, 80, 120])
def test_text_fits_the_terminal(width: int) -> None:
    """No line is wider than the terminal, whatever failed."""
    rehearsal = rehearsed(proof_without("endpoint:logs"), log_stream=Verdict.FAILS, volume_mount=Verdict.UNKNOWN)
    lines = as_text(rehearsal, Style(width=width, unicode=True)).splitlines()
    assert max(map(len, lines)) <= max(width, 60)


def test_documents_are_of_the_published_schema() -> None:
    """Every document validates, also of a rehearsal without services."""
    failed = rehearsed(proof_without("endpoint:logs"), log_stream=Verdict.FAILS, volume_mount=Verdict.UNKNOWN)
    for rehearsal in (failed, rehearsed(proof_without()), Rehearsal(source="x", services=())):
        jsonschema.Draft202012Validator(schema()).validate(as_json(rehearsal))


def test_what_the_proof_refutes_never_holds() -> None:
    """A zone without Fargate is nothing that a lab shows: every step works there, and the rehearsal does not hold."""
    (service,) = prove(WOUNDS["Windows in a zone that has none"].broken).services
    rehearsal = rehearsed(service)
    assert (service.starts, rehearsal.services[0].starts) == (Verdict.FAILS, Verdict.HOLDS)
    assert rehearsal.verdict is Verdict.UNKNOWN


def test_what_the_proof_leaves_open_is_not_made_good() -> None:
    """An undecided seal or a part that was not drawn leaves a start that worked open; an undecided network does not."""
    proof = proof_without()
    (service,) = rehearsed(proof).services
    unsealed = replace(proof, sealed=Verdict.UNKNOWN)
    assert not service.in_doubt
    assert replace(service, proof=unsealed).in_doubt
    first = next(one for one in service.steps if one.predicted.step.name is StepName.LOG_STREAM)
    for subject, doubted in ((Subject.NETWORK, False), (Subject.PERMISSION, True)):
        checks = tuple(
            replace(one, verdict=Verdict.UNKNOWN) if one.subject is subject else one for one in first.predicted.checks
        )
        step = replace(first, predicted=replace(first.predicted, verdict=Verdict.UNKNOWN, checks=checks))
        steps = tuple(step if one is first else one for one in service.steps)
        undecided = replace(proof, starts=Verdict.UNKNOWN, steps=tuple(one.predicted for one in steps))
        open_ = replace(service, proof=undecided, steps=steps)
        assert open_.in_doubt is doubted
        assert replace(open_, left_out=("not drawn: an ACL",)).in_doubt
