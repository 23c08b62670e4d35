"""Resolver rules: whose names of a VPC are sent to other servers, and whose are not after all.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.domains import plain
from sealane.lab.survey.known import known, unknowns
from sealane.lab.survey.land import Land
from sealane.records import dataclass
from sealane.world.names import ResolverRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarding:
    """A rule of a VPC: its domain, and whether it forwards or takes names back from a shorter rule that does."""

    domain: str
    forwards: bool


def rules_of(land: Land, vpc: str) -> Iterator[Forwarding | Undrawn]:
    """Yield the rules of a VPC; where they forward to, nobody answers in the lab."""
    for rule in land.world.table(ResolverRule).values():
        what = f"resolver rule {rule.origin.name}"
        yield from unknowns(what, rule.vpcs)
        if vpc not in known(rule.vpcs, ()):
            continue
        missing = list(unknowns(what, rule.domain, rule.kind))
        yield from missing
        kind = known(rule.kind, "").upper()
        if missing or kind == "RECURSIVE":
            continue
        if kind not in {"FORWARD", "SYSTEM"}:
            yield Undrawn(what=what, why=f"the lab has no rules of kind {kind}")
            continue
        yield Forwarding(domain=plain(known(rule.domain, "")), forwards=kind == "FORWARD")
