"""What a VPC's resolver answers, put together from all that has a say.

A forwarding rule comes before a private zone of the same name, else the more specific of both; of zones the most
specific; then the internet. DNS Firewall looks at every question:
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sealane.lab.blueprint.addresses import Address
from sealane.lab.blueprint.names import Answer, Resolver
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey import (
    dns_firewall,
    file_system_names,
    gateway_names,
    hosted_zones,
    private_names,
    resolver_rules,
)
from sealane.lab.survey.domains import EVERY_NAME, below, covering, longest, patterns_of, plain
from sealane.lab.survey.interfaces import Interface
from sealane.lab.survey.known import known, unknowns
from sealane.lab.survey.labels import router_of
from sealane.lab.survey.land import Land
from sealane.lab.survey.name_zones import NameZone, filled
from sealane.lab.survey.public_names import public_answer
from sealane.lab.survey.resolver_rules import Forwarding
from sealane.lab.survey.resolvers import resolver_addresses
from sealane.records import replace
from sealane.world.names import HostedZone
from sealane.world.values import Known

# How many aliases lead to one another before a name is given up.
_DEPTH = 8


class Names:
    """The names of one VPC; `undrawn` fills while answers are made."""

    def __init__(self, land: Land, vpc: str, interfaces: Sequence[Interface], public: tuple[Answer, ...]) -> None:
        """Gather zones and rules."""
        self._land, self._vpc, self._interfaces, self._public = land, land.vpcs[vpc], interfaces, public
        self.undrawn: list[Undrawn] = []
        self._zones: dict[str, NameZone] = {}
        self._hosted: dict[str, HostedZone] = {}
        self._rules: dict[str, Forwarding] = {}
        self._gather()

    def answers(self) -> tuple[Answer, ...]:
        """Return the resolver's answers."""
        table = {answer.name: [answer] for answer in self._of_zones_and_rules()}
        for one in file_system_names.answers(self._land, self._vpc, self._interfaces):
            if isinstance(one, Undrawn):
                self.undrawn.append(one)
            elif self._owner(one.name) is None:
                table.setdefault(one.name, []).append(one)
        of_gateways: dict[str, list[Answer]] = {}
        for answer in gateway_names.answers(self._land, self._vpc, self._public):
            if self._owner(answer.name) is None:
                of_gateways.setdefault(answer.name, []).append(answer)
        table |= of_gateways
        return tuple(self._screened(table))

    def _gather(self) -> None:
        vpc = self._vpc
        self.undrawn += unknowns(f"DNS of {vpc.origin.name}", vpc.dns_support, vpc.dns_hostnames)
        for rule in resolver_rules.rules_of(self._land, vpc.id):
            if isinstance(rule, Undrawn):
                self.undrawn.append(rule)
            elif rule.domain not in self._rules or rule.forwards:
                self._rules[rule.domain] = rule
        # Without both attributes a VPC has no private names:
        # https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
        if vpc.dns_support != Known(True) or vpc.dns_hostnames != Known(True):  # noqa: FBT003 - values
            return
        for zone in private_names.zones(self._land, vpc.id, self._interfaces):
            if isinstance(zone, Undrawn):
                self.undrawn.append(zone)
            else:
                self._add(zone)
        for hosted in hosted_zones.zones_of(self._land, vpc.id):
            if isinstance(hosted, Undrawn):
                self.undrawn.append(hosted)
            else:
                self._hosted[plain(known(hosted.name, ""))] = hosted
        for domain in self._hosted:
            self._read(domain, _DEPTH)

    def _add(self, zone: NameZone) -> None:
        """Take a zone. Of two of one name AWS refuses the second; a user's own then stands before an endpoint's."""
        before = self._zones.get(zone.domain)
        if before is not None:
            own = before.of_endpoint != zone.of_endpoint
            what = f"an endpoint's own zone {zone.domain}" if own else f"a second zone {zone.domain}"
            why = "AWS refuses it beside the hosted zone of that name" if own else "AWS allows one of a name in a VPC"
            self.undrawn.append(Undrawn(what=what, why=why))
        if before is None or (before.of_endpoint and not zone.of_endpoint):
            self._zones[zone.domain] = zone

    def _read(self, domain: str, depth: int) -> None:
        """Read a hosted zone, and before it those that its records lead to."""
        if domain in self._zones and not self._zones[domain].of_endpoint:
            return
        zone = self._hosted[domain]
        for part in hosted_zones.read(
            self._land, zone, self._interfaces, lambda name: self._lookup(name, domain, depth)
        ):
            if isinstance(part, Undrawn):
                self.undrawn.append(part)
            else:
                self._add(part)

    def _lookup(self, name: str, asking: str, depth: int) -> tuple[Address, ...]:
        """Follow a name that a record points at."""
        domain = longest({*self._zones, *self._hosted}, name)
        rule = longest(self._rules, name)
        if rule is not None and self._rules[rule].forwards and len(rule) >= len(domain or ""):
            return ()
        if domain is None:
            return public_answer(self._public, name).addresses
        if domain not in self._zones and depth > 0 and domain != asking:
            self._read(domain, depth - 1)
        zone = self._zones.get(domain)
        if zone is None:
            self.undrawn.append(Undrawn(what=f"name {name}", why="a record leads back into its own zone"))
            return ()
        found = covering({answer.name: answer for answer in filled(zone)}, name)
        return found.addresses if found is not None else ()

    def _owner(self, name: str) -> Forwarding | NameZone | None:
        """Return what decides on a name or a pattern; `None` leaves it to the internet."""
        rule, zone = longest(self._rules, name), longest(self._zones, name)
        if rule is not None and self._rules[rule].forwards and (zone is None or len(rule) >= len(zone)):
            return self._rules[rule]
        return self._zones[zone] if zone is not None else None

    def _of_zones_and_rules(self) -> Iterator[Answer]:
        for zone in self._zones.values():
            yield from (answer for answer in filled(zone) if self._owner(answer.name) is zone)
        for rule in self._rules.values():
            for pattern in patterns_of(rule.domain):
                yield from self._of_rule(rule, pattern)
            if not rule.forwards:
                for answer in self._public:
                    if below(answer.name, rule.domain) and self._owner(answer.name) is None:
                        yield answer

    def _of_rule(self, rule: Forwarding, pattern: str) -> Iterator[Answer]:
        """Yield what becomes of a rule's own names: nobody answers, or a zone or the internet does after all."""
        owner = self._owner(pattern)
        if owner is rule:
            yield Answer(name=pattern, silent=True)
        elif owner is None:
            yield public_answer(self._public, pattern)
        elif isinstance(owner, NameZone) and not rule.forwards and owner.domain != rule.domain:
            found = covering({answer.name: answer for answer in filled(owner)}, pattern)
            yield Answer(name=pattern, addresses=found.addresses if found else (), exists=bool(found))

    def _screened(self, table: dict[str, list[Answer]]) -> Iterator[Answer]:
        """Yield a table as DNS Firewall leaves it."""
        screens = []
        for screen in dns_firewall.screens_of(self._land, self._vpc.id):
            if isinstance(screen, Undrawn):
                self.undrawn.append(screen)
            else:
                screens.append(screen)
        said = [pattern for screen in screens for pattern in screen.patterns]
        blocking = any(screen.blocks for screen in screens)
        # What is not blocked although more is needs an answer of its own, so that the wider pattern is not asked.
        spared = (*said, *(one.name for one in self._public)) if blocking else ()
        for name in dict.fromkeys((*table, *spared)):
            if dns_firewall.blocked(tuple(screens), name):
                yield Answer(name=name, refused=True)
            elif name in table:
                yield from table[name]
            elif name != EVERY_NAME:
                found = covering(table, name)
                yield from (_renamed(one, name) for one in found or (public_answer(self._public, name),))


def _renamed(answer: Answer, name: str) -> Answer:
    return replace(answer, name=name)


def resolvers(land: Land, interfaces: Sequence[Interface], public: tuple[Answer, ...]) -> Iterator[Resolver | Undrawn]:
    """Yield the resolver of every VPC that has one."""
    for vpc in land.vpcs:
        addresses = resolver_addresses(land, vpc)
        names = Names(land, vpc, interfaces, public)
        answers = names.answers()
        yield from dict.fromkeys(names.undrawn)
        if addresses:
            yield Resolver(space=router_of(vpc), addresses=addresses, answers=answers)
