"""The Availability Zones that the tasks will run in: whether they exist, and whether Fargate runs there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sealane.errors import Problem
from sealane.grammar.zones import FARGATE_SOURCE, ONCE_MISSING, lacks_fargate
from sealane.readers.live.call import Call
from sealane.readers.live.door import NO_ITEMS, Door, look
from sealane.readers.live.preflight.finding import Finding, NotSeen, Severity
from sealane.spec.network import Network
from sealane.world.existing_network import ExistingNetwork
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unread

Document = Mapping[str, Any]

_ZONES = Call(service="ec2", operation="DescribeAvailabilityZones")
CALLS = (_ZONES,)

_ALWAYS = "opt-in-not-required"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Zone:
    """An Availability Zone: its name in this account, and its id, which is the same in every account."""

    name: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneMissing(Finding):
    """The spec names a zone that this account does not have in this Region."""

    code: str = "zone-missing"
    zone: str
    region: str
    offered: tuple[Zone, ...]

    def problem(self) -> Problem:
        """Say which zones there are."""
        offered = ", ".join(f"{zone.name} ({zone.id})" for zone in self.offered)
        return Problem(
            code=self.code,
            what=f"This account has no Availability Zone {self.zone} in {self.region}",
            facts=(("spec", self.where), ("zone", self.zone), ("zones", offered)),
            hint="name others under `network.zones`, or only how many",
            link="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonesTooFew(Finding):
    """The Region has fewer zones that Fargate runs in than the spec wants."""

    code: str = "zones-too-few"
    wanted: int
    region: str
    offered: tuple[Zone, ...]

    def problem(self) -> Problem:
        """Say how many there are."""
        offered = ", ".join(f"{zone.name} ({zone.id})" for zone in self.offered)
        return Problem(
            code=self.code,
            what=f"{self.region} has {len(self.offered)} Availability Zones for Fargate, the spec wants {self.wanted}",
            facts=(("spec", self.where), ("zones", offered)),
            hint=f"write `zones: {len(self.offered)}` under `network`",
            link=FARGATE_SOURCE,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneNotOffered(Finding):
    """Fargate does not run in the zone, or in doubt; seen by its id, since names differ from account to account."""

    code: str = "zone-not-offered"
    zone: Zone
    subnet_id: str = ""

    def problem(self) -> Problem:
        """Say which zone it is."""
        subnet = (("subnet", self.subnet_id),) if self.subnet_id else ()
        verb = "does not run" if self.severity is Severity.ERROR else "may not run"
        return Problem(
            code=self.code,
            what=f"Fargate {verb} in the Availability Zone {self.zone.name} ({self.zone.id})",
            facts=(("spec", self.where), *subnet, ("zone", self.zone.name), ("zone id", self.zone.id)),
            hint="choose a subnet in another zone" if self.subnet_id else "name others under `network.zones`",
            link=FARGATE_SOURCE,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenZones:
    """The zones that the VPC will use, empty when they cannot be known, and what was found on the way."""

    zones: tuple[Zone, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The Region, and whether any of the tasks runs Windows containers, for which Fargate has further gaps."""

    region: str
    windows: bool

    def lacks(self, zone: Zone) -> bool:
        """Tell whether Fargate is known not to run in a zone."""
        return lacks_fargate(zone.id, self.region, windows=self.windows)

    def finding(self, where: str, zone: Zone, subnet_id: str = "") -> tuple[Finding, ...]:
        """Return what is wrong with a zone, if anything."""
        if self.lacks(zone):
            return (ZoneNotOffered(where=where, zone=zone, subnet_id=subnet_id),)
        if zone.id in ONCE_MISSING:
            return (ZoneNotOffered(where=where, zone=zone, subnet_id=subnet_id, severity=Severity.WARNING),)
        return ()


def chosen_zones(door: Door, network: Network, existing: ExistingNetwork | None, *, windows: bool) -> ChosenZones:
    """Return the zones: those of the existing subnets, those named, or the first ones that Fargate runs in."""
    place = Place(region=door.region, windows=windows)
    if existing is not None:
        return _of_subnets(existing, place)
    answer = look(partial(door.every, _ZONES, "AvailabilityZones"), absent=NO_ITEMS)
    if isinstance(answer, Unread):
        question = "whether the Availability Zones exist, and which will be used"
        not_seen = NotSeen(where="network.zones", question=question, unread=answer)
        return ChosenZones(zones=(), findings=(not_seen,))
    return judge(network.zones, offered_zones(answer.value), place)


def zone_of(subnet: Subnet) -> Zone:
    """Return the zone of a subnet, with an empty text for what is not known of it."""
    name, id_ = (value.value if isinstance(value, Known) else "" for value in (subnet.zone_name, subnet.zone_id))
    return Zone(name=name, id=id_)


def offered_zones(documents: Iterable[Document]) -> tuple[Zone, ...]:
    """Return the zones as Terraform's data source `aws_availability_zones` orders them: by name.

    Local and Wavelength Zones, and whatever else an account has to opt into, are left out:
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AvailabilityZone.html
    """
    return tuple(
        sorted(
            Zone(name=document["ZoneName"], id=document.get("ZoneId") or "")
            for document in documents
            if (document.get("State") or "available") == "available"
            and (document.get("ZoneType") or "availability-zone") == "availability-zone"
            and (document.get("OptInStatus") or _ALWAYS) == _ALWAYS
        )
    )


def judge(wanted: int | tuple[str, ...], offered: tuple[Zone, ...], place: Place) -> ChosenZones:
    """Choose among the zones of the account as the spec says; a number never takes a zone that is in doubt."""
    usable = tuple(zone for zone in offered if not place.lacks(zone) and zone.id not in ONCE_MISSING)
    if isinstance(wanted, int):
        few = ZonesTooFew(where="network.zones", wanted=wanted, region=place.region, offered=usable)
        return ChosenZones(zones=usable[:wanted], findings=(few,) if len(usable) < wanted else ())
    by_either = {zone.name: zone for zone in offered} | {zone.id: zone for zone in offered}
    missing = [
        ZoneMissing(where="network.zones", zone=name, region=place.region, offered=usable)
        for name in wanted
        if name not in by_either
    ]
    zones = tuple(by_either[name] for name in wanted if name in by_either)
    gaps = [finding for zone in zones for finding in place.finding("network.zones", zone)]
    return ChosenZones(zones=zones, findings=(*missing, *gaps))


def _of_subnets(existing: ExistingNetwork, place: Place) -> ChosenZones:
    zones = {subnet.id: zone_of(subnet) for subnet in existing.subnets}
    findings = [finding for id_, zone in zones.items() for finding in place.finding("network.subnet_ids", zone, id_)]
    return ChosenZones(zones=tuple(dict.fromkeys(zones.values())), findings=tuple(findings))
