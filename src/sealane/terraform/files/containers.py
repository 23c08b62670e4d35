"""Container definitions: what ECS is told about a service's one container."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.terraform.files.draft import Service
from sealane.terraform.files.names import identifier
from sealane.terraform.hcl_values import Value, call, reference, template

if TYPE_CHECKING:
    from sealane.spec.container import HealthCheck, Secret


def container_definitions(service: Service, secrets: dict[str, str]) -> Value:
    """Return `container_definitions`; `secrets` are the Terraform names of secrets that are known by name only.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
    """
    workload = service.workload
    container: dict[str, Value] = {
        "name": service.name,
        "image": reference(f"local.{service.label}_image_uri"),
        "essential": True,
    }
    if workload.command:
        container["command"] = service.withheld.get("command", list(workload.command))
    if workload.port:
        container["portMappings"] = [_port(service)]
    if workload.environment:
        container["environment"] = [
            {"name": name, "value": service.withheld.get(f"environment:{name}", text)}
            for name, text in workload.environment.items()
        ]
    if workload.environment_files:
        container["environmentFiles"] = [{"type": "s3", "value": arn} for arn in workload.environment_files]
    if workload.secrets:
        container["secrets"] = [
            {"name": name, "valueFrom": _value_from(secret, secrets)} for name, secret in workload.secrets.items()
        ]
    if workload.volumes:
        container["mountPoints"] = [
            {"sourceVolume": name, "containerPath": volume.path, "readOnly": volume.read_only}
            for name, volume in workload.volumes.items()
        ]
    if workload.health_check:
        container["healthCheck"] = _health_check(workload.health_check, service)
    if workload.read_only_root_file_system:
        container["readonlyRootFilesystem"] = True
    if workload.exec and not service.is_windows:
        # So that what a session leaves behind is cleaned up:
        # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
        container["linuxParameters"] = {"initProcessEnabled": True}
    container["logConfiguration"] = _logs(service)
    return call("jsonencode", [container])


def port_name(service: Service) -> str:
    """Return the name of a service's port mapping, by which Service Connect knows it."""
    return identifier(service.name).lower()


def _port(service: Service) -> Value:
    """Return the port mapping; Fargate maps a port to itself."""
    mapping: dict[str, Value] = {"containerPort": service.workload.port, "protocol": "tcp"}
    return {"name": port_name(service), **mapping} if service.offers_port else mapping


def _value_from(secret: Secret, secrets: dict[str, str]) -> Value:
    """Return where ECS reads a secret or parameter from, with JSON key and version where they are given."""
    if secret.parameter:
        return secret.parameter
    parts = (secret.key, secret.version_stage, secret.version_id)
    suffix = ":" + ":".join(parts) if any(parts) else ""
    if label := secrets.get(secret.secret):
        return template(reference(f"data.aws_secretsmanager_secret.{label}.arn"), suffix)
    return secret.secret + suffix


def _health_check(check: HealthCheck, service: Service) -> Value:
    """Return the container's health check."""
    return {
        "command": service.withheld.get("health-check", list(check.command)),
        "interval": check.interval,
        "timeout": check.timeout,
        "retries": check.retries,
        "startPeriod": check.start_period,
    }


def _logs(service: Service) -> Value:
    """Return where the container's output goes."""
    return {
        "logDriver": "awslogs",
        "options": {
            "awslogs-group": service.of("aws_cloudwatch_log_group", "", "name"),
            "awslogs-region": reference("local.region"),
            "awslogs-stream-prefix": service.name,
        },
    }
