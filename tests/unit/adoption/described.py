"""What AWS answers about a service: as a spec would have it, or wounded in one place."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, TypeAlias

from sealane.adoption.found import Found, find
from sealane.grammar.registry_hosts import private_registry_host
from sealane.readers.capture.captured import Capture, CapturedCall
from sealane.spec.document import Spec
from sealane.spec.workload import Workload
from sealane.startup.endpoints import endpoint_needs
from sealane.startup.intent import log_group_name, steps_of
from sealane.world.tasks import Setting
from sealane.world.values import Known

REGION, ACCOUNT = "us-east-1", "111122223333"
SETTING = Setting(partition="aws", region=REGION, account=Known(ACCOUNT))
VPC, DEFAULT, TASKS, BEHIND = "vpc-0a", "sg-0d", "sg-0t", "sg-0e"
_ECS = f"arn:aws:ecs:{REGION}:{ACCOUNT}"
_ROLE = f"arn:aws:iam::{ACCOUNT}:role"
_OPEN = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}'

_ASKED: dict[str, dict[str, str]] = {
    "efs:DescribeMountTargetSecurityGroups": {"MountTargetId": "fsmt-0a"},
    "route53:ListHostedZonesByVPC": {"VPCId": VPC, "VPCRegion": REGION},
}

Answers: TypeAlias = dict[str, dict[str, Any]]
"""The answer of each call that is asked once."""


def found_of(spec: Spec, *wounds: Callable[[Answers], object], without: str = "") -> Found:
    """Return a spec's only service as AWS describes it; wounds change the answers, `without` leaves one out."""
    answers = copy.deepcopy(answers_of(spec))
    for wound in wounds:
        wound(answers)
    answers.pop(without, None)
    calls = [
        CapturedCall(call=call, output=output, region=REGION, account=ACCOUNT, parameters=_ASKED.get(call, {}))
        for call, output in answers.items()
    ]
    for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
        output = {"VpcId": VPC, attribute: {"Value": True}}
        calls.append(CapturedCall(call="ec2:DescribeVpcAttribute", output=output, region=REGION))
    return find(Capture(name="the capture", calls=tuple(calls)), "", "")


def answers_of(spec: Spec) -> Answers:
    """Return the answers by call."""
    (name,) = spec.services
    return {**_network(spec), **_tasks(spec, name), **_roles(spec, name)}


def _tasks(spec: Spec, name: str) -> Answers:
    service = spec.services[name]
    task: dict[str, Any] = {
        "taskDefinitionArn": f"{_ECS}:task-definition/{spec.name}-{name}:1",
        "family": f"{spec.name}-{name}",
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "cpu": str(service.cpu),
        "memory": str(service.memory),
        "executionRoleArn": f"{_ROLE}/old-execution",
        "taskRoleArn": f"{_ROLE}/old-task",
        "containerDefinitions": [_container(spec, name, service)],
        "volumes": [],
    }
    platform = {"operatingSystemFamily": "LINUX", "cpuArchitecture": service.architecture.upper()}
    task["runtimePlatform"] = platform
    if service.ephemeral_storage_gib != 20:
        task["ephemeralStorage"] = {"sizeInGiB": service.ephemeral_storage_gib}
    group: dict[str, Any] = {"logGroupName": log_group_name(spec, name)}
    if service.logs.retention_days:
        group["retentionInDays"] = service.logs.retention_days
    cluster = {"clusterName": spec.name, "clusterArn": f"{_ECS}:cluster/{spec.name}", "status": "ACTIVE"}
    return {
        "ecs:DescribeClusters": {"clusters": [cluster]},
        "ecs:DescribeServices": {"services": [_service(spec, name, service, task["taskDefinitionArn"])]},
        "ecs:DescribeTaskDefinition": {"taskDefinition": task},
        "logs:DescribeLogGroups": {"logGroups": [group]},
    }


def _service(spec: Spec, name: str, service: Workload, definition: str) -> dict[str, Any]:
    deployment = service.deployment
    how = {"capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]}
    subnets = [f"subnet-{number}" for number in range(len(spec.network.subnets))]
    return {
        "serviceName": name,
        "serviceArn": f"{_ECS}:service/{spec.name}/{name}",
        "clusterArn": f"{_ECS}:cluster/{spec.name}",
        "status": "ACTIVE",
        "taskDefinition": definition,
        "desiredCount": service.desired_count,
        **(how if service.spot else {"launchType": "FARGATE"}),
        "platformVersion": service.platform_version,
        "enableExecuteCommand": service.exec is not None,
        "networkConfiguration": {
            "awsvpcConfiguration": {"subnets": subnets, "securityGroups": [TASKS], "assignPublicIp": "DISABLED"}
        },
        "deploymentConfiguration": {
            "maximumPercent": deployment.maximum_percent,
            "minimumHealthyPercent": deployment.minimum_healthy_percent,
            "deploymentCircuitBreaker": {
                "enable": deployment.circuit_breaker,
                "rollback": deployment.circuit_breaker and deployment.rollback,
            },
        },
    }


def _container(spec: Spec, name: str, service: Workload) -> dict[str, Any]:
    host = private_registry_host(ACCOUNT, REGION)
    options = {"awslogs-group": log_group_name(spec, name), "awslogs-region": REGION, "awslogs-stream-prefix": name}
    said: dict[str, Any] = {
        "name": name,
        "image": f"{host}/{service.image}",
        "cpu": 0,
        "essential": True,
        "command": list(service.command),
        "environment": [{"name": key, "value": value} for key, value in service.environment.items()],
        "environmentFiles": [{"type": "s3", "value": arn} for arn in service.environment_files],
        "secrets": [
            {"name": key, "valueFrom": secret.parameter or secret.secret} for key, secret in service.secrets.items()
        ],
        "portMappings": [{"containerPort": service.port, "protocol": "tcp"}] if service.port else [],
        "mountPoints": [],
        "volumesFrom": [],
        "logConfiguration": {"logDriver": "awslogs", "options": options},
        "readonlyRootFilesystem": service.read_only_root_file_system,
    }
    if service.exec:
        said["linuxParameters"] = {"initProcessEnabled": True}
    if check := service.health_check:
        said["healthCheck"] = {
            "command": list(check.command),
            "interval": check.interval,
            "timeout": check.timeout,
            "retries": check.retries,
            "startPeriod": check.start_period,
        }
    return said


def _roles(spec: Spec, name: str) -> Answers:
    service = spec.services[name]
    attached = [{"PolicyArn": arn, "PolicyName": arn.rpartition("/")[2]} for arn in service.task_role_policies]
    inline = []
    if service.task_role_statements:
        document = {"Version": "2012-10-17", "Statement": list(service.task_role_statements)}
        inline.append({"PolicyName": "application", "PolicyDocument": document})
    trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}]}
    roles = [
        {
            "Arn": f"{_ROLE}/{role}",
            "RoleName": role,
            "AssumeRolePolicyDocument": trust,
            "RolePolicyList": inline if role == "old-task" else [],
            "AttachedManagedPolicies": attached if role == "old-task" else [],
        }
        for role in ("old-execution", "old-task")
    ]
    return {"iam:GetAccountAuthorizationDetails": {"RoleDetailList": roles}}


def _network(spec: Spec) -> Answers:
    network = spec.network
    zones = network.zones if isinstance(network.zones, tuple) else ()
    subnets = [
        {"SubnetId": f"subnet-{number}", "VpcId": VPC, "CidrBlock": cidr, "AvailabilityZone": zone, "OwnerId": ACCOUNT}
        for number, (cidr, zone) in enumerate(zip(network.subnets, zones, strict=True))
    ]
    associations = [{"SubnetId": one["SubnetId"], "Main": False} for one in subnets]
    local = {"DestinationCidrBlock": network.cidr, "GatewayId": "local", "Origin": "CreateRouteTable"}
    tables = [
        {"RouteTableId": "rtb-main", "VpcId": VPC, "Routes": [local], "Associations": [{"Main": True}]},
        {"RouteTableId": "rtb-0", "VpcId": VPC, "Routes": [local], "Associations": associations},
    ]
    groups = [
        {"GroupId": key, "GroupName": group, "Description": group, "VpcId": VPC}
        for key, group in ((DEFAULT, "default"), (TASKS, "old-tasks"), (BEHIND, "old-endpoints"))
    ]
    return {
        "ec2:DescribeVpcs": {"Vpcs": [{"VpcId": VPC, "CidrBlock": network.cidr, "OwnerId": ACCOUNT}]},
        "ec2:DescribeSubnets": {"Subnets": subnets},
        "ec2:DescribeRouteTables": {"RouteTables": tables},
        "ec2:DescribeSecurityGroups": {"SecurityGroups": groups},
        "ec2:DescribeNetworkInterfaces": {"NetworkInterfaces": []},
        "ec2:DescribeVpcEndpoints": {"VpcEndpoints": [_endpoint(need, subnets) for need in _needs(spec)]},
    }


def _needs(spec: Spec) -> list[tuple[str, str]]:
    return [(need.service_name, need.kind) for need in endpoint_needs(steps_of(spec, SETTING))]


def _endpoint(need: tuple[str, str], subnets: list[dict[str, Any]]) -> dict[str, Any]:
    service, kind = need
    interface = kind == "Interface"
    return {
        "VpcEndpointId": f"vpce-{service.rpartition('.')[2]}-{len(service)}",
        "VpcEndpointType": kind,
        "VpcId": VPC,
        "ServiceName": service,
        "State": "available",
        "PolicyDocument": _OPEN,
        "PrivateDnsEnabled": interface,
        "SubnetIds": [one["SubnetId"] for one in subnets] if interface else [],
        "Groups": [{"GroupId": BEHIND}] if interface else [],
        "RouteTableIds": [] if interface else ["rtb-0"],
    }
