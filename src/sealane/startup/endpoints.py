"""The VPC endpoints that tasks need: a fold over their steps."""

from __future__ import annotations

from collections.abc import Iterable

from sealane.startup.needs import EndpointNeed, TaskSteps
from sealane.startup.step import GatewayEndpoint, InterfaceEndpoint, Step

_FIRST = (
    "ecr.api",
    "ecr.dkr",
    "ecr-fips.dkr",
    "logs",
    "secretsmanager",
    "ssm",
    "ssmmessages",
    "kms",
    "ecs-agent",
)


def endpoint_needs(tasks: Iterable[TaskSteps]) -> tuple[EndpointNeed, ...]:
    """Return each endpoint once, with every step that needs it.

    What start-up needs comes first, what only the application needs after it, gateways last; endpoints to other
    Regions follow those of the tasks' own. The order does not depend on the order of the tasks.
    """
    reasons: dict[InterfaceEndpoint | GatewayEndpoint, list[tuple[str, Step]]] = {}
    for task in tasks:
        for step in task.steps:
            if isinstance(step.carrier, InterfaceEndpoint | GatewayEndpoint):
                reasons.setdefault(step.carrier, []).append((task.task, step))
    needs = [_need(carrier, tuple(found)) for carrier, found in reasons.items()]
    return tuple(sorted(needs, key=_place))


def _need(carrier: InterfaceEndpoint | GatewayEndpoint, reasons: tuple[tuple[str, Step], ...]) -> EndpointNeed:
    interface = isinstance(carrier, InterfaceEndpoint)
    return EndpointNeed(
        suffix=carrier.suffix,
        kind="Interface" if interface else "Gateway",
        service_name=carrier.service_name,
        private_names=carrier.private_names if isinstance(carrier, InterfaceEndpoint) else (),
        reasons=reasons,
        region=carrier.region if isinstance(carrier, InterfaceEndpoint) else "",
    )


def _place(need: EndpointNeed) -> tuple[bool, bool, int, str, str]:
    rank = _FIRST.index(need.suffix) if need.suffix in _FIRST else len(_FIRST)
    # S3 before DynamoDB among the gateways: the first is there for every image.
    suffix = "" if need.suffix == "s3" else need.suffix
    return need.kind == "Gateway", bool(need.region), rank, suffix, need.service_name
