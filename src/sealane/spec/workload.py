"""One service: an image, its size, and how it runs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from sealane.spec import shorthands, traits
from sealane.spec.container import Exec, HealthCheck, Logs, SecretReference
from sealane.spec.part import Flag, Integer, Part
from sealane.spec.storage import Volume
from sealane.spec.traffic import Autoscaling, Deployment, LoadBalancer, ServiceConnect

OperatingSystem = Literal[
    "linux",
    "windows-server-2019-core",
    "windows-server-2019-full",
    "windows-server-2022-core",
    "windows-server-2022-full",
    "windows-server-2025-core",
    "windows-server-2025-full",
]


class Workload(Part):
    """A service on Fargate."""

    image: str
    """`repository:tag`, `repository@sha256:…`, or a full private ECR URI, also of another account."""
    command: tuple[str, ...] = ()
    """Replaces the image's command."""
    cpu: Integer = 256
    """CPU units: 256, 512, 1024, …"""
    memory: Integer = 512
    """MiB of memory, one of the values Fargate offers for that cpu."""
    architecture: Literal["x86_64", "arm64"] = "x86_64"
    """CPU architecture of the image."""
    operating_system: OperatingSystem = "linux"
    """Operating system family."""
    platform_version: str = "LATEST"
    """Fargate platform version: `LATEST`, `1.4.0` or `1.3.0` on Linux, `1.0.0` on Windows."""
    ephemeral_storage_gib: Integer = 20
    """GiB of ephemeral storage, 20 (included) to 200."""
    desired_count: Integer = 1
    """How many tasks run."""
    environment: dict[str, str] = {}
    """Environment variables."""
    secrets: dict[str, SecretReference] = {}
    """Environment variables whose values come from Secrets Manager or Parameter Store."""
    environment_files: tuple[str, ...] = ()
    """ARNs of `.env` objects in S3."""
    logs: Logs = Logs()
    """The log group."""
    health_check: HealthCheck | None = None
    """The container's own health check."""
    port: Integer = 0
    """TCP port the container listens on; 0 for none."""
    load_balancer: LoadBalancer | None = None
    """An internal load balancer in front of the port."""
    autoscaling: Autoscaling | None = None
    """Target tracking of the desired count."""
    exec: Annotated[Exec | None, BeforeValidator(shorthands.switch)] = None
    """ECS Exec."""
    volumes: dict[str, Volume] = {}
    """EFS volumes by name."""
    service_connect: Annotated[ServiceConnect | None, BeforeValidator(shorthands.switch)] = None
    """Service Connect: offers the port, when there is one, and reaches the other services' names."""
    deployment: Deployment = Deployment()
    """Deployment behaviour."""
    read_only_root_file_system: Flag = False
    """Make the container's root file system read-only."""
    task_role_policies: tuple[str, ...] = ()
    """ARNs of managed policies for the task role."""
    task_role_statements: tuple[dict[str, Any], ...] = ()
    """IAM policy statements for the task role, as in a policy document."""
    spot: Flag = False
    """Run on Fargate Spot."""

    @property
    def windows(self) -> bool:
        """Whether the containers are Windows containers."""
        return traits.windows(self)

    @model_validator(mode="before")
    @classmethod
    def _from_image(cls, value: Any) -> Any:  # noqa: ANN401 - whatever was written
        return shorthands.workload(value)
