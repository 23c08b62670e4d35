"""The Python API asks what the command line asks, and answers with values."""

from __future__ import annotations

from pathlib import Path

import pytest

import sealane
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from tests.journeys.wounded_plan import WOUNDS

PLAN = Path(__file__).parents[2] / "cases" / "plan_reading" / "minimal" / "plan.json"
MESSAGE = (
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable "
    "to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused "
    'by: Post "https://api.ecr.us-east-1.amazonaws.com/": dial tcp 44.192.0.1:443: i/o timeout'
)


def test_message_alone(tmp_path: Path) -> None:
    """A message alone names the step and what is possible, and nothing is proved."""
    found = sealane.diagnose(MESSAGE, folder=tmp_path, environ={})
    (stopped,) = found.stopped
    assert found.proved is None
    assert stopped.diagnosis.symptom.step is StepName.REGISTRY_LOGIN
    assert stopped.diagnosis.causes
    assert not stopped.diagnosis.proved


def test_message_and_source(tmp_path: Path) -> None:
    """Joined with a plan in which a private name is off, the same message has that cause first."""
    (tmp_path / "plan.json").write_bytes(WOUNDS["private DNS is off"].of(PLAN.read_bytes()))
    found = sealane.diagnose(MESSAGE, source="plan.json", folder=tmp_path, environ={})
    (stopped,) = found.stopped
    assert stopped.diagnosis.causes[0].cause is Cause.ENDPOINT_PRIVATE_DNS_OFF


def test_source_that_is_not_there(tmp_path: Path) -> None:
    """A source that is missing is one problem, for every function that reads one."""
    for asked in (sealane.rehearse, sealane.prove):
        with pytest.raises(sealane.InputError) as caught:
            asked("nowhere.json", folder=tmp_path, environ={})
        assert caught.value.problems[0].code == "source-missing"


def test_account_that_the_source_contradicts(tmp_path: Path) -> None:
    """A plan that tells its own account is proved for no other one, and an account has twelve digits."""
    (tmp_path / "plan.json").write_bytes(PLAN.read_bytes())
    assert sealane.prove("plan.json", account="123456789012", folder=tmp_path, environ={}).weighed.proof.services
    for account, code in (("210987654321", "account-told"), ("12", "account-invalid")):
        with pytest.raises(sealane.InputError) as caught:
            sealane.prove("plan.json", account=account, folder=tmp_path, environ={})
        assert caught.value.problems[0].code == code
