"""What a picture shows of a proof: every step once, every leak, and nothing that is not known as if it were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from sealane.drawing.arrows import Link, Sense
from sealane.drawing.carriers import CarrierKind
from sealane.drawing.outside import OutsideKind
from sealane.drawing.picture_of import picture_of
from sealane.drawing.subnets import Exposure
from sealane.proof.prove import prove
from sealane.verdicts.acceptance import Acceptance, weigh
from sealane.verdicts.cause import LEAKS, Cause
from sealane.verdicts.verdict import Verdict, worst
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Gap, Noun
from sealane.world.gateways import PeeringConnection
from sealane.world.values import Known, Unread
from sealane.world.world import World
from tests.unit.drawing.pictures import TODAY, drawn
from tests.worlds import healthy as well
from tests.worlds.wounds import endpoints, network, outside, permissions, seal
from tests.worlds.wounds.wound import Wound


def _wounds() -> Iterator[Wound]:
    """Yield every wound of the seal, and some of each other family."""
    yield from seal.wounds()
    yield from outside.wounds()
    for family in (endpoints, network, permissions):
        yield from islice(family.wounds(), 0, None, 4)


WOUNDS = {wound.name: wound for wound in _wounds()}


def test_healthy_world_is_drawn_whole() -> None:
    """Zones, subnets, endpoints and the edge stand where they are, every arrow holds and the wall is whole."""
    picture = drawn(well.healthy())
    (frame,) = picture.vpcs
    assert (picture.verdict, frame.seal, frame.openings) == (Verdict.HOLDS, Verdict.HOLDS, ())
    assert [(box.key, box.zone, box.exposure) for box in frame.subnets] == [
        ("subnet-a", "us-east-1a", Exposure.PRIVATE),
        ("subnet-b", "us-east-1b", Exposure.PRIVATE),
    ]
    kinds = [carrier.kind for carrier in frame.carriers]
    assert kinds.count(CarrierKind.INTERFACE_ENDPOINT) == len(well.INTERFACES)
    assert {carrier.subnets for carrier in frame.carriers if carrier.kind in _IN_SUBNETS} == {well.SUBNETS}
    assert {one.verdict for one in frame.arrows} == {Verdict.HOLDS}
    assert {one.link for one in frame.arrows} == {None}
    assert all(one.there for one in frame.arrows if one.carrier != "control-plane")


_IN_SUBNETS = {CarrierKind.INTERFACE_ENDPOINT, CarrierKind.MOUNT_TARGET}


@pytest.mark.parametrize("name", WOUNDS)
def test_every_wound_is_shown(name: str) -> None:
    """Each step is on exactly one arrow with its own verdict, each leak opens the wall, and each cause is named."""
    world = WOUNDS[name].broken
    proof = prove(world)
    picture = picture_of(world, weigh(proof, (), TODAY))
    found = {step: (arrow.verdict, arrow.causes) for arrow in picture.arrows for step in arrow.steps}
    steps = {
        (number, place): (step.verdict, tuple(dict.fromkeys(b.cause for c in step.checks for b in c.blocks)))
        for number, service in enumerate(proof.services)
        for place, step in enumerate(service.steps)
    }
    assert found == steps
    assert sum(len(arrow.steps) for arrow in picture.arrows) == len(steps)
    leaks = {finding.cause for service in proof.services for finding in service.findings} & LEAKS
    assert {cause for arrow in picture.arrows if arrow.sense is not Sense.STEP for cause in arrow.causes} == leaks
    for frame in picture.vpcs:
        assert bool(frame.openings) is (frame.seal is Verdict.FAILS)
        keys = {carrier.key for carrier in frame.carriers}
        assert {arrow.carrier for arrow in frame.arrows} <= keys
        places = [*(group.subnets for group in frame.groups), *(carrier.subnets for carrier in frame.carriers)]
        assert {key for keys in places for key in keys} == {box.key for box in frame.subnets}
    assert all((arrow.link is None) is (arrow.verdict is Verdict.HOLDS) for arrow in picture.arrows)


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("the tasks' group has no outbound rule", Link.SOURCE),
        ("the ACL lets nothing out", Link.BORDER),
        ("no endpoint for ecr.api", Link.CARRIER),
        ("the endpoints' group lets in for another port", Link.CARRIER),
        ("the role may not pull", Link.TARGET),
    ],
)
def test_arrow_breaks_at_the_link_that_is_broken(name: str, link: Link) -> None:
    """What closes the task, its subnet, an endpoint or a permission breaks an arrow at that place."""
    families = (network, endpoints, permissions)
    (wound,) = [one for family in families for one in family.wounds() if one.name == name]
    assert {arrow.link for arrow in drawn(wound.broken).arrows} == {None, link}


def test_missing_endpoint_is_drawn_as_missing() -> None:
    """An endpoint that is needed and not there has a row in the task's subnets, said to be absent."""
    picture = drawn(well.healthy().without(Endpoint, "vpce-ecr-api"))
    (absent,) = [one for one in picture.vpcs[0].carriers if one.absent]
    assert (absent.name, absent.kind, absent.subnets) == ("ecr.api", CarrierKind.INTERFACE_ENDPOINT, well.SUBNETS)
    assert not any(one.absent for one in drawn(well.healthy()).vpcs[0].carriers)


def test_endpoint_that_may_be_there_is_not_drawn_as_missing() -> None:
    """Where a source may have left endpoints out, nothing says that there is none."""
    world = well.healthy().without(Endpoint, "vpce-ecr-api")
    gap = Gap(noun=Noun.ENDPOINTS, why=Unread("the endpoints were not read", "ec2:DescribeVpcEndpoints"))
    (frame,) = drawn(World(source=world.source, tables=world.tables, gaps=(gap,))).vpcs
    assert [one.name for one in frame.carriers if one.unsure] == ["ecr.api"]
    assert not any(one.absent for one in frame.carriers)


def test_nat_gateway_opens_the_wall_at_its_internet_gateway() -> None:
    """A leak by a NAT gateway leads from its public subnet over the internet gateway to the internet."""
    picture = drawn(WOUNDS["a default route to a working NAT gateway"].broken)
    (frame,) = picture.vpcs
    (nat,) = [one for one in frame.carriers if one.kind is CarrierKind.NAT]
    assert (frame.openings, nat.gate, nat.outside.kind) == ((nat.key,), "igw-1", OutsideKind.INTERNET)
    assert [box.exposure for box in frame.subnets if box.key in nat.subnets] == [Exposure.PUBLIC]
    assert CarrierKind.INTERNET_GATEWAY not in {one.kind for one in frame.carriers}


def test_load_balancer_is_an_entrance_and_a_leak_only_when_it_lets_in() -> None:
    """A load balancer's way to its service is drawn, and is an intrusion only when the internet gets through it."""
    wound = WOUNDS["a load balancer that faces the internet"]
    (frame,) = drawn(wound.broken).vpcs
    assert [(one.carrier, one.ports) for one in frame.entrances] == [("alb-1", (443,))]
    assert [one.carrier for one in frame.arrows if one.sense is Sense.INTRUSION] == ["alb-1"]
    (shut,) = drawn(wound.broken.with_facts(well.tasks_group(well.to_endpoints(), well.to_s3(), well.to_files()))).vpcs
    assert shut.entrances == frame.entrances
    assert [one for one in shut.arrows if one.sense is Sense.INTRUSION] == []


def test_what_is_accepted_is_still_shown() -> None:
    """An accepted leak stays an open place in the wall, marked as accepted, and the picture no longer fails."""
    world = WOUNDS["a default route to a working NAT gateway"].broken
    picture = drawn(world, Acceptance(cause=Cause.INTERNET_BY_NAT, because="no PrivateLink there"))
    assert (picture.verdict, picture.vpcs[0].seal) == (Verdict.HOLDS, Verdict.FAILS)
    assert {arrow.accepted for arrow in picture.arrows if arrow.sense is Sense.LEAK} == {True}
    assert {arrow.accepted for arrow in drawn(world).arrows if arrow.sense is Sense.LEAK} == {False}


def test_peering_leads_to_the_other_vpc() -> None:
    """A peering connection stands at the edge of the VPC and leads to the other one, although no step takes it."""
    other = replace(well.vpc(), id="vpc-hub", origin=well.origin("vpc-hub"), cidrs=Known(("10.9.0.0/16",)))
    peering = PeeringConnection(
        id="pcx-1", origin=well.origin("pcx-1"), requester=Known(well.VPC), accepter=Known("vpc-hub")
    )
    (frame,) = drawn(well.healthy(other, peering)).vpcs
    (found,) = [one for one in frame.carriers if one.kind is CarrierKind.PEERING]
    assert (found.subnets, found.outside.vpc) == ((), "vpc-hub")


def test_way_over_another_vpc_is_drawn_at_the_edge_of_its_own() -> None:
    """What leaves by another VPC's NAT gateway stands at the transit gateway; nothing of the other VPC is within."""
    wound = WOUNDS["a transit gateway leads everything to another VPC's NAT gateway"]
    (frame,) = drawn(wound.broken).vpcs
    (opening,) = [one for one in frame.carriers if one.key in frame.openings]
    assert (opening.kind, opening.name, opening.outside.kind) == (CarrierKind.TRANSIT, "tgw-1", OutsideKind.INTERNET)
    assert {box.key for box in frame.subnets} == set(well.SUBNETS)


def test_service_without_a_known_place_is_drawn_apart() -> None:
    """Where nobody knows the subnets of a service, it stands in a VPC without a name, and nothing holds."""
    lost = replace(well.service(), subnets=Unread("the subnets were not read"))
    (frame,) = drawn(well.healthy(lost)).vpcs
    assert (frame.key, frame.subnets) == ("", ())
    assert worst(group.verdict for group in frame.groups) is Verdict.UNKNOWN


def test_one_service_is_drawn_alone_under_its_own_number() -> None:
    """Drawn alone, a service keeps its number in the proof, and the others are not there."""
    second = replace(well.service(), id="service-2", origin=well.origin("service-2"), name=Known("second"))
    world = well.healthy(second)
    weighed = weigh(prove(world), (), TODAY)
    picture = picture_of(world, weighed, only={1})
    assert (picture.services, {arrow.services for arrow in picture.arrows}) == (1, {(1,)})
    assert picture_of(world, weighed).services == 2
    assert picture_of(world, weighed, only=()).verdict is Verdict.UNKNOWN
