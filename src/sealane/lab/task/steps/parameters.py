"""One parameter of Systems Manager."""

from __future__ import annotations

from sealane.grammar.arns import ArnProblem, parse
from sealane.lab.task import words
from sealane.lab.task.failures import CallFailed
from sealane.lab.task.scene import Made, Scene, failed, not_made, worked
from sealane.lab.task.signing import Service, called
from sealane.lab.task.subjects import NO_KEYS, host_of, name_of, region_of
from sealane.lab.task.supply import EXECUTION_ROLE
from sealane.startup.secret_references import uses
from sealane.startup.step import Step
from sealane.verdicts.observation import Failure
from sealane.verdicts.verdict import Verdict


def make(step: Step, scene: Scene) -> Made:
    """Read it, decrypted, as the execution role, and keep its value."""
    keys = scene.keys(EXECUTION_ROLE)
    if keys is None or not step.calls:
        return not_made(NO_KEYS)
    resource, host = step.calls[0].resources[0], host_of(step)
    name = _name(name_of(resource))
    service = Service(name="ssm", host=host, region=region_of(resource, scene))
    try:
        said = called(scene.caller, keys, service, "GetParameters", {"Names": [name], "WithDecryption": True})
    except CallFailed as error:
        return failed(error, words.parameter(error, host))
    found = said.content.get("Parameters") or []
    if not found:
        return Made(
            verdict=Verdict.FAILS,
            failure=Failure.ABSENT,
            address=said.address,
            port=said.port,
            message=words.no_parameter(name_of(resource)),
            detail="the parameter does not exist",
        )
    for use in uses(scene.task, scene.setting):
        if use.reference.name == step.subject and use.meaning == resource:
            scene.prepared.secrets[use.container, step.subject] = str(found[0]["Value"])
    return worked(said.address, said.port)


def _name(text: str) -> str:
    """Return the name in an ARN, by which every implementation of the API knows a parameter of its own account."""
    try:
        resource = parse(text).resource
    except ArnProblem:
        return text
    path = resource.removeprefix("parameter")
    return path if path.count("/") > 1 else path.removeprefix("/")
