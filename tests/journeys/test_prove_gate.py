"""Nothing comes past the gate between plan and apply but what holds, and what somebody accepts with a reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import sealane
from sealane.sandbox import daemon
from sealane.sandbox.clients import client
from sealane.verbs.gate import Gate, Judgement
from sealane.verbs.proving import gate_of
from sealane.verbs.settle import Settled
from sealane.verdicts.acceptance import Acceptance
from sealane.verdicts.cause import Cause
from tests.journeys.traveller import traveller
from tests.journeys.wounded_plan import HARMLESS, WOUNDS, Wound, put

SPEC = Path(__file__).parents[2] / "examples" / "minimal" / "sealane.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlan:
    """What sealane settled for the minimal example, and the plan that Terraform made of its files."""

    settled: Settled
    plan: bytes


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnPlan]:
    """Give the plan of the minimal example."""
    person = traveller(tmp_path_factory.mktemp("gate"))
    plans: list[bytes] = []

    def keep(plan: bytes) -> Judgement:
        plans.append(plan)
        return Judgement(verdict="holds")

    try:
        spec = sealane.load(SPEC.read_text(encoding="utf-8"))
        planned = sealane.plan(spec, folder=person.folder, sandbox=True, gate=keep, environ=dict(person.environ))
        yield OwnPlan(settled=planned.settled, plan=plans[0])
    finally:
        daemon.stop(person.environ)


def test_own_plan_comes_through(own: OwnPlan) -> None:
    """What sealane writes holds."""
    assert _causes(gate_of(own.settled), own.plan) == ("holds", set())


@pytest.mark.parametrize("name", WOUNDS)
def test_wound_is_stopped_with_its_cause(name: str, own: OwnPlan) -> None:
    """Each change that breaks the start or the seal is stopped, and exactly its cause is named."""
    wound = WOUNDS[name]
    assert _causes(gate_of(own.settled), wound.of(own.plan)) == ("fails", set(wound.causes))


@pytest.mark.parametrize("name", HARMLESS)
def test_what_breaks_nothing_is_let_through(name: str, own: OwnPlan) -> None:
    """A change that no packet and no call can notice stops nothing."""
    wound = Wound(change=HARMLESS[name], causes=frozenset())
    assert _causes(gate_of(own.settled), wound.of(own.plan)) == ("holds", set())


@pytest.mark.parametrize("name", WOUNDS)
def test_acceptance_of_the_cause_is_the_only_way_around(name: str, own: OwnPlan) -> None:
    """Accepting what was found lets it through with the finding still there; accepting something else does not."""
    wound = WOUNDS[name]
    accepted = tuple(Acceptance(cause=cause, because="known") for cause in sorted(wound.causes))
    assert _causes(gate_of(own.settled, accepted), wound.of(own.plan)) == ("holds", set(wound.causes))
    (other,) = {Cause.SUBNET_FULL} - wound.causes
    elsewhere = Acceptance(cause=other, because="known")
    assert _causes(gate_of(own.settled, (elsewhere,)), wound.of(own.plan)) == ("fails", set(wound.causes))


def test_boundary_is_read_from_the_account(own: OwnPlan) -> None:
    """A boundary that the plan only names is the account's: unknown where it is silent, judged where it tells."""
    sandbox = own.settled.aws.sandbox
    assert sandbox is not None
    arn = f"arn:aws:iam::{sandbox.account}:policy/boundary"
    bounded = Wound(change=put("aws_iam_role.app_execution", permissions_boundary=arn), causes=frozenset())
    plan = bounded.of(own.plan)
    silent = gate_of(own.settled)(plan)
    assert silent.verdict == "unknown"
    assert silent.proved is not None
    (service,) = silent.proved.weighed.proof.services
    assert any("iam:GetPolicy" in value.reason for value in service.open)
    iam = client(sandbox, "iam", own.settled.aws.region)
    iam.create_policy(PolicyName="boundary", PolicyDocument=_allowing("ecr:*", "logs:*"))
    assert _causes(gate_of(own.settled), plan) == ("holds", set())
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=_allowing("ecr:*"), SetAsDefault=True)
    assert _causes(gate_of(own.settled), plan) == ("fails", {Cause.BOUNDARY_DENIES})


def _allowing(*actions: str) -> str:
    statement = {"Effect": "Allow", "Action": actions, "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _causes(gate: Gate, plan: bytes) -> tuple[str, set[Cause]]:
    judgement = gate(plan)
    assert judgement.proved is not None
    (service,) = judgement.proved.weighed.proof.services
    return judgement.verdict, {finding.cause for finding in service.findings}
