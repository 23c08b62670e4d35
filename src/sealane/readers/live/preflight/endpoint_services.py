"""Whether AWS offers the endpoint services that start-up needs, in the zones that the VPC will use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sealane.errors import Problem
from sealane.readers.live.call import Call
from sealane.readers.live.door import NO_ITEMS, Door, look
from sealane.readers.live.preflight.finding import Finding, NotSeen
from sealane.readers.live.preflight.zones import Zone
from sealane.startup.needs import EndpointNeed
from sealane.world.values import Unread

Document = Mapping[str, Any]

_SERVICES = Call(service="ec2", operation="DescribeVpcEndpointServices")
CALLS = (_SERVICES,)

_LINK = "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointServiceMissing(Finding):
    """AWS does not offer the endpoint service in this Region."""

    code: str = "endpoint-service-missing"
    need: EndpointNeed
    region: str

    def problem(self) -> Problem:
        """Say which service, and who needs it."""
        return Problem(
            code=self.code,
            what=f"AWS offers no {self.need.kind.lower()} endpoint service {self.need.service_name} in {self.region}",
            facts=(("service", self.need.service_name), ("Region", self.region), *_reasons(self.need)),
            hint=f"see what is offered with `{_command(self.need, self.region)}`",
            link=_LINK,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointServiceNotInZone(Finding):
    """AWS offers the service, but not in some of the zones: an endpoint with a subnet there cannot be created."""

    code: str = "endpoint-service-not-in-zone"
    need: EndpointNeed
    region: str
    lacking: tuple[Zone, ...]
    offered: tuple[str, ...]

    def problem(self) -> Problem:
        """Say which zones lack it and which have it."""
        lacking = ", ".join(f"{zone.name} ({zone.id})" for zone in self.lacking)
        return Problem(
            code=self.code,
            what=f"The endpoint service {self.need.service_name} is not offered in every zone of the VPC",
            facts=(
                ("service", self.need.service_name),
                ("lacking in", lacking),
                ("offered in", ", ".join(self.offered)),
                *_reasons(self.need),
            ),
            hint=f"name zones that have it under `network.zones`; see them with `{_command(self.need, self.region)}`",
            link=_LINK,
        )


def check(needs: tuple[EndpointNeed, ...], zones: tuple[Zone, ...], door: Door) -> tuple[Finding, ...]:
    """Look at all endpoint services, once per Region; without zones only their existence is judged."""
    regions = dict.fromkeys(need.region or door.region for need in needs)
    return tuple(finding for region in regions for finding in _check_region(needs, zones, region, door))


def _check_region(
    needs: tuple[EndpointNeed, ...], zones: tuple[Zone, ...], region: str, door: Door
) -> tuple[Finding, ...]:
    # Naming them in the request would fail as a whole when one does not exist.
    answer = look(partial(door.every, _SERVICES, "ServiceDetails", region=region), absent=NO_ITEMS)
    if isinstance(answer, Unread):
        question = f"whether the endpoint services exist in the zones of {region}"
        return (NotSeen(where="endpoints", question=question, unread=answer),)
    here = tuple(need for need in needs if (need.region or door.region) == region)
    # The zones of the VPC say nothing of a service in another Region.
    return judge(here, zones if region == door.region else (), answer.value, region)


def judge(
    needs: tuple[EndpointNeed, ...], zones: tuple[Zone, ...], documents: Iterable[Document], region: str
) -> tuple[Finding, ...]:
    """Compare what is needed with what `DescribeVpcEndpointServices` returned."""
    offered = {(document.get("ServiceName"), kind): document for document in documents for kind in _kinds(document)}
    findings: list[Finding] = []
    for need in needs:
        document = offered.get((need.service_name, need.kind))
        if document is None:
            findings.append(EndpointServiceMissing(where="endpoints", need=need, region=region))
        elif need.kind == "Interface" and (lacking := _lacking(document, zones)):
            names = tuple(document.get("AvailabilityZones") or ())
            findings.append(
                EndpointServiceNotInZone(where="endpoints", need=need, region=region, lacking=lacking, offered=names)
            )
    return tuple(findings)


def _kinds(document: Document) -> tuple[str, ...]:
    return tuple(item.get("ServiceType") or "" for item in document.get("ServiceType") or ())


def _lacking(document: Document, zones: tuple[Zone, ...]) -> tuple[Zone, ...]:
    # Names and ids are both of this account; newer answers carry both.
    names = document.get("AvailabilityZones") or ()
    ids = document.get("AvailabilityZoneIds") or ()
    return tuple(zone for zone in zones if zone.name not in names and zone.id not in ids)


def _reasons(need: EndpointNeed) -> tuple[tuple[str, str], ...]:
    return tuple((f"needed by {task}", step.because) for task, step in need.reasons)


def _command(need: EndpointNeed, region: str) -> str:
    filters = f"Name=service-name,Values={need.service_name}"
    return f"aws ec2 describe-vpc-endpoint-services --region {region} --filters {filters}"
