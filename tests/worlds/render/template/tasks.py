"""Task definitions and services as resources of a template."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.world.services import Service
from sealane.world.tasks import TaskDefinition
from sealane.world.world import World
from tests.worlds.render.container_definitions import container_definition
from tests.worlds.render.inexpressible import known
from tests.worlds.render.template.resource import Names, Resource, logical
from tests.worlds.render.template.texts import Texts


def resources(world: World, names: Names, texts: Texts) -> Iterator[Resource]:
    """Yield the resources."""
    yield Resource(type="AWS::ECS::Cluster", name="Cluster", properties={"ClusterName": "main"})
    for task in world.table(TaskDefinition).values():
        yield _task(task, names, texts)
    for service in world.table(Service).values():
        for group, port in known(service.targets):
            properties = {"Port": port, "Protocol": "HTTP", "TargetType": "ip"}
            yield Resource(
                type="AWS::ElasticLoadBalancingV2::TargetGroup",
                name=logical("Targets", group),
                properties=properties,
                key=group,
            )
        yield _service(service, names)


def _task(task: TaskDefinition, names: Names, texts: Texts) -> Resource:
    properties: dict[str, object] = {
        "Family": task.family,
        "RequiresCompatibilities": ["FARGATE"],
        "NetworkMode": "awsvpc",
        "Cpu": known(task.cpu),
        "Memory": known(task.memory),
        "RuntimePlatform": {"OperatingSystemFamily": task.operating_system, "CpuArchitecture": task.architecture},
        "ContainerDefinitions": [texts.value(_capital(container_definition(one, task))) for one in task.containers],
        "Volumes": [
            {
                "Name": volume.name,
                "EFSVolumeConfiguration": {
                    "FilesystemId": names.ref(known(volume.file_system_id)),
                    "RootDirectory": volume.root_directory,
                    "TransitEncryption": "ENABLED" if volume.transit_encryption else "DISABLED",
                    "AuthorizationConfig": {"IAM": "ENABLED" if volume.iam else "DISABLED"},
                },
            }
            for volume in task.volumes
        ],
    }
    for name, role in (("ExecutionRoleArn", task.execution_role), ("TaskRoleArn", task.task_role)):
        if known(role):
            properties[name] = names.ref(known(role), "Arn")
    return Resource(
        type="AWS::ECS::TaskDefinition",
        name=names.by_key[task.id],
        properties=properties,
        key=task.id,
        origins=(task.origin.name,),
    )


def _capital(value: object) -> object:
    """Return a container in CloudFormation's spelling: names begin with a capital, those of log options stay."""
    if isinstance(value, list):
        return [_capital(one) for one in value]
    if isinstance(value, dict):
        return {name[:1].upper() + name[1:]: one if name == "options" else _capital(one) for name, one in value.items()}
    return value


def _service(service: Service, names: Names) -> Resource:
    configuration = {
        "Subnets": names.refs(known(service.subnets)),
        "SecurityGroups": names.refs(known(service.security_groups)),
        "AssignPublicIp": "ENABLED" if known(service.public_address) else "DISABLED",
    }
    properties: dict[str, object] = {
        "ServiceName": known(service.name),
        "Cluster": {"Ref": "Cluster"},
        "LaunchType": "FARGATE",
        "TaskDefinition": names.ref(known(service.task_definition)),
        "DesiredCount": known(service.tasks),
        "PlatformVersion": known(service.platform_version),
        "EnableExecuteCommand": known(service.exec_enabled),
        "NetworkConfiguration": {"AwsvpcConfiguration": configuration},
    }
    if known(service.targets):
        properties["LoadBalancers"] = [
            {"TargetGroupArn": {"Ref": logical("Targets", group)}, "ContainerName": "app", "ContainerPort": port}
            for group, port in known(service.targets)
        ]
    return Resource(
        type="AWS::ECS::Service",
        name=names.by_key[service.id],
        properties=properties,
        key=service.id,
        origins=(service.origin.name,),
    )
