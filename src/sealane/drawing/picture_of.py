"""From a proof and its world to a picture."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from sealane.drawing.arrows import Sense
from sealane.drawing.ground import Ground, text
from sealane.drawing.grouping import groups_of
from sealane.drawing.picture import Picture
from sealane.drawing.sketch import Sketch
from sealane.drawing.subnets import SubnetBox, subnet_box
from sealane.drawing.surrounding import surrounding, told_already
from sealane.drawing.vpcs import VpcFrame
from sealane.proof.evidence import evidence_of
from sealane.verdicts.acceptance import Weighed
from sealane.verdicts.evidence import Evidence
from sealane.verdicts.verdict import Verdict, worst
from sealane.world.values import Known
from sealane.world.vpcs import Vpc
from sealane.world.world import World

_RANK: Final = {Verdict.FAILS: 0, Verdict.UNKNOWN: 1, Verdict.HOLDS: 2}


def picture_of(
    world: World,
    weighed: Weighed,
    evidence: Sequence[Sequence[Evidence]] | None = None,
    *,
    only: Collection[int] | None = None,
) -> Picture:
    """Draw what is proved of a world.

    `evidence` is what `evidence_of` says of the proof, where somebody has it; `only` are the numbers of the services
    to draw, which keep their numbers.
    """
    shown = evidence_of(weighed.proof, world) if evidence is None else evidence
    ground = Ground(world)
    homes: dict[str, list[int]] = {}
    for number, proof in enumerate(weighed.proof.services):
        if only is not None and number not in only:
            continue
        homes.setdefault(ground.home_of(proof.service), []).append(number)
    frames = [_frame(vpc, numbers, weighed, ground, shown) for vpc, numbers in homes.items()]
    return Picture(
        source=weighed.proof.source.name,
        verdict=_verdict(frames),
        services=sum(map(len, homes.values())),
        vpcs=tuple(sorted(frames, key=_rank)),
        masked=weighed.proof.source.masked,
    )


def _verdict(frames: Sequence[VpcFrame]) -> Verdict:
    """Return the worst of what is drawn; without any service nothing could be decided."""
    found = [group.weighed for frame in frames for group in frame.groups]
    return worst(found) if found else Verdict.UNKNOWN


def _rank(frame: VpcFrame) -> tuple[int, str, str]:
    """Put what fails in front, and VPCs of one account and Region side by side."""
    return _RANK[worst(group.verdict for group in frame.groups)], frame.region, frame.account


def _frame(
    vpc: str, numbers: Sequence[int], weighed: Weighed, ground: Ground, evidence: Sequence[Sequence[Evidence]]
) -> VpcFrame:
    groups = groups_of(numbers, weighed)
    sketch = Sketch(vpc, groups, weighed, ground)
    for number, group in enumerate(groups):
        for service in group.services:
            sketch.add_service(number, service, evidence[service] if service < len(evidence) else ())
    for carrier in surrounding(vpc, ground):
        sketch.add_carrier(carrier)
    taken = {arrow.carrier for arrow in sketch.arrows}
    every = sketch.carriers
    carriers = tuple(one for one in every if one.key in taken or not told_already(one, every))
    places = [*(group.subnets for group in groups), *(carrier.subnets for carrier in carriers)]
    subnets = _subnets(dict.fromkeys(key for keys in places for key in keys), ground)
    fact = ground.world.table(Vpc).get(vpc)
    setting = weighed.proof.services[numbers[0]].service.setting
    openings = (arrow.carrier for arrow in sketch.arrows if arrow.sense is not Sense.STEP)
    return VpcFrame(
        key=vpc,
        name=ground.name_of_vpc(vpc),
        cidrs=fact.cidrs.value if fact is not None and isinstance(fact.cidrs, Known) else (),
        region=(text(fact.region) if fact is not None else "") or setting.region,
        account=(text(fact.account) if fact is not None else "") or text(setting.account),
        seal=worst(group.sealed for group in groups),
        openings=tuple(dict.fromkeys(openings)),
        subnets=subnets,
        idle=len({one.id for one in ground.subnets_of(vpc)} - {box.key for box in subnets}),
        groups=groups,
        carriers=carriers,
        arrows=sketch.arrows,
        entrances=sketch.entrances,
    )


def _subnets(keys: dict[str, None], ground: Ground) -> tuple[SubnetBox, ...]:
    boxes = [subnet_box(ground.atlas, key) for key in keys]
    return tuple(sorted(boxes, key=lambda box: (not box.zone, box.zone, box.name)))
