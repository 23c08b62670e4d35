"""The vocabulary of start-up: a step, who makes it, what it asks of IAM, and what can carry its packets."""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.world.values import Known, Value


class StepName(enum.StrEnum):
    """The closed list of steps, in the order in which Fargate makes them."""

    ROLE_ASSUMPTION = "role-assumption"
    REGISTRY_LOGIN = "registry-login"
    REGISTRY_CREDENTIALS = "registry-credentials"
    SECRETS = "secrets"
    PARAMETERS = "parameters"
    ENVIRONMENT_FILES = "environment-files"
    LOG_STREAM = "log-stream"
    VOLUME_MOUNT = "volume-mount"
    IMAGE_MANIFEST = "image-manifest"
    IMAGE_LAYERS = "image-layers"
    EXEC_CHANNEL = "exec-channel"
    SERVICE_CONNECT = "service-connect"
    APPLICATION = "application"


class Principal(enum.StrEnum):
    """Whose permissions a call needs."""

    EXECUTION_ROLE = "execution-role"
    TASK_ROLE = "task-role"
    ECS = "ecs"
    NOBODY = "nobody"


class Interface(enum.StrEnum):
    """Which network interface carries a call."""

    TASK = "task"
    FARGATE = "fargate"
    CONTROL_PLANE = "control-plane"


class Kind(enum.StrEnum):
    """What a resource of a policy statement is; `identifier` in `Resource` is read accordingly."""

    ANYTHING = "anything"
    REPOSITORY = "repository"
    SECRET = "secret"  # noqa: S105
    PARAMETER = "parameter"
    OBJECT = "object"
    BUCKET = "bucket"
    LOG_GROUP = "log-group"
    KEY = "key"
    FILE_SYSTEM = "file-system"
    LAYER_BUCKET = "layer-bucket"
    ROLE = "role"
    DELIVERY_STREAM = "delivery-stream"
    DATA_STREAM = "data-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What a call acts on.

    `identifier` is `*` for anything, for a repository the image URI without tag and digest (the bare repository name
    when it is the caller's own), an ARN or a name for a secret or parameter, `bucket/key` for an object (`bucket/*` for
    all of them), `bucket` for a bucket, a name for a log group, an ARN for a key or a role, an id for a file system, a
    name for a stream, empty for the layer bucket.
    `region` and `account` are where it lives: those of the task unless the task definition says otherwise.
    """

    kind: Kind
    identifier: Value[str] = Known("*")
    region: Value[str] = Known("")
    account: Value[str] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """IAM actions that a step needs together on the same resources, by one principal.

    `through` names the AWS service that makes the call in the principal's name (`secretsmanager` asks KMS itself), so
    that no packet for it leaves the task; it is empty when the principal makes the call.
    """

    principal: Principal
    actions: tuple[str, ...]
    resources: tuple[Resource, ...]
    through: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterfaceEndpoint:
    """The step's packets go to an interface endpoint of this service (`ecr.api`), full name `com.amazonaws.…`.

    `region` is the service's Region when it is not the task's own, and empty otherwise: `CreateVpcEndpoint` then takes
    it as `ServiceRegion`.
    """

    suffix: str
    service_name: str
    private_names: tuple[str, ...]
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayEndpoint:
    """The step's packets go to public addresses of S3 or DynamoDB through a gateway endpoint's prefix list."""

    suffix: str
    service_name: str
    prefix_list_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MountTarget:
    """The step's packets go to a mount target of an EFS file system inside the VPC."""

    file_system_id: Value[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """No endpoint can carry the step: it needs a path to `reason`, for example a public registry."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPackets:
    """The task's interface sends nothing: the control plane or Fargate's own interface makes the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """What carries the step cannot be said, because something that decides it is unknown: `reason`."""

    reason: str


Carrier = InterfaceEndpoint | GatewayEndpoint | MountTarget | Outside | NoPackets | Undecided


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One call of a task's start.

    Attributes:
        name: which step of the closed list.
        subject: what it is about: a container, a secret's environment name, a volume; empty for the whole task.
        because: why the task makes it, one clause for people (`container app logs to CloudWatch Logs`).
        host: DNS name that the call goes to; known and empty when no packet leaves the task.
        port: TCP port, 0 when no packet leaves.
        interface: whose network interface carries it.
        carrier: what can carry its packets in a VPC without internet.
        calls: the IAM permissions it needs.
        starts: whether the task itself needs it to start (`exec-channel` and `application` do not).
        source: the AWS page that says so.

    """

    name: StepName
    subject: str
    because: str
    host: Value[str]
    port: int
    interface: Interface
    carrier: Carrier
    calls: tuple[Call, ...]
    source: str
    starts: bool = True
