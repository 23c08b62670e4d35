"""Whether the packets of a step reach what they are for and their answers come back, from every place of the task."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.grammar.partitions import known_regions
from sealane.proof.blocks.stores import OtherRegion, RegistryNotPrivate
from sealane.proof.permission import Surroundings
from sealane.proof.registry_hosts import any_host
from sealane.proof.seats import Seats
from sealane.reachability.alike import Like, sure_way
from sealane.reachability.atlas import Atlas
from sealane.reachability.goal import Goal, HostGoal, goal_of
from sealane.reachability.reach import Way, way
from sealane.reachability.seat import Seat
from sealane.records import dataclass, replace
from sealane.startup.step import InterfaceEndpoint, NoPackets, Outside, Resource, Step, StepName, Undecided
from sealane.verdicts.cause import Cause
from sealane.verdicts.check import Check, Subject
from sealane.verdicts.trace import Block, Trace
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Known, Unknown

# What a missing path to another Region is called, by what the step is for.
_OF_OTHER_REGION = {
    StepName.REGISTRY_LOGIN: Cause.IMAGE_OTHER_REGION,
    StepName.IMAGE_MANIFEST: Cause.IMAGE_OTHER_REGION,
    StepName.IMAGE_LAYERS: Cause.IMAGE_OTHER_REGION,
    StepName.SECRETS: Cause.SECRET_OTHER_REGION,
    StepName.PARAMETERS: Cause.SECRET_OTHER_REGION,
    StepName.REGISTRY_CREDENTIALS: Cause.SECRET_OTHER_REGION,
    StepName.LOG_STREAM: Cause.LOG_REGION_WRONG,
}
_IMAGES = frozenset({StepName.IMAGE_MANIFEST, StepName.IMAGE_LAYERS})
# Blocks that say that there is no path; the others stand in the way of one that is there.
_NO_PATH = frozenset(
    {
        Cause.ENDPOINT_MISSING,
        Cause.NO_WAY_OUT,
        Cause.NO_PUBLIC_ADDRESS,
        Cause.NAT_HAS_NO_WAY_OUT,
        Cause.TASK_GROUP_EGRESS,
        Cause.NETWORK_ACL_BLOCKS,
    },
)


def network_checks(step: Step, packets: Sent, around: Surroundings) -> Iterator[Check]:
    """Yield one check for each place of the task; none when the task's interface sends nothing."""
    if isinstance(step.carrier, NoPackets):
        return
    wrong = _wrong_region(step, around)
    if wrong is not None:
        yield Check(subject=Subject.NETWORK, verdict=Verdict.FAILS, origin=wrong.origin, blocks=(wrong,))
        return
    if isinstance(step.carrier, Undecided):
        why = Unknown(step.carrier.reason)
        yield Check(subject=Subject.NETWORK, verdict=Verdict.UNKNOWN, origin=around.task.origin, open=(why,))
        return
    if not packets.seats.seats:
        nowhere = packets.seats.vpc if not isinstance(packets.seats.vpc, Known) else Unknown("where the task is placed")
        yield Check(subject=Subject.NETWORK, verdict=Verdict.UNKNOWN, origin=around.task.origin, open=(nowhere,))
    for found in packets.found:
        yield found.check or _check(step, found.way.trace, around)


@dataclass(frozen=True, slots=True)
class Packets:
    """The way of a step's packets from one place; `check` is there when they surely get through."""

    way: Way
    check: Check | None = None


class Sent:
    """What a step sends, followed when it is first asked for."""

    def __init__(self, step: Step, seats: Seats, around: Surroundings) -> None:
        self.seats = seats
        self._sent = (step, seats, around)
        self._found: tuple[Packets, ...] | None = None

    @property
    def found(self) -> tuple[Packets, ...]:
        """The way from each place of the task; none when the task's interface sends nothing."""
        if self._found is None:
            self._found = _packets_of(*self._sent)
        return self._found


def _packets_of(step: Step, seats: Seats, around: Surroundings) -> tuple[Packets, ...]:
    goal = _goal(step, around)
    if goal is None or isinstance(step.carrier, Undecided):
        return ()
    atlas = around.estate.atlas
    aim = atlas.interned(goal)
    # Where the packets of every place surely get through, that is the same for all tasks with places that are alike.
    sure = atlas.answer(("sure packets", seats.likes, aim), lambda: _if_all_sure(atlas, seats, goal, aim))
    return sure or tuple([_packets(atlas, *place, goal, aim) for place in _places(seats)])


def ways_in_full(step: Step, seats: Seats, around: Surroundings) -> tuple[Way, ...]:
    """Return the way from each place of the task with all of its hops, also where packets surely get through."""
    goal = _goal(step, around)
    if goal is None or isinstance(step.carrier, NoPackets | Undecided):
        return ()
    return tuple([way(around.estate.atlas, seat, goal) for seat in seats.seats])


def _places(seats: Seats) -> Iterator[tuple[Seat, Like]]:
    return zip(seats.seats, seats.likes, strict=True)


def _if_all_sure(atlas: Atlas, seats: Seats, goal: Goal, aim: int) -> tuple[Packets, ...] | None:
    found = []
    for seat, like in _places(seats):
        one = sure_way(atlas, seat, like, goal, aim)
        if one is None:
            return None
        found.append(_surely(one))
    return tuple(found)


def _packets(atlas: Atlas, seat: Seat, like: Like, goal: Goal, aim: int) -> Packets:
    """Ask once for all places that are alike, and for a place itself where its packets do not surely get through."""
    found = sure_way(atlas, seat, like, goal, aim)
    return Packets(way(atlas, seat, goal)) if found is None else _surely(found)


def _surely(found: Way) -> Packets:
    """Return packets that get through; the evidence would name another place, and of what holds nobody asks it."""
    return Packets(found, Check(subject=Subject.NETWORK, verdict=Verdict.HOLDS, origin=found.trace.forward[-1].origin))


def _goal(step: Step, around: Surroundings) -> Goal | None:
    """Return where a step's packets go; for a registry whose account alone is not known, any account stands."""
    goal = goal_of(step)
    if not isinstance(goal, HostGoal) or isinstance(goal.host, Known) or not goal.private_names:
        return goal
    host = any_host(goal.private_names[0], around.estate.world)
    return goal if host is None else replace(goal, host=Known(host))


def _check(step: Step, trace: Trace, around: Surroundings) -> Check:
    blocks = trace.blocks
    elsewhere = _elsewhere(step, around)
    if elsewhere is not None and any(block.cause in _NO_PATH for block in blocks):
        blocks = (elsewhere,)
    last = trace.forward[-1].origin if trace.forward else around.task.origin
    return Check(
        subject=Subject.NETWORK,
        verdict=trace.verdict,
        origin=blocks[0].origin if blocks else last,
        blocks=blocks,
        open=() if blocks else trace.open,
        trace=trace,
    )


def _elsewhere(step: Step, around: Surroundings) -> Block | None:
    """Return the block that a step's destination calls for when nothing leads there."""
    carrier = step.carrier
    region = _other_region(step, around)
    if region and step.name in _OF_OTHER_REGION and isinstance(carrier, InterfaceEndpoint | Outside):
        return _of_region(step, region, around)
    if isinstance(carrier, Outside) and step.name in _IMAGES:
        return RegistryNotPrivate(image=_image(step, around), reason=carrier.reason, origin=around.task.origin)
    return None


def _of_region(step: Step, region: str, around: Surroundings) -> OtherRegion:
    name = _image(step, around) if step.name in _IMAGES or step.name is StepName.REGISTRY_LOGIN else step.subject
    return OtherRegion(cause=_OF_OTHER_REGION[step.name], subject_name=name, region=region, origin=around.task.origin)


def _other_region(step: Step, around: Surroundings) -> str:
    """Return the Region that a step goes to, when it is known and not the task's own."""
    carrier = step.carrier
    if isinstance(carrier, InterfaceEndpoint) and carrier.region:
        return carrier.region
    regions = [one.region.value for one in _resources(step) if isinstance(one.region, Known)]
    return next((region for region in regions if region and region != around.setting.region), "")


def _wrong_region(step: Step, around: Surroundings) -> Block | None:
    """A log driver's Region that is none has no host.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
    """
    if step.name is not StepName.LOG_STREAM or not isinstance(step.carrier, Undecided):
        return None
    for one in _resources(step):
        if isinstance(one.region, Known) and _is_none(one.region.value, around.setting.region):
            return _of_region(step, one.region.value, around)
    return None


def _is_none(region: str, own: str) -> bool:
    """Tell whether a log driver's Region is none; the task's own may be one of which nobody has heard."""
    return bool(region) and region != own and region not in known_regions()


def _resources(step: Step) -> Iterator[Resource]:
    for call in step.calls:
        yield from call.resources


def _image(step: Step, around: Surroundings) -> str:
    """Return the image of a step, or of the first container when the step is for all."""
    names = step.subject.split(", ")
    chosen = [one for one in around.task.containers if one.name in names] or list(around.task.containers)
    image = chosen[0].image if chosen else Known("")
    return image.value if isinstance(image, Known) else ""
