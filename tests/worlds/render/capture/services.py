"""Services, task definitions, roles, policies, as ECS and IAM answer."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sealane.world.policies import Policy, Role
from sealane.world.services import Service
from sealane.world.tasks import FileSystemVolume, TaskDefinition
from sealane.world.world import World
from tests.worlds.render.capture.files import ACCOUNT, REGION
from tests.worlds.render.capture.network import Answer
from tests.worlds.render.capture.ways import target_arn
from tests.worlds.render.container_definitions import container_definition
from tests.worlds.render.inexpressible import known

CLUSTER = f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/main"


def policy_arn(policy: Policy) -> str:
    """Return the ARN of a customer managed policy."""
    return f"arn:aws:iam::{ACCOUNT}:policy/{known(policy.name)}"


def answers(world: World) -> Iterator[Answer]:
    """Yield the answers."""
    services = list(world.table(Service).values())
    yield "ecs-list-clusters", {"clusterArns": [CLUSTER]}
    cluster = {"clusterArn": CLUSTER, "clusterName": "main", "status": "ACTIVE", "configuration": {}}
    yield "ecs-describe-clusters", {"clusters": [cluster], "failures": []}
    yield "ecs-list-services", {"serviceArns": [one.id for one in services]}
    yield "ecs-describe-services", {"services": [_service(one) for one in services], "failures": []}
    groups = [target_arn(group) for one in services for group, _ in known(one.targets)]
    yield (
        "elbv2-describe-target-groups",
        {"TargetGroups": [{"TargetGroupArn": group, "TargetGroupName": "targets"} for group in groups]},
    )
    for place, task in enumerate(world.table(TaskDefinition).values()):
        yield f"ecs-describe-task-definition-{place}", {"taskDefinition": _task(task)}
    yield from _roles(world)
    yield from _policies(world)


def _service(service: Service) -> dict[str, object]:
    configuration = {
        "subnets": list(known(service.subnets)),
        "securityGroups": list(known(service.security_groups)),
        "assignPublicIp": "ENABLED" if known(service.public_address) else "DISABLED",
    }
    return {
        "serviceArn": service.id,
        "serviceName": known(service.name),
        "clusterArn": CLUSTER,
        "status": "ACTIVE",
        "desiredCount": known(service.tasks),
        "launchType": "FARGATE",
        "platformVersion": known(service.platform_version),
        "taskDefinition": known(service.task_definition),
        "networkConfiguration": {"awsvpcConfiguration": configuration},
        "loadBalancers": [
            {"targetGroupArn": target_arn(group), "containerName": "app", "containerPort": port}
            for group, port in known(service.targets)
        ],
        "enableExecuteCommand": known(service.exec_enabled),
    }


def _task(task: TaskDefinition) -> dict[str, object]:
    found: dict[str, object] = {
        "taskDefinitionArn": task.id,
        "family": task.family,
        "status": "ACTIVE",
        "requiresCompatibilities": ["FARGATE"],
        "networkMode": "awsvpc",
        "cpu": known(task.cpu),
        "memory": known(task.memory),
        "runtimePlatform": {"operatingSystemFamily": task.operating_system, "cpuArchitecture": task.architecture},
        "containerDefinitions": [container_definition(one, task) for one in task.containers],
        "volumes": [_volume(one) for one in task.volumes],
    }
    for name, role in (("executionRoleArn", task.execution_role), ("taskRoleArn", task.task_role)):
        if known(role):
            found[name] = known(role)
    return found


def _volume(volume: FileSystemVolume) -> dict[str, object]:
    return {
        "name": volume.name,
        "efsVolumeConfiguration": {
            "fileSystemId": known(volume.file_system_id),
            "rootDirectory": volume.root_directory,
            "transitEncryption": "ENABLED" if volume.transit_encryption else "DISABLED",
            "authorizationConfig": {"iam": "ENABLED" if volume.iam else "DISABLED"},
        },
    }


def _roles(world: World) -> Iterator[Answer]:
    for role in world.table(Role).values():
        name = known(role.name)
        document: dict[str, object] = {
            "RoleName": name,
            "Arn": role.id,
            "AssumeRolePolicyDocument": json.loads(str(known(role.trust))),
        }
        if known(role.boundary):
            arn = policy_arn(world.table(Policy)[known(role.boundary)])
            document["PermissionsBoundary"] = {
                "PermissionsBoundaryType": "Policy",
                "PermissionsBoundaryArn": arn,
            }
        yield f"iam-get-role-{name}", {"Role": document}
        inline = known(role.inline)
        yield f"iam-list-role-policies-{name}", {"PolicyNames": [known(one.name) for one in inline]}
        yield f"iam-list-attached-role-policies-{name}", {"AttachedPolicies": []}
        for one in inline:
            policy = {"RoleName": name, "PolicyName": known(one.name)}
            yield (
                f"iam-get-role-policy-{name}",
                {**policy, "PolicyDocument": json.loads(str(known(one.document)))},
            )


def _policies(world: World) -> Iterator[Answer]:
    for policy in world.table(Policy).values():
        name, arn = known(policy.name), policy_arn(policy)
        yield f"iam-get-policy-{name}", {"Policy": {"PolicyName": name, "Arn": arn, "DefaultVersionId": "v1"}}
        version = {"VersionId": "v1", "IsDefaultVersion": True, "Document": json.loads(str(known(policy.document)))}
        yield f"iam-get-policy-version-{name}", {"PolicyVersion": version}
