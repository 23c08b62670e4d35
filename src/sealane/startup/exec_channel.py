"""ECS Exec: the channel into a running container, and what its cluster's settings add: a key, a log group, a bucket."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.startup.card import Card
from sealane.startup.compose import here, step
from sealane.startup.journeys import to_bucket, to_service, undecided
from sealane.startup.platforms import platform_of
from sealane.startup.step import Call, Kind, Principal, Resource, Step, StepName
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known, Value

CARD = Card(
    name=StepName.EXEC_CHANNEL,
    title="ECS Exec opens its channel",
    sources=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
    ),
)


def derive(task: TaskDefinition, setting: Setting) -> tuple[Step, ...]:
    """Return the channel's step, and one for each of key, log group and bucket; the task starts without them."""
    if not task.exec_enabled or not platform_of(task).has_exec:
        return ()
    return tuple(_steps(task, setting))


def _steps(task: TaskDefinition, setting: Setting) -> Iterator[Step]:
    region = Known(setting.region)
    anything = Resource(kind=Kind.ANYTHING)
    channel = (
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    )
    journey = to_service("ssmmessages", region, setting)
    yield step(CARD, "", "ECS Exec is on", journey, _call(channel, anything), starts=False)
    if task.exec_key != Known(""):
        key = Resource(kind=Kind.KEY, identifier=task.exec_key)
        because = "ECS Exec encrypts its sessions with a KMS key"
        yield step(CARD, "key", because, to_service("kms", region, setting), _call(("kms:Decrypt",), key), starts=False)
    if task.exec_log_group != Known(""):
        group = here(Kind.LOG_GROUP, task.exec_log_group, setting)
        because = "ECS Exec logs its sessions to CloudWatch Logs"
        writes = ("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents")
        calls = (_call(("logs:DescribeLogGroups",), anything), _call(writes, group))
        yield step(CARD, "log-group", because, to_service("logs", region, setting), *calls, starts=False)
    if task.exec_bucket != Known(""):
        yield _bucket(task.exec_bucket, setting)


def _bucket(bucket: Value[str], setting: Setting) -> Step:
    """The bucket's Region is taken to be the task's own, the only one that a gateway endpoint serves."""
    because = "ECS Exec logs its sessions to S3"
    if not isinstance(bucket, Known):
        return step(CARD, "bucket", because, undecided(bucket), starts=False)
    region = Known(setting.region)
    objects = Resource(kind=Kind.OBJECT, identifier=Known(f"{bucket.value}/*"), region=region)
    itself = Resource(kind=Kind.BUCKET, identifier=bucket, region=region)
    journey = to_bucket(bucket.value, setting.region, setting)
    calls = (
        _call(("s3:PutObject",), objects),
        _call(("s3:GetBucketLocation", "s3:GetEncryptionConfiguration"), itself),
    )
    return step(CARD, "bucket", because, journey, *calls, starts=False)


def _call(actions: tuple[str, ...], resource: Resource) -> Call:
    return Call(principal=Principal.TASK_ROLE, actions=actions, resources=(resource,))
