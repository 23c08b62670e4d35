"""Files in S3 that the platform reads before the containers start: `environmentFiles`, and a log router's settings.

The ARN of an object does not say the bucket's Region; it is taken to be the task's own, the only one that a gateway
endpoint serves.
"""

from __future__ import annotations

from sealane.grammar.arns import ArnProblem, parse
from sealane.startup.card import Card
from sealane.startup.compose import decrypt, step
from sealane.startup.journeys import to_bucket, undecided
from sealane.startup.platforms import platform_of
from sealane.startup.step import Call, Kind, Principal, Resource, Step, StepName
from sealane.world.tasks import Container, Setting, TaskDefinition
from sealane.world.values import Known, Unknown, Unread, Value

CARD = Card(
    name=StepName.ENVIRONMENT_FILES,
    title="Fargate reads files from S3",
    sources=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html",
    ),
)


def derive(task: TaskDefinition, setting: Setting) -> tuple[Step, ...]:
    """Return one step for each file of each container."""
    steps: list[Step] = []
    for container in task.containers:
        if platform_of(task).has_environment_files:
            because = f"container {container.name} takes environment variables from a file in S3"
            steps += [_read(arn, container, because, task, setting) for arn in container.environment_files]
        because = f"log router {container.name} takes its configuration from a file in S3"
        steps += [_read(arn, container, because, task, setting) for arn in _router_files(container)]
    return tuple(steps)


def _router_files(container: Container) -> tuple[Value[str], ...]:
    options = dict(container.firelens_options)
    if options.get("config-file-type") != "s3":
        return ()
    return (Known(options.get("config-file-value", "")),)


def _read(arn: Value[str], container: Container, because: str, task: TaskDefinition, setting: Setting) -> Step:
    place = _place(arn)
    if isinstance(place, Unknown | Unread):
        return step(CARD, container.name, because, undecided(place))
    bucket, _, key = place.partition("/")
    region = Known(setting.region)
    label = arn.value if isinstance(arn, Known) else ""
    return step(
        CARD,
        f"{bucket}/{key}",
        because,
        to_bucket(bucket, setting.region, setting),
        _call("s3:GetObject", Resource(kind=Kind.OBJECT, identifier=Known(place), region=region)),
        _call("s3:GetBucketLocation", Resource(kind=Kind.BUCKET, identifier=Known(bucket), region=region)),
        *decrypt(task, f"environment-file:{label}", "s3"),
    )


def _place(arn: Value[str]) -> str | Unknown | Unread:
    """Return `bucket/key`."""
    if not isinstance(arn, Known):
        return arn
    try:
        parsed = parse(arn.value)
    except ArnProblem as problem:
        return Unknown(problem.what)
    if parsed.service != "s3" or not all(parsed.resource.partition("/")):
        return Unknown(f"{arn.value!r} is not the ARN of an object in S3")
    return parsed.resource


def _call(action: str, resource: Resource) -> Call:
    return Call(principal=Principal.EXECUTION_ROLE, actions=(action,), resources=(resource,))
