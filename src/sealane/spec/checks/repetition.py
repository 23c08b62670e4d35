"""Lists in which an item stands twice, where AWS takes it once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_TWICE = Rule(code="listed-twice")


def repetition_in_the_spec(spec: Spec) -> Iterator[Finding]:
    """Check every list whose items must differ."""
    if isinstance(spec.network.zones, tuple):
        yield from _list(spec.network.zones, ("network", "zones"))
    yield from _list(spec.network.subnet_ids, ("network", "subnet_ids"))
    yield from _list(spec.endpoints.aws_services, ("endpoints", "aws_services"))
    for name, service in spec.services.items():
        path: Path = ("services", name)
        yield from _list(service.environment_files, (*path, "environment_files"))
        yield from _list(service.task_role_policies, (*path, "task_role_policies"))
        if service.load_balancer is not None:
            yield from _list(service.load_balancer.allow, (*path, "load_balancer", "allow"))


def _list(items: Sequence[str], path: Path) -> Iterator[Finding]:
    if len(set(items)) == len(items):
        return
    for position, item in enumerate(items):
        if item in items[:position]:
            yield _TWICE.broken((*path, position), f"`{item}` is listed twice", "remove one")
