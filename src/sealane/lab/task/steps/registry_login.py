"""The token for private ECR."""

from __future__ import annotations

from sealane.lab.task import words
from sealane.lab.task.failures import CallFailed
from sealane.lab.task.scene import Made, Scene, failed, not_made, worked
from sealane.lab.task.signing import Service, called
from sealane.lab.task.subjects import NO_KEYS, host_of
from sealane.lab.task.supply import EXECUTION_ROLE
from sealane.startup.step import Step


def make(step: Step, scene: Scene) -> Made:
    """Ask for the token as the execution role, and keep it for the pull."""
    keys = scene.keys(EXECUTION_ROLE)
    if keys is None:
        return not_made(NO_KEYS)
    region, host = step.subject or scene.setting.region, host_of(step)
    try:
        said = called(scene.caller, keys, Service(name="ecr", host=host, region=region), "GetAuthorizationToken", {})
    except CallFailed as error:
        return failed(error, words.registry_login(error, host))
    scene.prepared.tokens[region] = said.content["authorizationData"][0]["authorizationToken"]
    return worked(said.address, said.port)
