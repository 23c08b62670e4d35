"""What a task definition and the service that runs it say, in AWS's own terms.

Field names follow `RegisterTaskDefinition`:
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
"""

from __future__ import annotations

from sealane.records import dataclass, field
from sealane.world.values import Known, Origin, Unknown, Unread, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretReference:
    """One entry of `secrets`, `secretOptions` or a `repositoryCredentials` parameter.

    `value_from` is the text as ECS takes it: a Secrets Manager ARN (optionally `:json-key:version-stage:version-id`),
    a Parameter Store ARN, or the name of a parameter in the task's Region.
    `secret_name` is given where a secret is known by its name only, in the task's Region and account: its ARN ends in
    six random characters, so `value_from` is then unknown until it is looked up.
    """

    name: str
    value_from: Value[str]
    secret_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogConfiguration:
    """A container's `logConfiguration`; `driver` is empty when there is none."""

    driver: str = ""
    options: Value[tuple[tuple[str, str], ...]] = field(default_factory=lambda: Known(()))
    secret_options: tuple[SecretReference, ...] = ()

    def option(self, name: str) -> Value[str]:
        """Return one option, an empty string when it is known to be absent."""
        if isinstance(self.options, Known):
            return Known(dict(self.options.value).get(name, ""))
        return self.options


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """One container definition, as far as start-up depends on it.

    `own_registry` says how an image without a registry is read: as a repository of the caller's private ECR, or, as a
    task definition has it, of Docker Hub.
    """

    name: str
    image: Value[str]
    essential: bool = True
    log: LogConfiguration = field(default_factory=LogConfiguration)
    secrets: tuple[SecretReference, ...] = ()
    environment_files: tuple[Value[str], ...] = ()
    repository_credentials: Value[str] = field(default_factory=lambda: Known(""))
    firelens_options: tuple[tuple[str, str], ...] = ()
    firelens_type: str = ""
    own_registry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSystemVolume:
    """An EFS volume of the task definition."""

    name: str
    file_system_id: Value[str]
    access_point_id: Value[str] = field(default_factory=lambda: Known(""))
    root_directory: str = "/"
    transit_encryption: bool = False
    iam: bool = False
    read_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDefinition:
    """A Fargate task definition together with the settings of whatever runs it.

    `operating_system` is `runtimePlatform.operatingSystemFamily` (`LINUX`, `WINDOWS_SERVER_2022_CORE`, …),
    `platform_version` is the service's (`LATEST`, `1.4.0`, `1.3.0`, `1.0.0`), `aws_services` are the endpoint
    service suffixes (`sqs`, `dynamodb`, …) that the containers are said to call.
    `keys` pairs what a customer managed KMS key protects with the key's ARN: `secret:NAME` (of `secrets`,
    `secretOptions`), `registry-credentials:CONTAINER`, `environment-file:ARN`.
    `id` is its key in a world, where roles are named by key too; `hidden` says why containers or settings may be
    missing from what is listed.
    """

    id: str = ""
    family: str
    origin: Origin
    containers: tuple[Container, ...]
    cpu: Value[str] = field(default_factory=lambda: Known(""))
    memory: Value[str] = field(default_factory=lambda: Known(""))
    operating_system: str = "LINUX"
    architecture: str = "X86_64"
    platform_version: str = "LATEST"
    execution_role: Value[str] = field(default_factory=lambda: Known(""))
    task_role: Value[str] = field(default_factory=lambda: Known(""))
    volumes: tuple[FileSystemVolume, ...] = ()
    ephemeral_storage_gib: int = 20
    exec_enabled: bool = False
    exec_key: Value[str] = field(default_factory=lambda: Known(""))
    exec_log_group: Value[str] = field(default_factory=lambda: Known(""))
    exec_bucket: Value[str] = field(default_factory=lambda: Known(""))
    service_connect: bool = False
    aws_services: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    hidden: tuple[Unknown | Unread, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a task runs: partition (`aws`, `aws-cn`, …), Region, and the account's 12-digit id."""

    partition: str
    region: str
    account: Value[str]
