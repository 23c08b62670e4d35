"""Autoscaling and deployments: whether the counts leave room to move."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import limits
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.spec.traffic import Autoscaling
    from sealane.spec.workload import Workload

_TARGETS = limits.UTILISATION.link
_DEPLOYMENTS = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html"
_COUNTS = Rule(code="autoscaling-counts", link=_TARGETS)
_METRIC = Rule(code="autoscaling-needs-metric", link=_TARGETS)
_PERCENT = Rule(code="percent-out-of-range", link=_TARGETS)
_ZERO = Rule(code="autoscaling-from-zero", link=_TARGETS, severity="warning")
_OUTSIDE = Rule(code="count-outside-autoscaling", link=_TARGETS, severity="warning")
_DEPLOYMENT = Rule(code="deployment-percent-invalid", link=_DEPLOYMENTS)
_STUCK = Rule(code="deployment-stuck", link=_DEPLOYMENTS)
_ROLLBACK = Rule(
    code="rollback-without-breaker",
    link="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html",
    severity="warning",
)
_WHOLE = 100


def scaling_of_the_services(spec: Spec) -> Iterator[Finding]:
    """Check every service's autoscaling and deployment."""
    for name, service in spec.services.items():
        path: Path = ("services", name)
        if service.autoscaling is not None:
            yield from _autoscaling(service, service.autoscaling, (*path, "autoscaling"))
        yield from _deployment(service, path)


def _autoscaling(service: Workload, scaling: Autoscaling, path: Path) -> Iterator[Finding]:
    if scaling.minimum < 0 or scaling.maximum < 1 or scaling.minimum > scaling.maximum:
        what = f"{scaling.minimum} to {scaling.maximum} tasks is not a range"
        facts = (("allowed", "0 or more, up to a maximum that is 1 or more and not below the minimum"),)
        hint = f"`maximum: {max(scaling.minimum, 1)}`"
        yield _COUNTS.broken((*path, "maximum"), what, hint, facts=facts, also=((*path, "minimum"),))
    elif not scaling.minimum <= service.desired_count <= scaling.maximum:
        what = (
            f"autoscaling will move {service.desired_count} tasks into {scaling.minimum} to {scaling.maximum} at once"
        )
        counts = ((*path[:-1], "desired_count"), (*path, "maximum"))
        yield _OUTSIDE.broken((*path, "minimum"), what, f"`desired_count: {max(scaling.minimum, 1)}`", also=counts)
    if not scaling.cpu_percent and not scaling.memory_percent:
        what = "autoscaling has nothing to go by"
        also = ((*path, "cpu_percent"), (*path, "memory_percent"))
        yield _METRIC.broken(path, what, "add `cpu_percent: 60` or `memory_percent: 70`", also=also, on_key=True)
    for key in ("cpu_percent", "memory_percent"):
        value = getattr(scaling, key)
        if value and not limits.UTILISATION.holds(value):
            what = f"`{key}` cannot be {value}"
            facts = (("allowed", f"{limits.UTILISATION}, or 0 to leave it out"),)
            yield _PERCENT.broken((*path, key), what, f"for example `{key}: 60`", facts=facts)
    if scaling.minimum == 0:
        what = "with no task running there is no utilisation, so nothing brings the first one back"
        yield _ZERO.broken((*path, "minimum"), what, "`minimum: 1`")


def _deployment(service: Workload, path: Path) -> Iterator[Finding]:
    least, most = service.deployment.minimum_healthy_percent, service.deployment.maximum_percent
    own: Path = (*path, "deployment")
    if not 0 <= least <= _WHOLE:
        what = f"`minimum_healthy_percent` cannot be {least}"
        facts = (("allowed", "0 to 100 percent"),)
        yield _DEPLOYMENT.broken((*own, "minimum_healthy_percent"), what, "100 keeps every task", facts=facts)
    elif most < _WHOLE:
        what = f"`maximum_percent` cannot be {most}"
        facts = (("allowed", "100 percent or more"),)
        yield _DEPLOYMENT.broken((*own, "maximum_percent"), what, "200 starts every new task first", facts=facts)
    else:
        yield from _room(service, path, least, most)
    breaker = service.deployment
    if "rollback" in breaker.model_fields_set and breaker.rollback and not breaker.circuit_breaker:
        what = "nothing rolls back while the circuit breaker is off"
        also = ((*own, "circuit_breaker"),)
        yield _ROLLBACK.broken((*own, "rollback"), what, "`circuit_breaker: true`", also=also)


def _room(service: Workload, path: Path, least: int, most: int) -> Iterator[Finding]:
    """Refuse percentages that leave a deployment neither a task to stop nor one to start.

    ECS rounds the lower bound up and the upper bound down.
    """
    scaling = service.autoscaling
    count = max(scaling.minimum if scaling else service.desired_count, 1)
    lower, upper = -(-count * least // _WHOLE), count * most // _WHOLE
    if upper > lower:
        return
    what = (
        f"a deployment of {count} task{'s' * (count > 1)} must keep {lower} and may run {upper}, so it can never move"
    )
    facts = (("minimum_healthy_percent", str(least)), ("maximum_percent", str(most)))
    also = (
        (*path, "deployment", "minimum_healthy_percent"),
        (*path, "autoscaling") if scaling else (*path, "desired_count"),
    )
    yield _STUCK.broken(
        (*path, "deployment", "maximum_percent"), what, "`maximum_percent: 200`", facts=facts, also=also
    )
