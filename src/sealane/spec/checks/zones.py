"""Availability Zones of a new VPC."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import zones
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_COUNT = Rule(code="zone-count-invalid", link=zones.SOURCE)
_INVALID = Rule(code="zone-invalid", link=zones.SOURCE)
_OTHER_REGION = Rule(code="zone-other-region", link=zones.SOURCE)
_LACKS = Rule(code="zone-not-offered", link=zones.FARGATE_SOURCE)
_DOUBT = Rule(code="zone-in-doubt", link=zones.FARGATE_SOURCE, severity="warning")
_SINGLE = Rule(
    code="single-zone",
    link="https://docs.aws.amazon.com/AmazonECS/latest/bestpracticesguide/availability.html",
    severity="warning",
)
_MOST = 6
"""No Region has more zones than `us-east-1`, which has six."""


def zones_of_the_spec(spec: Spec) -> Iterator[Finding]:
    """Check how many zones, or which."""
    network = spec.network
    if network.vpc_id or network.subnet_ids:
        return
    path: Path = ("network", "zones")
    wanted = network.zones
    if isinstance(wanted, int):
        if not 1 <= wanted <= _MOST:
            what = f"a VPC cannot span {wanted} zones"
            facts = (("allowed", f"1 to {_MOST}, as many as the Region has"),)
            yield _COUNT.broken(path, what, "`zones: 2`", facts=facts)
    else:
        if not wanted:
            yield _COUNT.broken(path, "the list of zones is empty", "`zones: 2`")
        for position, text in enumerate(wanted):
            yield from _one(spec, text, (*path, position))
        yield from _mixture(wanted, path)
    if network.zone_count == 1:
        what = "with one zone, that zone's loss stops every service"
        yield _SINGLE.broken(path, what, "`zones: 2`")


def _one(spec: Spec, text: str, path: Path) -> Iterator[Finding]:
    zone = zones.parse(text)
    region = spec.region
    if zone is None:
        what = f"`{text}` is neither the name nor the id of an Availability Zone"
        yield _INVALID.broken(path, what, f"for example `{region or 'us-east-1'}a`")
        return
    if region and not zones.in_region(zone, region):
        what = f"the zone `{text}` is not in `{region}`"
        hint = f"`aws ec2 describe-availability-zones --region {region}` prints those that are"
        yield _OTHER_REGION.broken(path, what, hint, also=(("region",),))
        return
    if not zone.is_id:
        return
    place = region or _region_of(zone.prefix)
    windows = next((name for name, service in spec.services.items() if service.windows), "")
    if zones.lacks_fargate(text, place, windows=bool(windows)):
        only = zones.ONLY_THESE.get(place)
        what = f"Fargate does not run {'' if only else 'Windows containers '}in the zone `{text}`"
        facts = (("zones with Fargate", ", ".join(only)),) if only else ()
        also: tuple[Path, ...] = () if only else (("services", windows, "operating_system"),)
        hint = f"use `{only[0]}`" if only else "use another zone of the Region"
        yield _LACKS.broken(path, what, hint, facts=facts, also=also)
    elif text in zones.ONCE_MISSING:
        what = f"an earlier list of Fargate's zones left out `{text}`, and today's does not mention it"
        yield _DOUBT.broken(path, what, "use another zone of the Region if tasks cannot be placed")


def _region_of(prefix: str) -> str:
    return next((region for region in zones.ONLY_THESE if zones.id_prefix(region) == prefix), "")


def _mixture(wanted: tuple[str, ...], path: Path) -> Iterator[Finding]:
    found = [zone for text in wanted if (zone := zones.parse(text)) is not None]
    if len({zone.is_id for zone in found}) > 1:
        what = "zone names and zone ids are mixed, and only your account knows whether two of them are one zone"
        yield _INVALID.broken(path, what, "write names only, or ids only")
