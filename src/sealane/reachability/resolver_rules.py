"""Route 53 Resolver rules of a VPC: the most specific one counts, and it beats a hosted zone of the same name.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/
resolver-overview-forward-vpc-to-network-autodefined-rules.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.hosted_zones import covers
from sealane.reachability.outcome import Reason
from sealane.records import dataclass
from sealane.world.gaps import Noun
from sealane.world.names import ResolverRule
from sealane.world.values import Known

_KEEPS = frozenset({"SYSTEM", "RECURSIVE"})


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The rule that sends a name elsewhere, the length of its domain, and why another one may count."""

    rule: ResolverRule | None = None
    length: int = -1
    open: tuple[Reason, ...] = ()


def rule_for(atlas: Atlas, vpc: str, host: str) -> Forwarded:
    """Return the rule of a VPC that forwards a name; none where the most specific one keeps it (`SYSTEM`)."""
    why: list[Reason] = []
    if Noun.RESOLVER_RULES not in atlas.world.source.assumed:
        gap = atlas.gap(Noun.RESOLVER_RULES, vpc)
        why += [gap] if gap else []
    best, length = None, -1
    for rule in atlas.facts(ResolverRule).values():
        domain, vpcs = rule.domain, rule.vpcs
        if isinstance(domain, Known) and not covers(domain.value, host):
            continue
        if isinstance(vpcs, Known) and vpc not in vpcs.value:
            continue
        unknown = [value for value in (domain, vpcs, rule.kind) if not isinstance(value, Known)]
        if unknown:
            why += unknown
        elif isinstance(domain, Known) and len(domain.value.strip(".")) > length:
            best, length = rule, len(domain.value.strip("."))
    if best is None or (isinstance(best.kind, Known) and best.kind.value.upper() in _KEEPS):
        return Forwarded(open=tuple(why))
    return Forwarded(best, length, tuple(why))
