"""The Region, and what follows from a new one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar.partitions import known_regions
from sealane.grammar.zones import parse
from sealane.spec.finding import Finding, Rule
from sealane.spec.nearest import nearest, suggestion
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_LIST = "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html"
_ENDPOINTS = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html"
_UNKNOWN = Rule(code="region-unknown", link=_LIST)
_NEW = Rule(code="region-new", link=_ENDPOINTS, severity="warning")
_ECS_ENDPOINTS = ("ecs", "ecs-agent", "ecs-telemetry")
# Regions opened after 23 December 2023: there AWS asks for the three ECS endpoints; whether a plain Fargate task
# fails without them is not stated, so this warns and does not decide.
_OPENED_LATE = frozenset(
    {"ca-west-1", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ap-east-2", "mx-central-1"}
)


def region_of_the_spec(spec: Spec) -> Iterator[Finding]:
    """Check that the Region exists, and warn of a new one without the ECS endpoints."""
    if spec.region:
        yield from known_region(spec.region, ("region",))
    missing = [name for name in _ECS_ENDPOINTS if name not in spec.endpoints.aws_services]
    if spec.region in _OPENED_LATE and missing:
        what = f"AWS asks for the ECS endpoints in Regions as new as `{spec.region}`"
        hint = f"add `aws_services: [{', '.join(missing)}]` under `endpoints` if tasks do not start"
        yield _NEW.broken(("region",), what, hint, also=(("endpoints",),))


def known_region(region: str, path: Path) -> Iterator[Finding]:
    """Check one Region code."""
    regions = known_regions()
    if region in regions:
        return
    zone = parse(region)
    if zone is not None and zone.region in regions:
        what = f"`{region}` is an Availability Zone, not a Region"
        yield _UNKNOWN.broken(path, what, f"write `{zone.region}`")
        return
    what = f"`{region}` is not an AWS Region{suggestion(region, regions)}"
    near = nearest(region, regions)
    yield _UNKNOWN.broken(path, what, f"write `{near}`" if near else "`aws account list-regions` prints the Regions")
