"""Private hosted zones of a VPC: the most specific one answers, and what it lacks does not exist.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.outcome import Reason
from sealane.reachability.private_names import matches
from sealane.records import dataclass
from sealane.world.gaps import Noun
from sealane.world.names import HostedZone, Record
from sealane.world.values import Known

_WANTED = frozenset({"A", "CNAME"})


@dataclass(frozen=True, slots=True)
class Zone:
    """The hosted zone that would answer for a name, and why another one may; its name's length is 0 for none."""

    zone: HostedZone | None
    name: str = ""
    open: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """What a zone has for a name: records of addresses or another name, none, or nobody knows."""

    records: tuple[Record, ...] = ()
    open: tuple[Reason, ...] = ()


def covers(domain: str, host: str) -> bool:
    """Tell whether a domain is a name's or above it; the empty one is above all."""
    domain, host = domain.lower().strip("."), host.lower().rstrip(".")
    return not domain or host == domain or host.endswith(f".{domain}")


def zone_for(atlas: Atlas, vpc: str, host: str) -> Zone:
    """Return the most specific private hosted zone of a VPC that covers a name."""
    best: Zone = Zone(None)
    why: list[Reason] = []
    if Noun.HOSTED_ZONES not in atlas.world.source.assumed:
        gap = atlas.gap(Noun.HOSTED_ZONES, vpc)
        why += [gap] if gap else []
    for zone in atlas.facts(HostedZone).values():
        if isinstance(zone.name, Known) and not covers(zone.name.value, host):
            continue
        if isinstance(zone.vpcs, Known) and vpc not in zone.vpcs.value:
            continue
        if not isinstance(zone.name, Known):
            why.append(zone.name)
        elif not isinstance(zone.vpcs, Known):
            why.append(zone.vpcs)
        elif best.zone is None or len(zone.name.value) > len(best.name):
            best = Zone(zone, zone.name.value.strip("."))
    return Zone(best.zone, best.name, tuple(why))


def answer_of(zone: HostedZone, host: str) -> Answered:
    """Return what a zone has for a name: its own records, else those of the closest wildcard.

    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
    """
    why: list[Reason] = list(zone.hidden)
    exact: list[Record] = []
    wild: list[Record] = []
    names: set[str] = set()
    for record in zone.records:
        if not isinstance(record.name, Known):
            why.append(record.name)
            continue
        name = record.name.value.replace("\\052", "*").lower().rstrip(".")
        names.add(name)
        if isinstance(record.kind, Known) and record.kind.value not in _WANTED:
            continue
        if not name.startswith("*.") and matches(name, host):
            exact.append(record)
        elif name.startswith("*.") and matches(name, host):
            wild.append(record)
    # A name that has any record of its own, of whatever kind, is not the wildcard's.
    if exact or host.lower().rstrip(".") in names:
        return Answered(tuple(exact), () if exact else tuple(why))
    if wild:
        longest = max(len(_name(record)) for record in wild)
        return Answered(tuple(record for record in wild if len(_name(record)) == longest), tuple(why))
    return Answered((), tuple(why))


def _name(record: Record) -> str:
    return record.name.value if isinstance(record.name, Known) else ""
