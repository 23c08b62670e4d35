"""A spec to the task definitions that it asks for, and so to their steps.

What Terraform creates has no id yet, so roles and new file systems are unknown here, each with its own reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.startup.needs import TaskSteps
from sealane.startup.sequence import steps
from sealane.world.tasks import (
    Container,
    FileSystemVolume,
    LogConfiguration,
    SecretReference,
    Setting,
    TaskDefinition,
)
from sealane.world.values import Known, Origin, Unknown, Value

if TYPE_CHECKING:
    # Only named here: the models need Pydantic, and whoever has a spec has loaded it already.
    from sealane.spec.container import Secret
    from sealane.spec.document import Spec
    from sealane.spec.storage import Volume
    from sealane.spec.workload import Workload


def steps_of(spec: Spec, setting: Setting) -> tuple[TaskSteps, ...]:
    """Return the steps of every service, in the order of the spec."""
    return tuple(TaskSteps(task=name, steps=steps(task_of(spec, name, setting), setting)) for name in spec.services)


def task_of(spec: Spec, service: str, setting: Setting | None = None) -> TaskDefinition:
    """Return the task definition of a service; without a setting the Region is the spec's, if it names one.

    Raises:
        KeyError: when the spec has no such service.

    """
    workload = spec.services[service]
    region = setting.region if setting else spec.region
    return TaskDefinition(
        family=service,
        origin=Origin(f"services.{service}"),
        containers=(_container(spec, service, workload, region),),
        cpu=Known(str(workload.cpu)),
        memory=Known(str(workload.memory)),
        operating_system=workload.operating_system.replace("-", "_").upper(),
        architecture=workload.architecture.upper(),
        platform_version=workload.platform_version,
        execution_role=Unknown(f"the execution role of {service} is created by this plan"),
        task_role=Unknown(f"the task role of {service} is created by this plan"),
        volumes=tuple(_volume(service, name, volume) for name, volume in workload.volumes.items()),
        ephemeral_storage_gib=workload.ephemeral_storage_gib,
        exec_enabled=workload.exec is not None,
        exec_key=Known(workload.exec.kms_key if workload.exec else ""),
        service_connect=workload.service_connect is not None,
        aws_services=spec.endpoints.aws_services,
        keys=tuple((f"secret:{name}", s.kms_key) for name, s in workload.secrets.items() if s.kms_key),
    )


def log_group_name(spec: Spec, service: str) -> str:
    """Return the name of a service's log group."""
    return f"/ecs/{spec.name}/{service}"


def _container(spec: Spec, service: str, workload: Workload, region: str) -> Container:
    return Container(
        name=service,
        image=Known(workload.image),
        own_registry=True,
        log=LogConfiguration(driver="awslogs", options=_log_options(spec, service, region)),
        secrets=tuple(_secret(name, secret) for name, secret in workload.secrets.items()),
        environment_files=tuple(Known(arn) for arn in workload.environment_files),
    )


def _log_options(spec: Spec, service: str, region: str) -> Value[tuple[tuple[str, str], ...]]:
    if not region:
        return Unknown("neither the spec nor the caller names a Region")
    return Known(
        (
            ("awslogs-group", log_group_name(spec, service)),
            ("awslogs-region", region),
            ("awslogs-stream-prefix", service),
        )
    )


def _secret(name: str, secret: Secret) -> SecretReference:
    if not secret.secret:
        return SecretReference(name=name, value_from=Known(secret.parameter))
    if not secret.secret.startswith("arn:"):
        reason = f"the ARN of secret {secret.secret} is looked up by its name"
        return SecretReference(name=name, value_from=Unknown(reason), secret_name=secret.secret)
    parts = (secret.key, secret.version_stage, secret.version_id)
    text = ":".join((secret.secret, *parts)) if any(parts) else secret.secret
    return SecretReference(name=name, value_from=Known(text))


def _volume(service: str, name: str, volume: Volume) -> FileSystemVolume:
    created = Unknown(f"the file system of volume {service}/{name} is created by this plan")
    return FileSystemVolume(
        name=name,
        file_system_id=Known(volume.file_system_id) if volume.file_system_id else created,
        access_point_id=Known(volume.access_point_id),
        root_directory=volume.root_directory,
        transit_encryption=True,
        iam=volume.iam,
        read_only=volume.read_only,
    )
