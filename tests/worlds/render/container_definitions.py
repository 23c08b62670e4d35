"""Containers in the form that `RegisterTaskDefinition` takes, which every source shares.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
"""

from __future__ import annotations

from sealane.world.tasks import Container, TaskDefinition
from tests.worlds.render.inexpressible import known


def container_definition(container: Container, task: TaskDefinition) -> dict[str, object]:
    """Return a container."""
    found: dict[str, object] = {
        "name": container.name,
        "image": known(container.image),
        "essential": container.essential,
        "secrets": [{"name": one.name, "valueFrom": known(one.value_from)} for one in container.secrets],
        "environmentFiles": [{"value": known(one), "type": "s3"} for one in container.environment_files],
        "mountPoints": [
            {"sourceVolume": volume.name, "containerPath": f"/{volume.name}", "readOnly": volume.read_only}
            for volume in task.volumes
        ],
    }
    if container.log.driver:
        found["logConfiguration"] = {
            "logDriver": container.log.driver,
            "options": dict(known(container.log.options)),
        }
    return found
