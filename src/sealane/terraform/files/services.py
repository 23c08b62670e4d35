"""`service.tf`: the cluster, and for each service its log group, its task definition and the service itself."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.grammar.limits import INCLUDED_STORAGE
from sealane.startup.intent import log_group_name
from sealane.terraform.files.autoscaling import scales
from sealane.terraform.files.containers import container_definitions, port_name
from sealane.terraform.files.draft import Draft, Service
from sealane.terraform.files.endpoints import endpoint_references
from sealane.terraform.files.images import image_locals
from sealane.terraform.files.load_balancers import listener_label
from sealane.terraform.files.roles import role_policies
from sealane.terraform.files.security_groups import group_ids, rules_of
from sealane.terraform.files.storage import mount_references, volume_blocks
from sealane.terraform.hcl import GAP, Block, Comment, Item, block, resource
from sealane.terraform.hcl_values import Code, Value, reference

_CLUSTER = reference("aws_ecs_cluster.main.id")


def services(draft: Draft) -> Iterator[Block]:
    """Yield the cluster and then the services one after the other."""
    yield from _cluster(draft)
    if any(service.workload.service_connect for service in draft.services):
        yield resource("aws_service_discovery_http_namespace", "main", {"name": draft.spec.name})
    for service in draft.services:
        yield image_locals(service)
        yield _log_group(service, draft)
        yield _task_definition(service, draft)
        yield _service(service, draft)


def _cluster(draft: Draft) -> Iterator[Block]:
    """Yield the cluster, and what it may run on when that includes Spot."""
    body: list[Item] = [{"name": draft.spec.name}]
    keys = [service.workload.exec.kms_key for service in draft.services if service.workload.exec]
    if key := next(filter(None, keys), ""):
        settings = block("execute_command_configuration", {"kms_key_id": key, "logging": "DEFAULT"})
        body.append(block("configuration", settings))
    yield resource("aws_ecs_cluster", "main", *body)
    if any(service.workload.spot for service in draft.services):
        yield resource(
            "aws_ecs_cluster_capacity_providers",
            "main",
            {"cluster_name": reference("aws_ecs_cluster.main.name"), "capacity_providers": ["FARGATE", "FARGATE_SPOT"]},
        )


def _log_group(service: Service, draft: Draft) -> Block:
    """Return the log group, which must be there before the first task starts."""
    logs = service.workload.logs
    key: dict[str, Value] = {"kms_key_id": logs.kms_key} if logs.kms_key else {}
    return resource(
        "aws_cloudwatch_log_group",
        service.label,
        {"name": log_group_name(draft.spec, service.name), "retention_in_days": logs.retention_days, **key},
    )


def _task_definition(service: Service, draft: Draft) -> Block:
    """Return the task definition."""
    workload = service.workload
    platform = block(
        "runtime_platform",
        {
            "operating_system_family": workload.operating_system.replace("-", "_").upper(),
            "cpu_architecture": workload.architecture.upper(),
        },
    )
    storage: list[Item] = []
    if workload.ephemeral_storage_gib > INCLUDED_STORAGE:
        storage.append(block("ephemeral_storage", {"size_in_gib": workload.ephemeral_storage_gib}))
    return resource(
        "aws_ecs_task_definition",
        service.label,
        {
            "family": f"{draft.spec.name}-{service.name}",
            "requires_compatibilities": ["FARGATE"],
            "network_mode": "awsvpc",
            "cpu": reference(f"var.{service.label}_cpu"),
            "memory": reference(f"var.{service.label}_memory"),
            "execution_role_arn": service.of("aws_iam_role", "execution", "arn"),
            "task_role_arn": service.of("aws_iam_role", "task", "arn"),
        },
        GAP,
        {"container_definitions": container_definitions(service, draft.secrets)},
        platform,
        *storage,
        *volume_blocks(service),
    )


def _service(service: Service, draft: Draft) -> Block:
    """Return the ECS service."""
    workload = service.workload
    body: list[Item] = [
        {
            "name": service.name,
            "cluster": _CLUSTER,
            "task_definition": service.of("aws_ecs_task_definition", "", "arn"),
            "desired_count": reference(f"var.{service.label}_desired_count"),
            **({} if workload.spot else {"launch_type": "FARGATE"}),
            "platform_version": workload.platform_version,
            **({"enable_execute_command": True} if workload.exec else {}),
            "propagate_tags": "SERVICE",
        },
        GAP,
        {
            "deployment_minimum_healthy_percent": workload.deployment.minimum_healthy_percent,
            "deployment_maximum_percent": workload.deployment.maximum_percent,
        },
        *_deployment(service),
        block(
            "network_configuration",
            {
                "subnets": list(draft.place.subnet_ids),
                "security_groups": group_ids(service, draft),
                "assign_public_ip": False,
            },
        ),
        *_traffic(service),
    ]
    if scales(service):
        lifecycle = block("lifecycle", {"ignore_changes": [Code("desired_count")]}, comment="Autoscaling moves it.")
        body.append(lifecycle)
    body.append(Comment("The first task fails without these, and nothing above refers to them."))
    body.append({"depends_on": _needed_at_start(service, draft)})
    return resource("aws_ecs_service", service.label, *body)


def _deployment(service: Service) -> Iterator[Item]:
    """Yield how a deployment goes and what it runs on."""
    deployment = service.workload.deployment
    if deployment.circuit_breaker:
        yield block("deployment_circuit_breaker", {"enable": True, "rollback": deployment.rollback})
    if service.workload.spot:
        yield block("capacity_provider_strategy", {"capacity_provider": "FARGATE_SPOT", "weight": 1})


def _traffic(service: Service) -> Iterator[Item]:
    """Yield what brings traffic to the tasks."""
    workload = service.workload
    if workload.load_balancer:
        yield block(
            "load_balancer",
            {
                "target_group_arn": service.of("aws_lb_target_group", "", "arn"),
                "container_name": service.name,
                "container_port": workload.port,
            },
        )
    if workload.service_connect:
        name = workload.service_connect.dns_name or service.name
        alias = block("client_alias", {"port": workload.port, "dns_name": name})
        offered = [block("service", {"port_name": port_name(service)}, alias)] if service.offers_port else []
        namespace = reference("aws_service_discovery_http_namespace.main.arn")
        yield block("service_connect_configuration", {"enabled": True, "namespace": namespace}, *offered)


def _needed_at_start(service: Service, draft: Draft) -> list[Value]:
    """Return what must be there before the first task starts, and is not referred to anyway."""
    found = [
        *role_policies(service, draft),
        *endpoint_references(draft),
        *rules_of(service, draft),
        *mount_references(service, draft),
    ]
    if service.workload.load_balancer:
        found.append(reference(f"aws_lb_listener.{listener_label(service)}"))
    if service.workload.spot:
        found.append(reference("aws_ecs_cluster_capacity_providers.main"))
    return found
