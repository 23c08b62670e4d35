"""How much is used in a month: what no source says and a bill needs, with what is assumed where nobody says it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from sealane.records import dataclass

HOURS: Final = Decimal(730)
"""Hours of a month, as AWS's own calculator counts them, a twelfth of a year: https://calculator.aws/"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What is used in a month.

    Attributes:
        log_gb: GB that each task logs.
        log_months: months that a log is kept.
        starts: how often each task of a service is started anew, by a deployment or otherwise.
        image_gb: GB of an image, as its registry stores it.
        images: images kept in each repository, where the source does not list them.
        data_gb: GB of other traffic of each task through endpoints, or through NAT gateways where there are none.
        endpoint_gb: GB through all interface endpoints of a Region, instead of what follows from the others.
        nat_gb: GB through all NAT gateways of a Region, instead of what follows from the others.
        load_balancer_units: capacity units that each load balancer uses on average.
        cross_zone_gb: GB that cross from one zone of a Region into another, beside what is free.
        transit_gb: GB that each VPC sends to a transit gateway.
        run_hours: hours that each task runs which a schedule, a pipe or a state machine starts; nobody can know them.
        vpcs: VPCs that would share a central endpoint VPC.
        said: the names of what somebody said, so that all the rest is known to be assumed.

    """

    log_gb: Decimal = Decimal(1)
    log_months: Decimal = Decimal(1)
    starts: Decimal = Decimal(30)
    image_gb: Decimal = Decimal("0.5")
    images: Decimal = Decimal(1)
    data_gb: Decimal = Decimal(0)
    endpoint_gb: Decimal | None = None
    nat_gb: Decimal | None = None
    load_balancer_units: Decimal = Decimal(1)
    cross_zone_gb: Decimal = Decimal(0)
    transit_gb: Decimal = Decimal(0)
    run_hours: Decimal | None = None
    vpcs: Decimal = Decimal(10)
    said: frozenset[str] = frozenset()


KINDS: Final = (
    "log-gb",
    "log-months",
    "starts",
    "image-gb",
    "images",
    "data-gb",
    "endpoint-gb",
    "nat-gb",
    "load-balancer-units",
    "cross-zone-gb",
    "transit-gb",
    "run-hours",
    "vpcs",
)
"""What can be said, in the order in which it is told."""


def said(usage: Usage, kind: str) -> Decimal | None:
    """Return the number of a kind."""
    found: Decimal | None = getattr(usage, kind.replace("-", "_"))
    return found
