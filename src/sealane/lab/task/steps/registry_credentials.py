"""User name and password of a registry that is not ECR."""

from __future__ import annotations

from sealane.lab.task import words
from sealane.lab.task.failures import CallFailed
from sealane.lab.task.scene import Made, Scene, failed, not_made, worked
from sealane.lab.task.signing import Service, called
from sealane.lab.task.subjects import NO_KEYS, host_of, name_of, region_of
from sealane.lab.task.supply import EXECUTION_ROLE
from sealane.startup.step import Step
from sealane.verdicts.observation import Failure


def make(step: Step, scene: Scene) -> Made:
    """Read the secret as the execution role."""
    keys = scene.keys(EXECUTION_ROLE)
    if keys is None or not step.calls:
        return not_made(NO_KEYS)
    resource, host = step.calls[0].resources[0], host_of(step)
    service = Service(name="secretsmanager", host=host, region=region_of(resource, scene))
    arn = name_of(resource)
    try:
        said = called(scene.caller, keys, service, "GetSecretValue", {"SecretId": arn})
    except CallFailed as error:
        return failed(error, words.secret(error, host, arn, absent=error.failure is Failure.ABSENT))
    scene.prepared.registry_keys[step.subject] = str(said.content.get("SecretString", ""))
    return worked(said.address, said.port)
