"""A diagnosis with the evidence of logs beside the one without it."""

from __future__ import annotations

from sealane.diagnosis.diagnosis import Diagnosis, Excluded, Ranked
from sealane.diagnosis.hearing import with_signs
from sealane.diagnosis.symptoms.outlook import Reason
from sealane.diagnosis.symptoms.read import read
from sealane.verdicts.cause import Cause

SYMPTOM = read("ResourceInitializationError: unable to pull secrets or registry auth")
GONE = Excluded(cause=Cause.TASK_GROUP_EGRESS, reason=Reason.PROVED)


def possible(*causes: Cause) -> tuple[Ranked, ...]:
    """Return possible causes."""
    return tuple(Ranked(cause=cause, step=None, reason=Reason.ONE_STEP) for cause in causes)


def test_what_was_ruled_out_stays_so() -> None:
    """A cause that the proof rules out is neither brought back nor forgotten where logs leave another step open."""
    plain = Diagnosis(symptom=SYMPTOM, causes=possible(Cause.ENDPOINT_MISSING), ruled_out=(GONE,))
    heard = Diagnosis(symptom=SYMPTOM, causes=possible(Cause.TASK_GROUP_EGRESS, Cause.ENDPOINT_MISSING))
    found = with_signs(plain, heard, ())
    assert [one.cause for one in found.causes] == [Cause.ENDPOINT_MISSING]
    assert found.ruled_out == (GONE,)


def test_a_cause_that_both_diagnoses_have_stays() -> None:
    """One finding of a cause may be ruled out while another one of it is possible."""
    plain = Diagnosis(symptom=SYMPTOM, causes=possible(Cause.TASK_GROUP_EGRESS), ruled_out=(GONE,))
    found = with_signs(plain, plain, ())
    assert [one.cause for one in found.causes] == [Cause.TASK_GROUP_EGRESS]
    assert found.ruled_out == (GONE,)
