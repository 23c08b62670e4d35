"""What the scheduler thinks about: services as they are wanted, deployments, tasks."""

from __future__ import annotations

import enum

from sealane.records import dataclass, field


class Status(enum.StrEnum):
    """A task's `lastStatus`, in the order of its life.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
    """

    PROVISIONING = "PROVISIONING"
    PENDING = "PENDING"
    ACTIVATING = "ACTIVATING"
    RUNNING = "RUNNING"
    DEACTIVATING = "DEACTIVATING"
    STOPPING = "STOPPING"
    DEPROVISIONING = "DEPROVISIONING"
    STOPPED = "STOPPED"


class Rollout(enum.StrEnum):
    """A deployment's `rolloutState`."""

    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A service as it is wanted.

    Attributes:
        arn, name: whose.
        desired: how many tasks.
        definition: the task definition's ARN.
        forced: changes whenever somebody asks for a new deployment of the same.
        minimum, maximum: the percentages of the deployment configuration.
        breaker, rollback: whether the circuit breaker is on, and whether it goes back.
        has_checks: whether an essential container has a health check.

    """

    arn: str
    name: str
    desired: int
    definition: str
    forced: str = ""
    minimum: int = 100
    maximum: int = 200
    breaker: bool = False
    rollback: bool = False
    has_checks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One deployment of a service; the first of a service is its primary one.

    `cause` is what was asked for, by which a new wish is recognised; `ever` whether it has ever been complete.
    """

    id: str
    definition: str
    cause: tuple[str, str]
    created: float
    updated: float
    rollout: Rollout = Rollout.IN_PROGRESS
    reason: str = ""
    ever: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task as the scheduler sees it.

    Attributes:
        deployment: the deployment that it is of.
        wanted: whether it is to run; false as soon as it is being stopped.
        healthy: whether its essential containers with checks are well; `None` while that is not known.
        ran: whether it has ever been RUNNING.
        blamed: whether its end counts against its deployment.

    """

    arn: str
    deployment: str
    status: Status = Status.PROVISIONING
    wanted: bool = True
    healthy: bool | None = None
    ran: bool = False
    blamed: bool = False
    reason: str = ""
    created: float = 0.0
    started: float = 0.0
    stopped: float = 0.0

    @property
    def alive(self) -> bool:
        """Whether it is to run and does not yet do otherwise."""
        return self.wanted and self.status is not Status.STOPPED

    @property
    def id(self) -> str:
        """Return the last part of the ARN."""
        return self.arn.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is remembered of a service: its deployments, the primary one first, and what it has said."""

    deployments: tuple[Deployment, ...] = ()
    steady: bool = False
    told: frozenset[str] = field(default_factory=frozenset)
    throttled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance:
    """What follows: the next state, new tasks by deployment, tasks to stop with the reason, and what is announced."""

    state: State
    start: tuple[str, ...] = ()
    stop: tuple[tuple[str, str], ...] = ()
    events: tuple[str, ...] = ()
