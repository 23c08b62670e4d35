"""Pictures: of a world's proof, and made of anything, for the laws of layouts."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from sealane.drawing.arrows import Arrow, Entrance, Link, Sense
from sealane.drawing.carriers import Carrier, CarrierKind
from sealane.drawing.outside import Outside, OutsideKind
from sealane.drawing.picture import Picture
from sealane.drawing.picture_of import picture_of
from sealane.drawing.services import ServiceGroup
from sealane.drawing.subnets import Exposure, SubnetBox
from sealane.drawing.vpcs import VpcFrame
from sealane.proof.prove import prove
from sealane.startup.step import StepName
from sealane.verdicts.acceptance import Acceptance, weigh
from sealane.verdicts.cause import Cause
from sealane.verdicts.verdict import Verdict
from sealane.world.world import World

TODAY = date(2026, 1, 1)
_ZONES = ("us-east-1a", "us-east-1b", "us-east-1c", "")
_TEXTS = st.text(max_size=70)
_VERDICTS = st.sampled_from(Verdict)
_STEPS = st.sampled_from([str(name) for name in StepName])


def drawn(world: World, *acceptances: Acceptance) -> Picture:
    """Return the picture of a world's proof."""
    return picture_of(world, weigh(prove(world), acceptances, TODAY))


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    """Make a picture of up to three VPCs with anything in them."""
    frames = tuple(draw(_frames(number)) for number in range(draw(st.integers(0, 3))))
    services = sum(len(group.services) for frame in frames for group in frame.groups)
    return Picture(source=draw(_TEXTS), verdict=draw(_VERDICTS), services=services, vpcs=frames)


@st.composite
def _frames(draw: st.DrawFn, number: int) -> VpcFrame:
    subnets = tuple(_subnet(f"subnet-{number}-{one}", draw) for one in range(draw(st.integers(0, 6))))
    keys = [box.key for box in subnets]
    groups = tuple(_group(one, keys, draw) for one in range(draw(st.integers(1, 12))))
    carriers = tuple(_carrier(f"carrier-{one}", keys, draw) for one in range(draw(st.integers(0, 8))))
    arrows = tuple(_arrow(groups, carriers, draw) for _ in range(draw(st.integers(0, 16)) if carriers else 0))
    balancers = [one for one in carriers if one.kind is CarrierKind.LOAD_BALANCER]
    openings = tuple(dict.fromkeys(one.carrier for one in arrows if one.sense is not Sense.STEP))
    return VpcFrame(
        key=f"vpc-{number}",
        name=draw(_TEXTS),
        cidrs=tuple(draw(st.lists(_TEXTS, max_size=3))),
        region=draw(st.sampled_from(["us-east-1", "", "eu-west-1"])),
        seal=draw(_VERDICTS),
        openings=openings,
        subnets=tuple(sorted(subnets, key=lambda box: (not box.zone, box.zone))),
        idle=draw(st.integers(0, 3)),
        groups=groups,
        carriers=carriers,
        arrows=arrows,
        entrances=tuple(Entrance(carrier=one.key, group=0, ports=(443,)) for one in balancers),
    )


def _subnet(key: str, draw: st.DrawFn) -> SubnetBox:
    zone, exposure = draw(st.sampled_from(_ZONES)), draw(st.sampled_from(Exposure))
    return SubnetBox(key=key, name=draw(_TEXTS), zone=zone, cidr="10.0.0.0/24", exposure=exposure)


def _some(keys: list[str], draw: st.DrawFn) -> tuple[str, ...]:
    return tuple(draw(st.lists(st.sampled_from(keys), unique=True))) if keys else ()


def _group(number: int, keys: list[str], draw: st.DrawFn) -> ServiceGroup:
    count = draw(st.integers(1, 3))
    return ServiceGroup(
        services=tuple(number * 10 + one for one in range(count)),
        names=tuple(draw(_TEXTS) for _ in range(count)),
        subnets=_some(keys, draw),
        security_groups=tuple(draw(st.lists(_TEXTS, max_size=3))),
        starts=draw(_VERDICTS),
        sealed=draw(_VERDICTS),
        verdict=draw(_VERDICTS),
        weighed=draw(_VERDICTS),
    )


def _carrier(key: str, keys: list[str], draw: st.DrawFn) -> Carrier:
    return Carrier(
        key=key,
        kind=draw(st.sampled_from(CarrierKind)),
        name=draw(_TEXTS),
        outside=Outside(kind=draw(st.sampled_from(OutsideKind)), name=draw(_TEXTS), vpc=draw(_TEXTS)),
        subnets=_some(keys, draw),
        absent=draw(st.booleans()),
        unsure=draw(st.booleans()),
        gate=draw(st.sampled_from(["", "igw-1", "module.network.aws_internet_gateway.this"])),
    )


def _arrow(groups: tuple[ServiceGroup, ...], carriers: tuple[Carrier, ...], draw: st.DrawFn) -> Arrow:
    own = draw(st.lists(st.integers(0, len(groups) - 1), min_size=1, max_size=4, unique=True))
    return Arrow(
        groups=tuple(sorted(own)),
        carrier=draw(st.sampled_from(carriers)).key,
        verdict=draw(_VERDICTS),
        sense=draw(st.sampled_from(Sense)),
        steps=((0, 0), (0, 1)) if draw(st.booleans()) else ((0, 0),),
        name=draw(_STEPS),
        causes=tuple(draw(st.lists(st.sampled_from(Cause), max_size=2, unique=True))),
        link=draw(st.none() | st.sampled_from(Link)),
    )
