"""Names that the first apply will create and that something else already bears."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sealane.errors import Problem
from sealane.readers.live.call import Call
from sealane.readers.live.door import Door, look
from sealane.readers.live.preflight.finding import Check, Finding, NotSeen, Severity
from sealane.world.values import Unread

Document = Mapping[str, Any]

_LOG_GROUPS = Call(service="logs", operation="DescribeLogGroups")
_CLUSTERS = Call(service="ecs", operation="DescribeClusters")
_ROLE = Call(service="iam", operation="GetRole")
CALLS = (_LOG_GROUPS, _CLUSTERS, _ROLE)

_ABSENT = ("NoSuchEntity", "ClusterNotFoundException", "ResourceNotFoundException")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The names that Terraform will create, while it has no state yet."""

    log_groups: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTaken(Finding):
    """Something of that kind and name exists and is in no state of this spec."""

    code: str = "name-taken"
    severity: Severity = Severity.WARNING
    kind: str
    name: str
    address: str

    def problem(self) -> Problem:
        """Say what it is, and the two ways on."""
        return Problem(
            code=self.code,
            what=f"There is a {self.kind} {self.name} already, and this state does not know it",
            facts=(("kind", self.kind), ("name", self.name)),
            hint=f"choose another `name`, or take it over: `terraform import {self.address} {self.name}`",
            link="https://developer.hashicorp.com/terraform/cli/import",
        )


def checks(planned: Planned) -> Iterator[Check]:
    """Give one check per name."""
    for name in planned.log_groups:
        yield partial(_check, "log group", name, "aws_cloudwatch_log_group.NAME", _log_group)
    for name in planned.clusters:
        yield partial(_check, "cluster", name, "aws_ecs_cluster.NAME", _cluster)
    for name in planned.roles:
        yield partial(_check, "role", name, "aws_iam_role.NAME", _role)


def _check(kind: str, name: str, address: str, exists: Callable[[Door, str], bool], door: Door) -> tuple[Finding, ...]:
    answer = look(partial(exists, door, name), absent=False, codes=_ABSENT)
    if isinstance(answer, Unread):
        return (NotSeen(where="name", question=f"whether there is a {kind} {name} already", unread=answer),)
    return (NameTaken(where="name", kind=kind, name=name, address=address),) if answer.value else ()


def _log_group(door: Door, name: str) -> bool:
    groups = door.every(_LOG_GROUPS, "logGroups", logGroupNamePrefix=name)
    return any(group.get("logGroupName") == name for group in groups)


def _cluster(door: Door, name: str) -> bool:
    # A deleted cluster stays to be seen for a while, and its name is free.
    clusters = door.ask(_CLUSTERS, clusters=[name]).get("clusters") or ()
    return any(cluster.get("status") == "ACTIVE" for cluster in clusters)


def _role(door: Door, name: str) -> bool:
    return bool(door.ask(_ROLE, RoleName=name))
