"""A world made in an embedded AWS, with its service wanted."""

from __future__ import annotations

import json
from typing import Any

from sealane.records import dataclass
from sealane.sandbox.record import Sandbox
from sealane.world.services import Service
from sealane.world.tasks import TaskDefinition
from sealane.world.world import World
from tests.worlds.render.account import groups, network, stores
from tests.worlds.render.account.maker import Maker, is_on
from tests.worlds.render.container_definitions import container_definition
from tests.worlds.render.inexpressible import known

CLUSTER = "main"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A service in the account, by its name, with what its world's keys are called there."""

    maker: Maker
    service: str

    def client(self, name: str) -> Any:  # noqa: ANN401 - made at run time
        """Return a client."""
        return self.maker.client(name)

    def described(self) -> dict[str, Any]:
        """Describe the service."""
        said = self.client("ecs").describe_services(cluster=CLUSTER, services=[self.service])
        found: dict[str, Any] = said["services"][0]
        return found


def made(world: World, sandbox: Sandbox, name: str) -> Made:
    """Make a world under a name.

    Raises:
        Inexpressible: when it has what is not made.

    """
    maker = Maker(world, sandbox, name)
    network.make(maker)
    network.prefix_lists(maker)
    groups.make(maker)
    network.make_endpoints(maker)
    stores.make(maker)
    (service,) = maker.facts(Service)
    (task,) = maker.facts(TaskDefinition)
    ecs = maker.client("ecs")
    ecs.create_cluster(clusterName=CLUSTER)
    definition = register(maker, task)
    called = f"{known(service.name)}-{name}"
    ecs.create_service(
        cluster=CLUSTER,
        serviceName=called,
        taskDefinition=definition,
        desiredCount=known(service.tasks),
        launchType="FARGATE",
        networkConfiguration={
            "awsvpcConfiguration": {
                "subnets": maker.keys_of(service.subnets),
                "securityGroups": maker.keys_of(service.security_groups),
                "assignPublicIp": "ENABLED" if is_on(service.public_address) else "DISABLED",
            }
        },
    )
    return Made(maker=maker, service=called)


def register(maker: Maker, task: TaskDefinition) -> str:
    """Register a task definition and return its ARN."""
    containers = json.loads(maker.text(json.dumps([container_definition(one, task) for one in task.containers])))
    roles = {"executionRoleArn": task.execution_role, "taskRoleArn": task.task_role}
    volumes = [
        {
            "name": one.name,
            "efsVolumeConfiguration": {
                "fileSystemId": maker.key(one.file_system_id),
                "transitEncryption": "ENABLED" if one.transit_encryption else "DISABLED",
                "authorizationConfig": {"iam": "ENABLED" if one.iam else "DISABLED"},
            },
        }
        for one in task.volumes
    ]
    said = maker.client("ecs").register_task_definition(
        family=f"{task.family}-{maker.name}",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu=known(task.cpu),
        memory=known(task.memory),
        runtimePlatform={"operatingSystemFamily": task.operating_system, "cpuArchitecture": task.architecture},
        containerDefinitions=containers,
        volumes=volumes,
        **{name: maker.key(role) for name, role in roles.items() if known(role)},
    )
    arn: str = said["taskDefinition"]["taskDefinitionArn"]
    return arn
