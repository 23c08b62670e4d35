"""A container's log stream, made before the container is."""

from __future__ import annotations

from collections.abc import Mapping

from sealane.lab.task import words
from sealane.lab.task.failures import CallFailed
from sealane.lab.task.refusals import Refused
from sealane.lab.task.scene import Made, Scene, failed, not_made, worked
from sealane.lab.task.signing import Called, Service, called
from sealane.lab.task.steps.connecting import connected
from sealane.lab.task.subjects import NO_KEYS, host_of, name_of, region_of
from sealane.lab.task.supply import EXECUTION_ROLE, Keys
from sealane.startup.step import Step
from sealane.world.tasks import Container
from sealane.world.values import Known

_THERE_ALREADY = "ResourceAlreadyExistsException"


def make(step: Step, scene: Scene) -> Made:
    """Make the group where the options ask for it, then the stream, as the execution role."""
    container = next(one for one in scene.task.containers if one.name == step.subject)
    if container.log.driver != "awslogs":
        return connected(step, scene)
    keys = scene.keys(EXECUTION_ROLE)
    if keys is None:
        return not_made(NO_KEYS)
    resource, host = step.calls[0].resources[0], host_of(step)
    if not name_of(resource):
        return not_made("the name of the log group is not known")
    service = Service(name="logs", host=host, region=region_of(resource, scene))
    operation = "CreateLogGroup"
    try:
        if "logs:CreateLogGroup" in step.calls[0].actions:
            _once(scene, keys, service, operation, {"logGroupName": name_of(resource)})
        operation = "CreateLogStream"
        stream = stream_name(container, scene.supply.task_id)
        wanted = {"logGroupName": name_of(resource), "logStreamName": stream}
        said = _once(scene, keys, service, operation, wanted)
    except CallFailed as error:
        return failed(error, words.log_stream(error, host, operation))
    return worked(said.address, said.port)


def stream_name(container: Container, task_id: str) -> str:
    """Return the stream's name: `prefix/container/task`.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
    """
    prefix = container.log.option("awslogs-stream-prefix")
    return f"{prefix.value if isinstance(prefix, Known) else ''}/{container.name}/{task_id}"


def _once(scene: Scene, keys: Keys, service: Service, operation: str, wanted: Mapping[str, object]) -> Called | Refused:
    """Make what may be there already."""
    try:
        return called(scene.caller, keys, service, operation, wanted)
    except Refused as refusal:
        if refusal.code == _THERE_ALREADY:
            return refusal
        raise
