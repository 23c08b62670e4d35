"""A message alone: its possible causes in order, what it rules out, and the commands that would decide."""

from __future__ import annotations

from sealane.diagnosis.commands import commands_for
from sealane.diagnosis.diagnosis import Diagnosis, Excluded, Ranked
from sealane.diagnosis.evidence.sign import Sign
from sealane.diagnosis.evidence.weighing import narrowed, weighed
from sealane.diagnosis.hearing import with_signs
from sealane.diagnosis.symptoms.outlook import Outlook
from sealane.diagnosis.symptoms.read import outlook_of
from sealane.diagnosis.symptoms.symptom import Symptom


def possible(symptom: Symptom, signs: tuple[Sign, ...] = ()) -> Diagnosis:
    """Diagnose a message without knowing the world that it comes from; `signs` are what the logs say of it."""
    outlook = outlook_of(symptom)
    plain = _possible(symptom, outlook)
    if not signs:
        return plain
    outlook, told = weighed(symptom, outlook, signs)
    return with_signs(plain, _possible(narrowed(symptom, signs), outlook), told)


def _possible(symptom: Symptom, outlook: Outlook) -> Diagnosis:
    causes = (Ranked(cause=cause, step=symptom.step, reason=outlook.reason) for cause in outlook.possible)
    return Diagnosis(
        symptom=symptom,
        causes=tuple(causes),
        ruled_out=excluded_by(outlook),
        commands=commands_for(symptom),
    )


def excluded_by(outlook: Outlook) -> tuple[Excluded, ...]:
    """Return every cause that a message rules out, each once."""
    found = {cause: one.reason for one in reversed(outlook.against) for cause in reversed(one.causes)}
    return tuple(Excluded(cause=cause, reason=reason) for cause, reason in reversed(found.items()))
