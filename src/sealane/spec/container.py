"""What a container gets: secrets, health check, logs."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator

from sealane.spec.part import Integer, Part
from sealane.spec.shorthands import health_command, secret


class Secret(Part):
    """A value from Secrets Manager (`secret`) or Parameter Store (`parameter`), exactly one of them."""

    secret: str = ""
    """ARN of a Secrets Manager secret; a name is looked up in the task's Region."""
    parameter: str = ""
    """Name or ARN of a Parameter Store parameter."""
    key: str = ""
    """JSON key inside the secret; the whole secret when left out."""
    version_stage: str = ""
    """Version stage of the secret."""
    version_id: str = ""
    """Version id of the secret."""
    kms_key: str = ""
    """ARN of the customer managed key it is encrypted with; the role then gets `kms:Decrypt` on it."""


SecretReference: TypeAlias = Annotated[Secret, BeforeValidator(secret)]
"""A secret, or a text that says unmistakably which one."""


class HealthCheck(Part):
    """The container's own health check."""

    command: Annotated[tuple[str, ...], BeforeValidator(health_command)]
    """`[CMD-SHELL, text]`, `[CMD, program, argument, …]`; a single string means `CMD-SHELL`."""
    interval: Integer = 30
    """Seconds between checks, 5 to 300."""
    timeout: Integer = 5
    """Seconds until a check counts as failed, 2 to 60."""
    retries: Integer = 3
    """Failures in a row that make it unhealthy, 1 to 10."""
    start_period: Integer = 0
    """Seconds at the start in which failures do not count, 0 to 300."""


class Logs(Part):
    """The service's log group."""

    retention_days: Integer = 30
    """Days to keep, one of the values CloudWatch Logs offers; 0 keeps for ever."""
    kms_key: str = ""
    """ARN of a KMS key for the log group."""


class Exec(Part):
    """ECS Exec into the running container."""

    kms_key: str = ""
    """ARN of a KMS key for the session's data."""
