"""Task definitions and services as Terraform resources."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.tasks import TaskDefinition
from sealane.world.world import World
from tests.worlds.render.container_definitions import container_definition
from tests.worlds.render.inexpressible import known
from tests.worlds.render.terraform.block import Attribute, Block, Json, Ref
from tests.worlds.render.terraform.naming import name_of, refer


def blocks(world: World) -> Iterator[Block]:
    """Yield the cluster, the task definitions and services."""
    cluster = "arn:aws:ecs:us-east-1:111122223333:cluster/main"
    yield Block(
        type="aws_ecs_cluster", name="main", values={"name": "main"}, key="main", minted={"id": cluster, "arn": cluster}
    )
    for task in world.table(TaskDefinition).values():
        yield _task(task)
    for service in world.table(Service).values():
        vpc = known(world.table(Subnet)[known(service.subnets)[0]].vpc)
        for group, port in known(service.targets):
            yield Block(
                type="aws_lb_target_group",
                name=name_of(group),
                values={"name": group, "port": port, "protocol": "HTTP", "target_type": "ip", "vpc_id": Ref(vpc)},
                key=group,
                minted=dict.fromkeys(
                    ("id", "arn"), f"arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/{group}/0123456789"
                ),
            )
        yield _service(service)


def _task(task: TaskDefinition) -> Block:
    values: dict[str, Attribute] = {
        "family": task.family,
        "requires_compatibilities": ["FARGATE"],
        "network_mode": "awsvpc",
        "cpu": known(task.cpu),
        "memory": known(task.memory),
        "container_definitions": Json(json.dumps([container_definition(one, task) for one in task.containers])),
        "runtime_platform": [
            {"operating_system_family": task.operating_system, "cpu_architecture": task.architecture},
        ],
        "volume": [
            {
                "name": volume.name,
                "efs_volume_configuration": [
                    {
                        "file_system_id": Ref(known(volume.file_system_id)),
                        "root_directory": volume.root_directory,
                        "transit_encryption": "ENABLED" if volume.transit_encryption else "DISABLED",
                        "authorization_config": [{"iam": "ENABLED" if volume.iam else "DISABLED"}],
                    }
                ],
            }
            for volume in task.volumes
        ],
    }
    for name, role in (("execution_role_arn", task.execution_role), ("task_role_arn", task.task_role)):
        if known(role):
            values[name] = Ref(known(role), "arn")
    return Block(
        type="aws_ecs_task_definition",
        name=name_of(task.family),
        values=values,
        key=task.id,
        minted={"id": task.family, "arn": task.id},
        origins=(task.origin.name,),
    )


def _service(service: Service) -> Block:
    network: dict[str, Attribute] = {
        "subnets": [refer(subnet) for subnet in known(service.subnets)],
        "security_groups": [refer(group) for group in known(service.security_groups)],
        "assign_public_ip": known(service.public_address),
    }
    values: dict[str, Attribute] = {
        "name": known(service.name),
        "cluster": Ref("main"),
        "launch_type": "FARGATE",
        "task_definition": Ref(known(service.task_definition), "arn"),
        "desired_count": known(service.tasks),
        "network_configuration": [network],
    }
    if known(service.targets):
        values["load_balancer"] = [
            {"target_group_arn": Ref(group, "arn"), "container_name": "app", "container_port": port}
            for group, port in known(service.targets)
        ]
    return Block(
        type="aws_ecs_service",
        name=name_of(service.id),
        values=values,
        key=service.id,
        minted={"id": service.id, "arn": service.id},
        origins=(service.origin.name,),
    )
