"""Whether Route 53 Resolver DNS Firewall lets a name be asked for in a VPC: the first rule that has it decides.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.names import NamesOverridden
from sealane.reachability.outcome import PASSES, Outcome, Reason, opened
from sealane.verdicts.trace import Hop
from sealane.world.gaps import Noun
from sealane.world.names import FirewallGroup, FirewallRule
from sealane.world.values import Known
from sealane.world.vpcs import Vpc

_BLOCK = "BLOCK"


def screened(atlas: Atlas, vpc: Vpc, host: str) -> Outcome:
    """Return what the firewall makes of a name."""
    why: list[Reason] = []
    if Noun.FIREWALL_GROUPS not in atlas.world.source.assumed:
        gap = atlas.gap(Noun.FIREWALL_GROUPS, vpc.id)
        why += [gap] if gap else []
    guards: list[tuple[int, FirewallGroup]] = []
    for group in atlas.facts(FirewallGroup).values():
        if not isinstance(group.vpcs, Known):
            why.append(group.vpcs)
            continue
        guards += [(priority, group) for key, priority in group.vpcs.value if key == vpc.id]
    for _, group in sorted(guards, key=lambda guard: guard[0]):
        found = _by_group(group, vpc, host, why)
        if found is not None:
            return found
    return opened(*why) if why else PASSES


def _by_group(group: FirewallGroup, vpc: Vpc, host: str, why: list[Reason]) -> Outcome | None:
    """Return what a group decides of a name, `None` when it does not; `why` collects what may have come before."""
    why += group.hidden
    why += [rule.priority for rule in group.rules if not isinstance(rule.priority, Known)]
    for rule in sorted(group.rules, key=lambda one: one.priority.value if isinstance(one.priority, Known) else 0):
        if not isinstance(rule.domains, Known):
            why.append(rule.domains)
            continue
        if not any(_has(domain, host) for domain in rule.domains.value):
            continue
        if not isinstance(rule.action, Known):
            why.append(rule.action)
            continue
        if rule.action.value.upper() == _BLOCK:
            return _blocked(group, rule, vpc, host, why)
        # An alert is written down and the name resolved; both end the search.
        return opened(*why) if why else PASSES
    return None


def _blocked(group: FirewallGroup, rule: FirewallRule, vpc: Vpc, host: str, why: list[Reason]) -> Outcome:
    hop = Hop(kind="dns-firewall", origin=group.origin, rule=rule.origin, does="drops", detail=host)
    if why:
        return Outcome(open=tuple(why), forward=(hop,))
    return Outcome(
        blocks=(NamesOverridden(by=group, vpc=vpc, decided=rule.origin, host=host),),
        forward=(hop,),
    )


def _has(domain: str, host: str) -> bool:
    """Tell whether a domain of a list is a name's; `*.` stands for every name below, `*` for every name."""
    domain, host = domain.lower().rstrip("."), host.lower().rstrip(".")
    if domain == "*":
        return True
    return host.endswith(domain[1:]) if domain.startswith("*") else host == domain
