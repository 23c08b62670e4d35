"""ECS takes a role; the control plane does it, so nothing of it is seen in the VPC."""

from __future__ import annotations

from sealane.lab.task import words
from sealane.lab.task.scene import Made, Scene, not_made, worked
from sealane.lab.task.trusts import asker, trusts
from sealane.startup.step import Step
from sealane.verdicts.observation import Failure
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Known

_UNTOLD = object()


def make(step: Step, scene: Scene) -> Made:
    """Take the role: its trust policy must let ECS in, and its credentials are there."""
    document = scene.supply.trusts.get(step.subject, _UNTOLD)
    if document is _UNTOLD:
        return not_made("the trust policy of the role is not known here")
    if document is None:
        return _refused(step, Failure.ABSENT, "the role does not exist")
    answer = trusts(document, asker(scene.setting))
    if answer is None:
        return not_made("its trust policy has conditions that are not judged here")
    if not answer:
        return _refused(step, Failure.DENIED, "its trust policy does not let ecs-tasks.amazonaws.com assume it")
    if scene.keys(step.subject) is None:
        return not_made("the embedded AWS gave no credentials of the role")
    return worked()


def _refused(step: Step, failure: Failure, why: str) -> Made:
    identifier = step.calls[0].resources[0].identifier
    arn = identifier.value if isinstance(identifier, Known) else ""
    return Made(verdict=Verdict.FAILS, failure=failure, message=words.role(arn), detail=why)
