"""The picture of a running apply, folded from its events, and why a resource takes its time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sealane.terraform.events import (
    Diagnostic,
    Event,
    PlannedChange,
    ResourceDone,
    ResourceEvent,
    ResourceFailed,
    ResourceStarted,
)

# A replaced instance is removed and created: two pieces of work. Reading a data source changes nothing.
_PIECES = {"create": 1, "update": 1, "delete": 1, "replace": 2}
_LOOKS = ("read", "refresh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """An instance being worked on; `since` in seconds since the epoch, by Terraform's clock."""

    address: str
    resource_type: str
    action: str
    since: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """How far an apply is.

    Attributes:
        total: pieces of work planned.
        done: pieces that ended well.
        failed: addresses that ended badly.
        running: what is being worked on, by address, oldest first.
        warnings: warnings so far.

    """

    total: int = 0
    done: int = 0
    failed: tuple[str, ...] = ()
    running: Mapping[str, Running] = field(default_factory=dict)
    warnings: tuple[Diagnostic, ...] = ()


def fold(picture: Picture, event: Event) -> Picture:
    """Return the picture after one more event; events that do not change it give it back as it was."""
    if isinstance(event, PlannedChange):
        pieces = _PIECES.get(event.action, 0)
        return replace(picture, total=picture.total + pieces) if pieces else picture
    if isinstance(event, Diagnostic) and not event.is_error:
        return replace(picture, warnings=(*picture.warnings, event))
    if not isinstance(event, ResourceEvent) or event.action in _LOOKS:
        return picture
    others = {address: running for address, running in picture.running.items() if address != event.address}
    if isinstance(event, ResourceStarted):
        started = Running(address=event.address, resource_type=event.resource_type, action=event.action, since=event.at)
        return replace(picture, running=others | {event.address: started})
    if isinstance(event, ResourceDone):
        return replace(picture, running=others, done=picture.done + 1, total=max(picture.total, picture.done + 1))
    if isinstance(event, ResourceFailed):
        return replace(picture, running=others, failed=(*picture.failed, event.address))
    return picture


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wait:
    """Why one kind of work takes long: `after` seconds it begins to be noticed, `why` is one sentence."""

    actions: tuple[str, ...]
    after: float
    why: str


_ALWAYS = ("create", "update", "delete")

# The first row that fits is told; rows of one type go from long to short. Seconds that are the provider's own are
# from its source: it waits that long before its first look, whatever AWS answers.
# https://github.com/hashicorp/terraform-provider-aws/tree/v5.100.0/internal/service
_WAITS: Mapping[str, tuple[_Wait, ...]] = {
    "aws_ecs_cluster": (
        _Wait(actions=("create",), after=2, why="the AWS provider waits 10 seconds after creating a cluster"),
        _Wait(actions=("delete",), after=5, why="AWS lets a cluster go only when its last task has stopped"),
    ),
    "aws_vpc": (
        _Wait(
            actions=("create", "update"),
            after=2,
            why="the AWS provider waits 10 seconds after turning on DNS host names",
        ),
        _Wait(actions=("delete",), after=5, why="AWS lets a VPC go only when its last network interface is gone"),
    ),
    "aws_vpc_endpoint": (
        _Wait(
            actions=("create",),
            after=8,
            why="AWS takes one to two minutes to place an interface endpoint and its private names",
        ),
        _Wait(actions=("create",), after=1, why="the AWS provider waits 5 seconds before it looks at a new endpoint"),
        _Wait(actions=("update",), after=5, why="AWS takes a minute or two to bring an endpoint's change into effect"),
        _Wait(
            actions=("delete",), after=5, why="AWS takes one to several minutes to take an endpoint's interfaces away"
        ),
    ),
    "aws_lb": (
        _Wait(actions=("create",), after=5, why="AWS takes two to three minutes to bring up a load balancer"),
        _Wait(actions=("delete",), after=5, why="AWS frees a load balancer's network interfaces some time after it"),
    ),
    "aws_ecs_service": (
        _Wait(
            actions=("delete",),
            after=5,
            why="ECS drains the service: tasks get their stop timeout and targets their deregistration delay",
        ),
        _Wait(actions=("create", "update"), after=10, why="ECS is placing tasks and waiting for them to be steady"),
    ),
    "aws_security_group": (
        _Wait(
            actions=("delete",),
            after=5,
            why="AWS lets a security group go only when the last network interface that uses it is gone",
        ),
    ),
    "aws_subnet": (
        _Wait(
            actions=("delete",),
            after=5,
            why="AWS lets a subnet go only when the last network interface in it is gone",
        ),
    ),
    "aws_iam_role": (
        _Wait(actions=("create",), after=5, why="IAM takes some seconds until a new role is known everywhere"),
    ),
    "aws_efs_mount_target": (
        _Wait(actions=("create", "delete"), after=5, why="AWS takes about a minute and a half for a mount target"),
    ),
    "aws_service_discovery_private_dns_namespace": (
        _Wait(actions=("create", "delete"), after=5, why="AWS makes a private hosted zone, which takes about a minute"),
    ),
    "aws_service_discovery_http_namespace": (
        _Wait(actions=("create", "delete"), after=5, why="Cloud Map takes some seconds for a namespace"),
    ),
    "aws_kms_key": (
        _Wait(actions=("create", "update"), after=5, why="KMS takes some seconds until a key's policy is in effect"),
    ),
}
_LONG_SECONDS = 30.0


def why_slow(address: str, elapsed: float, action: str = "create") -> str:
    """Return why work on the instance at `address` takes this many seconds; empty when that is not worth a word."""
    resource_type = _type_of(address)
    for wait in _WAITS.get(resource_type, ()):
        if action in wait.actions and elapsed >= wait.after:
            return wait.why
    return "AWS has not finished it yet" if elapsed >= _LONG_SECONDS and action in _ALWAYS else ""


def _type_of(address: str) -> str:
    """Return the resource type in an address such as `module.a["x.y"].aws_vpc.main[0]`."""
    plain = "".join(part for index, part in enumerate(address.split('"')) if index % 2 == 0)
    names = plain.split(".")
    return names[-2] if len(names) > 1 else ""
