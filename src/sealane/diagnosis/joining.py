"""A message and the proof of the service that it is about: causes ranked by both, and those that either rules out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sealane.diagnosis.commands import commands_for
from sealane.diagnosis.diagnosis import Diagnosis, Excluded, Ranked
from sealane.diagnosis.evidence.sign import Sign
from sealane.diagnosis.evidence.weighing import narrowed, weighed
from sealane.diagnosis.hearing import with_signs
from sealane.diagnosis.possible import excluded_by
from sealane.diagnosis.symptoms.outlook import Outlook, Reason
from sealane.diagnosis.symptoms.places import place_of
from sealane.diagnosis.symptoms.read import outlook_of
from sealane.diagnosis.symptoms.symptom import Symptom
from sealane.records import replace
from sealane.startup.step import Resource, StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.proof import Finding, ServiceProof, StepVerdict
from sealane.verdicts.trace import Block
from sealane.verdicts.verdict import Verdict, worst
from sealane.world.values import Known

# What surely comes before what: roles, then what prepares the containers, then the manifest, then its layers. AWS
# publishes no order within the preparation.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
_STAGES: Final = {
    StepName.ROLE_ASSUMPTION: 0,
    StepName.IMAGE_MANIFEST: 2,
    StepName.IMAGE_LAYERS: 3,
    StepName.EXEC_CHANNEL: 4,
    StepName.SERVICE_CONNECT: 4,
    StepName.APPLICATION: 4,
}
_PREPARATION: Final = 1
_BY_LOGS: Final = frozenset({Reason.FLOW_LOG, Reason.TRAIL})


def joined(
    symptom: Symptom,
    proof: ServiceProof,
    inside: tuple[str, ...] = (),
    signs: tuple[Sign, ...] = (),
    unseen: frozenset[Cause] = frozenset(),
) -> Diagnosis:
    """Diagnose a message of a service; `inside` are the address ranges of its VPC, which may be public ones.

    `signs` are what the logs say of it, `unseen` the causes that the proof could not look for.
    """
    symptom = placed(symptom, inside)
    outlook = outlook_of(symptom)
    plain = _joined(symptom, outlook, proof, unseen)
    if not signs:
        return plain
    outlook, told = weighed(symptom, outlook, signs)
    return with_signs(plain, _joined(narrowed(symptom, signs), outlook, proof, unseen), told)


def placed(symptom: Symptom, inside: tuple[str, ...]) -> Symptom:
    """Return a symptom whose address is judged by the ranges of its VPC."""
    return replace(symptom, place=place_of(symptom.address, inside)) if inside and symptom.address else symptom


def _joined(symptom: Symptom, outlook: Outlook, proof: ServiceProof, unseen: frozenset[Cause]) -> Diagnosis:
    relevant = tuple(_relevant(symptom, proof))
    here = tuple(_here(symptom, outlook, proof, relevant))
    excluded = [_excluded(one, outlook) for one in here]
    found = [one for one, away in zip(here, excluded, strict=True) if away is None]
    ranked = sorted(found, key=lambda one: _rank(one, outlook, symptom, proof))
    step_now = worst(one.verdict for one in relevant) if relevant else None
    if step_now is Verdict.HOLDS and outlook.possible and unseen.issuperset(outlook.possible):
        step_now = Verdict.UNKNOWN
    causes = tuple(_ranked(one, symptom, outlook) for one in ranked)
    passed = tuple(_passed(symptom, proof, here))
    # What stands in the way now and was not what stopped this task, as a log shows, stops the next one.
    told = [one for one, out in zip(here, excluded, strict=True) if out is None or out.reason not in _BY_LOGS]
    away = (*filter(None, excluded), *passed)
    return Diagnosis(
        symptom=symptom,
        causes=causes or _unproved(symptom, outlook, step_now),
        ruled_out=_all_excluded(away, outlook, causes, step_now),
        later=tuple(_later(proof, (*told, *(one.finding for one in passed if one.finding)))),
        commands=commands_for(symptom),
        service=proof.service.origin,
        step_now=step_now,
        open=tuple(dict.fromkeys(reason for one in relevant for check in one.checks for reason in check.open)),
    )


def _relevant(symptom: Symptom, proof: ServiceProof) -> Iterable[StepVerdict]:
    """Return the steps that the message may be about: of the same name, host and object, as far as it names them."""
    named = [one for one in proof.steps if one.step.name in symptom.steps]
    for narrower in (
        [one for one in named if symptom.host and one.step.host == Known(symptom.host)],
        [one for one in named if _is_about(one, symptom)],
    ):
        named = narrower or named
    return named


def _is_about(one: StepVerdict, symptom: Symptom) -> bool:
    """Tell whether a step acts on the object that the message names."""
    named = symptom.named
    objects = [text for text in (named.secret, named.parameter, named.repository, named.log_group) if text]
    resources = [resource for call in one.step.calls for resource in call.resources]
    return any(_is_of(resource, text) for resource in resources for text in objects)


def _is_of(resource: Resource, text: str) -> bool:
    identifier = resource.identifier
    return (
        isinstance(identifier, Known)
        and bool(identifier.value)
        and (identifier.value.startswith(text) or text.startswith(identifier.value))
    )


def _here(
    symptom: Symptom, outlook: Outlook, proof: ServiceProof, relevant: tuple[StepVerdict, ...]
) -> Iterator[Finding]:
    """Yield the findings that stand in the way of the steps that the message may be about."""
    blocks = {_key(block) for one in relevant for check in one.checks for block in check.blocks}
    placement = not symptom.steps
    for finding in proof.findings:
        is_of_placement = placement and not finding.steps and finding.cause in outlook.possible
        if is_of_placement or any(_key(block) in blocks for block in finding.blocks):
            yield finding


def _key(block: Block) -> tuple[Cause, str]:
    return block.cause, block.origin.name


def _excluded(finding: Finding, outlook: Outlook) -> Excluded | None:
    """Return why a finding of the failed step is not what the message tells of, `None` when it may be."""
    reason = outlook.rules_out(finding.cause)
    return None if reason is None else Excluded(cause=finding.cause, reason=reason, finding=finding)


def _rank(finding: Finding, outlook: Outlook, symptom: Symptom, proof: ServiceProof) -> tuple[bool, int, int]:
    """Rank a finding: one that would have stopped an earlier step too fits worse, then the message's own order."""
    before = _stage(symptom.step) if symptom.step else 0
    contradicts = any(_stage(step) < before for step in finding.steps)
    order = outlook.possible.index(finding.cause) if finding.cause in outlook.possible else len(outlook.possible)
    return contradicts, order, proof.findings.index(finding)


def _ranked(finding: Finding, symptom: Symptom, outlook: Outlook) -> Ranked:
    step = next((step for step in symptom.steps if step in finding.steps), symptom.step)
    reason = outlook.reason if finding.cause in outlook.possible else Reason.PROVED
    return Ranked(cause=finding.cause, step=step, reason=reason, finding=finding)


def _unproved(symptom: Symptom, outlook: Outlook, step_now: Verdict | None) -> tuple[Ranked, ...]:
    """Return what the message leaves possible where the proof found nothing; nothing when it says that all is well."""
    if step_now is Verdict.HOLDS:
        return ()
    return tuple(Ranked(cause=cause, step=symptom.step, reason=outlook.reason) for cause in outlook.possible)


def _passed(symptom: Symptom, proof: ServiceProof, here: tuple[Finding, ...]) -> Iterator[Excluded]:
    """Yield findings that stop only steps before the failed one, which it would not have come to."""
    if symptom.step is None:
        return
    first = min(map(_stage, symptom.steps))
    for finding in proof.findings:
        if finding not in here and finding.steps and all(_stage(step) < first for step in finding.steps):
            yield Excluded(cause=finding.cause, reason=Reason.PASSED, finding=finding)


def _later(proof: ServiceProof, told: tuple[Finding, ...]) -> Iterator[Finding]:
    """Yield what else stops the start: repairing what the message tells must not only uncover it."""
    needed = {one.step.name for one in proof.steps if one.step.starts}
    for finding in proof.findings:
        if finding not in told and needed & set(finding.steps):
            yield finding


def _all_excluded(
    away: tuple[Excluded, ...], outlook: Outlook, causes: tuple[Ranked, ...], step_now: Verdict | None
) -> tuple[Excluded, ...]:
    """Add to the findings that are ruled out what the message rules out, and what the proof did not find."""
    told = {one.cause for one in away} | {one.cause for one in causes}
    by_message = [one for one in excluded_by(outlook) if one.cause not in told]
    if step_now is Verdict.UNKNOWN or step_now is None:
        return (*away, *by_message)
    reason = Reason.HOLDS if step_now is Verdict.HOLDS else Reason.PROVED
    by_proof = [Excluded(cause=cause, reason=reason) for cause in outlook.possible if cause not in told]
    return (*away, *by_message, *by_proof)


def _stage(step: StepName) -> int:
    return _STAGES.get(step, _PREPARATION)
