"""What may pass an endpoint, so that it serves the tasks and nobody else: a fold over their steps.

https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sealane.grammar.endpoint_services import endpoint_service
from sealane.records import dataclass
from sealane.startup.needs import Caller, EndpointNeed, Statement, TaskSteps
from sealane.startup.permissions import with_sids
from sealane.startup.step import (
    GatewayEndpoint,
    InterfaceEndpoint,
    Kind,
    Principal,
    Resource,
    Step,
    StepName,
)

LONGEST_POLICY: Final = 20_480
"""Characters in an endpoint policy, white space included."""

_REGISTRY: Final = frozenset({"ecr.api", "ecr.dkr", "ecr-fips.api", "ecr-fips.dkr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passing:
    """One action that passes the endpoint; no caller means that anybody may be the one who signed it."""

    action: str
    resources: tuple[Resource, ...]
    caller: Caller | None


def endpoint_statements(need: EndpointNeed, tasks: Iterable[TaskSteps]) -> tuple[Statement, ...]:
    """Return the statements of an endpoint's policy.

    Callers and resources of all tasks stand together in one statement per set of actions, which keeps the policy
    short; which role may read what is said exactly by the roles' own policies.
    On a gateway endpoint `callers` must become a condition on `aws:PrincipalArn`, since its principal can only be `*`.
    """
    resources: dict[tuple[str, bool], dict[Resource, None]] = {}
    callers: dict[tuple[str, bool], dict[Caller, None]] = {}
    for passing in _passing(need, tasks):
        key = passing.action, passing.caller is None
        resources.setdefault(key, {}).update(dict.fromkeys(passing.resources))
        callers.setdefault(key, {}).update({passing.caller: None} if passing.caller else {})
    groups: dict[tuple[tuple[Resource, ...], tuple[Caller, ...]], list[str]] = {}
    for key, found in resources.items():
        groups.setdefault((tuple(found), tuple(callers[key])), []).append(key[0])
    return with_sids(
        Statement(sid="", actions=tuple(actions), resources=found, callers=who)
        for (found, who), actions in groups.items()
    )


def _passing(need: EndpointNeed, tasks: Iterable[TaskSteps]) -> Iterator[_Passing]:
    for task in tasks:
        for step in task.steps:
            if _serves(need, step):
                yield from _of_step(need, task.task, step)


def _serves(need: EndpointNeed, step: Step) -> bool:
    """Tell whether the endpoint's policy is about a step: its own, or for ECR those of both its endpoints.

    AWS recommends the same policy on `ecr.api` and `ecr.dkr`.
    """
    carrier = step.carrier
    if isinstance(carrier, InterfaceEndpoint) and need.suffix in _REGISTRY:
        return carrier.suffix in _REGISTRY and carrier.region == need.region
    return isinstance(carrier, InterfaceEndpoint | GatewayEndpoint) and carrier.service_name == need.service_name


def _of_step(need: EndpointNeed, task: str, step: Step) -> Iterator[_Passing]:
    anything = (Resource(kind=Kind.ANYTHING),)
    if step.name is StepName.APPLICATION:
        # Which actions the application needs is for its own role to say.
        every = f"{endpoint_service(need.suffix).action_prefix}:*"
        yield _Passing(action=every, resources=anything, caller=Caller(task=task, principal=Principal.TASK_ROLE))
    elif not step.calls:
        # The platform calls with permissions of its own, which AWS does not publish.
        yield _Passing(action="*", resources=anything, caller=None)
    for call in step.calls:
        if call.through:
            continue
        caller = None if call.principal is Principal.NOBODY else Caller(task=task, principal=call.principal)
        for action in call.actions:
            yield _Passing(action=action, resources=call.resources, caller=caller)
