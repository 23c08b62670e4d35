"""Whether Fargate can place the task: its size, the zones of its subnets, free addresses."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.grammar.sizes import offered, smallest_holding
from sealane.grammar.zones import ONLY_THESE, lacks_fargate
from sealane.proof.blocks.placement import SizeNotOffered, SubnetFull, ZoneNotOffered
from sealane.startup.platforms import Platform, platform_of
from sealane.verdicts.check import Check, Subject
from sealane.verdicts.trace import Block
from sealane.verdicts.verdict import Verdict
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known, Origin, Unknown, Unread, Value
from sealane.world.world import World

_UNITS_OF_A_CPU = 1024
_MIB_OF_A_GB = 1024


def placement_checks(task: TaskDefinition, service: Service, world: World) -> Iterator[Check]:
    """Yield what keeps Fargate from placing the task, or may."""
    for why in task.hidden:
        yield _unknown(why, task.origin)
    yield from _size(task)
    subnets = _subnets(service, world)
    if not isinstance(subnets, Known):
        yield _unknown(subnets, service.origin)
        return
    windows = platform_of(task) is Platform.WINDOWS_1_0
    for subnet in subnets.value:
        yield from _zone(subnet, service, windows=windows)
    yield from _addresses(subnets.value)


def _subnets(service: Service, world: World) -> Value[tuple[Subnet, ...]]:
    if not isinstance(service.subnets, Known):
        return service.subnets
    if not service.subnets.value:
        return Unread(f"no subnet of {service.origin.name} is in {world.source.name}")
    found = []
    for key in service.subnets.value:
        subnet = world.find(Subnet, Known(key))
        if not isinstance(subnet, Known):
            return subnet
        found.append(subnet.value)
    return Known(tuple(found))


def _size(task: TaskDefinition) -> Iterator[Check]:
    """Compare cpu and memory with what Fargate offers.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
    """
    if not isinstance(task.cpu, Known) or not isinstance(task.memory, Known):
        for value in (task.cpu, task.memory):
            if not isinstance(value, Known):
                yield _unknown(value, task.origin)
        return
    platform = platform_of(task)
    windows, newest = platform is Platform.WINDOWS_1_0, platform is not Platform.LINUX_1_3
    cpu, memory = cpu_units(task.cpu.value), mib(task.memory.value)
    if cpu is None or memory is None:
        nearest = None
    else:
        if any(size.cpu == cpu and memory in size.memory for size in offered(windows=windows, newest=newest)):
            return
        nearest = smallest_holding(cpu, memory, windows=windows, newest=newest)
    yield _fails(
        SizeNotOffered(
            cpu=task.cpu.value,
            memory=task.memory.value,
            operating_system=task.operating_system,
            nearest=nearest,
            origin=task.origin,
        )
    )


def cpu_units(text: str) -> int | None:
    """Read a task's cpu: `256`, `.25 vCPU` or `1 vcpu`; `None` when it is neither.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
    """
    return _amount(text, "vcpu", _UNITS_OF_A_CPU)


def mib(text: str) -> int | None:
    """Read a task's memory: `512`, `1GB` or `1 GB`; `None` when it is neither."""
    return _amount(text, "gb", _MIB_OF_A_GB)


def _amount(text: str, unit: str, scale: int) -> int | None:
    words = text.strip().lower()
    if words.isdecimal():
        return int(words)
    number = words.removesuffix(unit).strip()
    if number == words or not number.replace(".", "", 1).isdecimal():
        return None
    amount = float(number) * scale
    return int(amount) if amount == int(amount) else None


def _zone(subnet: Subnet, service: Service, *, windows: bool) -> Iterator[Check]:
    if isinstance(subnet.zone_id, Known) and subnet.zone_id.value:
        zone = subnet.zone_id.value
        if lacks_fargate(zone, service.setting.region, windows=windows):
            yield _fails(ZoneNotOffered(subnet=subnet, zone=zone))
    elif service.setting.region in ONLY_THESE:
        # The name of a zone is an account's own, so it does not say which zone it is.
        why = subnet.zone_id if isinstance(subnet.zone_id, Unknown | Unread) else Unread("the zone's id is not known")
        yield _unknown(why, subnet.origin)


def _addresses(subnets: tuple[Subnet, ...]) -> Iterator[Check]:
    """A task fails for sure when no subnet has an address left; which subnet ECS takes is its own to say.

    https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
    """
    full = [subnet for subnet in subnets if subnet.free_addresses == Known(0)]
    if full and len(full) == len(subnets):
        for subnet in full:
            yield _fails(SubnetFull(subnet=subnet))
    elif full:
        yield _unknown(Unknown(f"whether a task is placed in {full[0].id}, which has no free address"), full[0].origin)


def _fails(block: Block) -> Check:
    return Check(subject=Subject.TASK, verdict=Verdict.FAILS, origin=block.origin, blocks=(block,))


def _unknown(why: Unknown | Unread, origin: Origin) -> Check:
    return Check(subject=Subject.TASK, verdict=Verdict.UNKNOWN, origin=origin, open=(why,))
