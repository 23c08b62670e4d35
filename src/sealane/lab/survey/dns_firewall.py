"""DNS Firewall: rule groups in the order of their priorities, of which the first rule about a name decides.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.domains import EVERY_NAME, below, plain
from sealane.lab.survey.known import known, unknowns
from sealane.lab.survey.land import Land
from sealane.records import dataclass
from sealane.world.names import FirewallGroup, FirewallRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One rule: the patterns it is about, and whether it blocks."""

    patterns: tuple[str, ...]
    blocks: bool


def screens_of(land: Land, vpc: str) -> Iterator[Screen | Undrawn]:
    """Yield the rules of a VPC in the order in which they are asked."""
    groups: list[tuple[int, FirewallGroup]] = []
    for group in land.world.table(FirewallGroup).values():
        what = f"DNS firewall {group.origin.name}"
        yield from unknowns(what, group.vpcs)
        for key, priority in known(group.vpcs, ()):
            if key == vpc:
                groups.append((priority, group))
                for reason in group.hidden:
                    yield from unknowns(what, reason)
    for _, group in sorted(groups, key=lambda one: one[0]):
        for rule in sorted(group.rules, key=lambda one: known(one.priority, 0)):
            yield from _screen(rule)


def _screen(rule: FirewallRule) -> Iterator[Screen | Undrawn]:
    missing = list(unknowns(f"DNS firewall rule {rule.origin.name}", rule.priority, rule.action, rule.domains))
    yield from missing
    if not missing:
        patterns = tuple(plain(domain) for domain in known(rule.domains, ()))
        yield Screen(patterns=patterns, blocks=known(rule.action, "").upper() == "BLOCK")


def blocked(screens: tuple[Screen, ...], name: str) -> bool:
    """Tell whether the first rule about a name, or about all names of a pattern, blocks it."""
    for screen in screens:
        if any(_about(pattern, name) for pattern in screen.patterns):
            return screen.blocks
    return False


def _about(pattern: str, name: str) -> bool:
    """Tell whether a rule's pattern is about a name; `*.` means what is below alone, `*` everything.

    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-domain-lists.html
    """
    if pattern in {EVERY_NAME, name}:
        return True
    domain = pattern.removeprefix("*.")
    if pattern == domain:
        return False
    return name != domain and below(name.removeprefix("*."), domain)
