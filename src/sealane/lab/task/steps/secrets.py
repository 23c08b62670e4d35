"""One secret of Secrets Manager, and the part of it that a variable takes."""

from __future__ import annotations

import json

from sealane.grammar.arns import SecretValue, parse_value_from
from sealane.lab.task import words
from sealane.lab.task.failures import CallFailed
from sealane.lab.task.scene import Made, Scene, failed, not_made, worked
from sealane.lab.task.signing import Service, called
from sealane.lab.task.subjects import NO_KEYS, host_of, name_of, region_of
from sealane.lab.task.supply import EXECUTION_ROLE
from sealane.startup.secret_references import Use, uses
from sealane.startup.step import Step
from sealane.verdicts.observation import Failure
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Known


def make(step: Step, scene: Scene) -> Made:
    """Read it as the execution role, and keep what the variable takes of it."""
    keys = scene.keys(EXECUTION_ROLE)
    if keys is None or not step.calls:
        return not_made(NO_KEYS)
    resource = step.calls[0].resources[0]
    for use in uses(scene.task, scene.setting):
        if use.reference.name == step.subject and use.meaning == resource:
            break
    else:
        return not_made("nothing in the task definition refers to it")
    value, arn, host = _value(use), name_of(resource), host_of(step)
    service = Service(name="secretsmanager", host=host, region=region_of(resource, scene))
    try:
        said = called(scene.caller, keys, service, "GetSecretValue", _question(arn, value))
    except CallFailed as error:
        return failed(error, words.secret(error, host, arn, absent=error.failure is Failure.ABSENT))
    return _take(said.content.get("SecretString", ""), value, step, scene) or worked(said.address, said.port)


def _value(use: Use) -> SecretValue | None:
    text = use.reference.value_from
    value = parse_value_from(text.value) if isinstance(text, Known) else None
    return value if isinstance(value, SecretValue) else None


def _question(arn: str, value: SecretValue | None) -> dict[str, object]:
    """Ask for the version that the reference names.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
    """
    asked: dict[str, object] = {"SecretId": arn}
    if value is not None and value.version_stage:
        asked["VersionStage"] = value.version_stage
    if value is not None and value.version_id:
        asked["VersionId"] = value.version_id
    return asked


def _take(text: str, value: SecretValue | None, step: Step, scene: Scene) -> Made | None:
    """Keep the value for every container that takes it; `None` when all is well."""
    key = value.json_key if value is not None else ""
    if key:
        try:
            text = _plain(json.loads(text)[key])
        except (ValueError, KeyError, TypeError):
            message = words.secret_key(key)
            return Made(verdict=Verdict.FAILS, failure=Failure.ABSENT, message=message, detail=f"no JSON key {key}")
    meaning = step.calls[0].resources[0]
    for use in uses(scene.task, scene.setting):
        if use.reference.name == step.subject and use.meaning == meaning:
            scene.prepared.secrets[use.container, step.subject] = text
    return None


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
