"""What the steps of all tasks need together: endpoints, egress, statements. Shapes only; the folds fill them."""

from __future__ import annotations

from typing import Literal

from sealane.records import dataclass
from sealane.startup.step import Principal, Resource, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSteps:
    """The ordered steps of one task; `task` is the family or the service's name."""

    task: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointNeed:
    """One endpoint service that some step needs, with every step that needs it.

    `reasons` pairs a task's name with the step, in order; an endpoint without a reason does not exist.
    `region` is the service's Region when it is not the tasks' own, and empty otherwise.
    """

    suffix: str
    kind: Literal["Interface", "Gateway"]
    service_name: str
    private_names: tuple[str, ...]
    reasons: tuple[tuple[str, Step], ...]
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One line of a statement's `Condition`; `values` may hold `${partition}`, `${region}` and `${account}`."""

    operator: str
    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Whose principal an endpoint policy statement names: a role of a task."""

    task: str
    principal: Principal


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An Allow statement of an identity policy (`callers` empty) or of an endpoint policy.

    In an endpoint policy an empty `callers` means every principal (`*`).
    """

    sid: str
    actions: tuple[str, ...]
    resources: tuple[Resource, ...]
    conditions: tuple[Condition, ...] = ()
    callers: tuple[Caller, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressNeed:
    """One way out that a task's security group must leave open: a port and what is behind it.

    `towards` is the interface endpoints, the prefix list of a gateway endpoint (`suffix`: `s3`, `dynamodb`),
    or the mount targets of EFS file systems (`file_systems`: their volumes' names).
    """

    port: int
    towards: Literal["interface-endpoints", "prefix-list", "mount-targets"]
    suffix: str = ""
    volumes: tuple[str, ...] = ()
