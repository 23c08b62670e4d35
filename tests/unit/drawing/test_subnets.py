"""A subnet is public as it is really routed, and nobody says so of one whose routes are not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.drawing.subnets import Exposure, subnet_box
from sealane.reachability.atlas import atlas_of
from sealane.world.gateways import Gateway, GatewayKind, NatGateway
from sealane.world.route_tables import Route
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.world import Fact
from tests.worlds import healthy as well

_SUBNET = well.SUBNETS[0]


def _gateway(vpcs: Value[tuple[str, ...]], kind: GatewayKind = GatewayKind.INTERNET) -> Gateway:
    return Gateway(id="gateway", origin=well.origin("gateway"), kind=kind, vpcs=vpcs)


@pytest.mark.parametrize(
    ("target", "fact", "expected"),
    [
        (Known("gateway"), _gateway(Known((well.VPC,))), Exposure.PUBLIC),
        (Known("gateway"), _gateway(Known(())), Exposure.PRIVATE),
        (Known("gateway"), _gateway(Known(("vpc-other",))), Exposure.PRIVATE),
        (Known("gateway"), _gateway(Unread("the attachment was not read")), Exposure.UNKNOWN),
        (Known("gateway"), _gateway(Known((well.VPC,)), GatewayKind.EGRESS_ONLY), Exposure.PRIVATE),
        (
            Known("gateway"),
            NatGateway(id="gateway", origin=well.origin("gateway"), subnet=Known(_SUBNET), public=Known(value=True)),
            Exposure.PRIVATE,
        ),
        (Known("igw-elsewhere"), _gateway(Known((well.VPC,))), Exposure.UNKNOWN),
        (Unknown("decided by an apply"), _gateway(Known((well.VPC,))), Exposure.UNKNOWN),
    ],
)
def test_route_decides(target: Value[str], fact: Fact, expected: Exposure) -> None:
    """Only a route to an internet gateway that is attached to the VPC makes public; an unknown one leaves it open."""
    route = Route(origin=well.origin("route"), destination=Known("0.0.0.0/0"), target=target)
    world = well.healthy(fact, replace(well.route_table(0), routes=(route,)))
    assert subnet_box(atlas_of(world), _SUBNET).exposure is expected
    dead = well.healthy(fact, replace(well.route_table(0), routes=(replace(route, active=False),)))
    assert subnet_box(atlas_of(dead), _SUBNET).exposure is Exposure.PRIVATE


def test_what_is_not_known_is_not_said() -> None:
    """Hidden routes leave it open, and a subnet that the source does not have has its key and nothing else."""
    hidden = replace(well.route_table(0), hidden=(Unread("not all routes were read"),))
    assert subnet_box(atlas_of(well.healthy(hidden)), _SUBNET).exposure is Exposure.UNKNOWN
    box = subnet_box(atlas_of(well.healthy()), "subnet-elsewhere")
    assert (box.name, box.zone, box.cidr, box.exposure) == ("subnet-elsewhere", "", "", Exposure.UNKNOWN)
    known = subnet_box(atlas_of(well.healthy()), _SUBNET)
    assert (known.zone, known.cidr, known.exposure, known.table) == (
        "us-east-1a",
        "10.0.0.0/24",
        Exposure.PRIVATE,
        "rtb-a",
    )
