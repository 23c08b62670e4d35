"""Where a container's output goes: CloudWatch Logs, a log router beside it, or Splunk."""

from __future__ import annotations

from urllib.parse import urlsplit

from sealane.startup import firelens
from sealane.startup.card import Card
from sealane.startup.compose import step
from sealane.startup.journeys import HTTPS, from_task, to_service, undecided
from sealane.startup.step import Call, Kind, Outside, Principal, Resource, Step, StepName
from sealane.world.tasks import Container, Setting, TaskDefinition
from sealane.world.values import Known, Unknown, Value

CARD = Card(
    name=StepName.LOG_STREAM,
    title="The log driver opens its destination",
    sources=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html",
    ),
)


def derive(task: TaskDefinition, setting: Setting) -> tuple[Step, ...]:
    """Return one step for each container that sends logs anywhere; without a log driver there is none."""
    drivers = {"awslogs": _awslogs, "awsfirelens": _firelens, "splunk": _splunk}
    return tuple(
        drivers[container.log.driver](container, setting)
        for container in task.containers
        if container.log.driver in drivers
    )


def _awslogs(container: Container, setting: Setting) -> Step:
    region = _required(container, "awslogs-region")
    creates = container.log.option("awslogs-create-group") == Known("true")
    writes = ("logs:CreateLogStream", "logs:PutLogEvents")
    group = Resource(
        kind=Kind.LOG_GROUP,
        identifier=_required(container, "awslogs-group"),
        region=region,
        account=setting.account,
    )
    return step(
        CARD,
        container.name,
        f"container {container.name} logs to CloudWatch Logs",
        to_service("logs", region, setting),
        Call(
            principal=Principal.EXECUTION_ROLE,
            actions=("logs:CreateLogGroup", *writes) if creates else writes,
            resources=(group,),
        ),
    )


def _firelens(container: Container, setting: Setting) -> Step:
    """The log router is another container of the task, so its destination does not decide whether the task starts."""
    because, journey, calls = firelens.destination(container, setting)
    return step(CARD, container.name, because, journey, *calls, starts=False)


def _splunk(container: Container, _setting: Setting) -> Step:
    """Splunk's driver checks the connection before the container starts.

    https://docs.docker.com/engine/logging/drivers/splunk/
    """
    because = f"container {container.name} logs to Splunk"
    url = container.log.option("splunk-url")
    if not isinstance(url, Known):
        return step(CARD, container.name, because, undecided(url))
    name, port = _host_and_port(url.value)
    if not name:
        return step(CARD, container.name, because, undecided(Unknown("splunk-url names no host")))
    carrier = Outside(reason=f"Splunk at {name} is no AWS service; it must be in reach of the subnets by itself")
    return step(CARD, container.name, because, from_task(Known(name), carrier, port))


def _host_and_port(url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port or HTTPS
    except ValueError:
        return "", HTTPS
    return name, port


def _required(container: Container, option: str) -> Value[str]:
    """Return an option that Fargate requires; where it is missing nobody can say what is meant."""
    value = container.log.option(option)
    if value == Known(""):
        return Unknown(f"the log configuration of container {container.name} has no {option}")
    return value
