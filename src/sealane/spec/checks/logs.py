"""Log groups, the keys they are encrypted with, and the key of ECS Exec."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import retention
from sealane.spec.checks.arns import kms_key
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_RETENTION = Rule(code="retention-not-offered", link=retention.SOURCE)


def logs_of_the_spec(spec: Spec) -> Iterator[Finding]:
    """Check retention and keys of every log group."""
    flow_logs = spec.network.flow_logs
    if flow_logs is not None:
        path: Path = ("network", "flow_logs")
        yield from _retention(flow_logs.retention_days, path)
        yield from kms_key(flow_logs.kms_key, (*path, "kms_key"), spec.region)
    for name, service in spec.services.items():
        path = ("services", name, "logs")
        yield from _retention(service.logs.retention_days, path)
        yield from kms_key(service.logs.kms_key, (*path, "kms_key"), spec.region)
        if service.exec is not None:
            yield from kms_key(service.exec.kms_key, ("services", name, "exec", "kms_key"), spec.region)


def _retention(days: int, path: Path) -> Iterator[Finding]:
    if days in retention.DAYS or days == retention.FOR_EVER:
        return
    what = f"CloudWatch Logs cannot keep events for {days} days"
    values = ", ".join(str(offered) for offered in retention.DAYS)
    facts = (("allowed", f"{values}, or {retention.FOR_EVER} for ever"),)
    hint = f"`retention_days: {retention.nearest_offered(days)}`"
    yield _RETENTION.broken((*path, "retention_days"), what, hint, facts=facts)
