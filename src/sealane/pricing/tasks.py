"""What Fargate tasks cost: vCPUs, memory and storage by the hour, Windows with its licence, and public addresses.

https://aws.amazon.com/fargate/pricing/
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sealane.pricing import exact
from sealane.pricing.bill import Line, line_of
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.usage import HOURS
from sealane.proof.placement import cpu_units, mib
from sealane.world.services import RunnerKind, Service
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.pricing.price_list import PriceList
    from sealane.pricing.usage import Usage

INCLUDED_GIB: Final = 20
_UNITS: Final = 1024
_Charges = tuple[Charge, Charge]
_USUAL: Final[_Charges] = (Charge.FARGATE_VCPU_HOUR, Charge.FARGATE_MEMORY_HOUR)
_ARM: Final[_Charges] = (Charge.FARGATE_ARM_VCPU_HOUR, Charge.FARGATE_ARM_MEMORY_HOUR)
_WINDOWS: Final[_Charges] = (Charge.FARGATE_WINDOWS_VCPU_HOUR, Charge.FARGATE_WINDOWS_MEMORY_HOUR)
_SPOT: Final[_Charges] = (Charge.FARGATE_SPOT_VCPU_HOUR, Charge.FARGATE_SPOT_MEMORY_HOUR)
_ARM_SPOT: Final[_Charges] = (Charge.FARGATE_ARM_SPOT_VCPU_HOUR, Charge.FARGATE_ARM_SPOT_MEMORY_HOUR)


def running(world: World) -> tuple[Service, ...]:
    """Return whatever runs tasks."""
    return tuple(world.table(Service).values())


def lines(world: World, prices: PriceList, usage: Usage) -> Iterator[Line]:
    """Yield what the tasks of each service cost."""
    for service in running(world):
        yield from _of_service(service, world.find(TaskDefinition, service.task_definition), prices, usage)


def counted(service: Service) -> Value[Decimal]:
    """Return how many tasks of a service run at once."""
    return Known(Decimal(service.tasks.value)) if isinstance(service.tasks, Known) else service.tasks


def hours(service: Service, usage: Usage) -> Value[Decimal]:
    """Return for how many hours of a month each task runs."""
    if service.kind in {RunnerKind.SERVICE, RunnerKind.BY_HAND}:
        return Known(HOURS)
    if usage.run_hours is not None:
        return Known(usage.run_hours)
    return Unknown(f"how long a task runs that a {service.kind} starts is not known; say `--usage run-hours=…`")


def _of_service(service: Service, task: Value[TaskDefinition], prices: PriceList, usage: Usage) -> Iterator[Line]:
    region, factors = Known(service.setting.region), _time(service, usage)
    if isinstance(task, Known):
        vcpus, memory = _size(task.value)
        for charges, share in _charges(service, task.value):
            part = ((share, Unit.TASKS), factors[1])
            yield line_of(charges[0], service.origin, region, ((vcpus, Unit.VCPUS), *part), prices)
            yield line_of(charges[1], service.origin, region, ((memory, Unit.GIGABYTES), *part), prices)
        if _is_windows(task.value):
            licence = ((vcpus, Unit.VCPUS), *factors)
            yield line_of(Charge.FARGATE_WINDOWS_LICENCE_HOUR, service.origin, region, licence, prices)
        more = task.value.ephemeral_storage_gib - INCLUDED_GIB
        if more > 0:
            storage = ((Known(Decimal(more)), Unit.GIGABYTES), *factors)
            yield line_of(Charge.FARGATE_STORAGE_HOUR, service.origin, region, storage, prices)
    else:
        unseen: Value[Decimal] = task
        for charge in _USUAL:
            yield line_of(charge, service.origin, region, ((unseen, Unit.TASKS), factors[1]), prices)
    if service.public_address != Known(False):  # noqa: FBT003 - a value
        public = factors[0] if isinstance(service.public_address, Known) else (service.public_address, Unit.ADDRESSES)
        yield line_of(Charge.PUBLIC_ADDRESS_HOUR, service.origin, region, (public, factors[1]), prices)


def _time(service: Service, usage: Usage) -> tuple[tuple[Value[Decimal], Unit], tuple[Value[Decimal], Unit]]:
    return (counted(service), Unit.TASKS), (hours(service, usage), Unit.HOURS)


def _charges(service: Service, task: TaskDefinition) -> Iterator[tuple[_Charges, Value[Decimal]]]:
    """Yield by which charges the tasks are billed, and how many of them by each."""
    tasks = counted(service)
    arm = task.architecture.upper() in {"ARM64", "AARCH64"}
    if _is_windows(task):
        # There are no Windows containers on Spot: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
        yield _WINDOWS, tasks
        return
    usual, spot = (_ARM, _ARM_SPOT) if arm else (_USUAL, _SPOT)
    if service.spot == Known(False):  # noqa: FBT003 - a value
        yield usual, tasks
    elif isinstance(service.spot, Known):
        yield spot, tasks
    else:
        yield usual, service.spot


def _is_windows(task: TaskDefinition) -> bool:
    return task.operating_system.upper().startswith("WINDOWS")


def _size(task: TaskDefinition) -> tuple[Value[Decimal], Value[Decimal]]:
    return (
        _amount(task.cpu, cpu_units(task.cpu.value) if isinstance(task.cpu, Known) else None),
        _amount(task.memory, mib(task.memory.value) if isinstance(task.memory, Known) else None),
    )


def _amount(value: Value[str], read: int | None) -> Value[Decimal]:
    if not isinstance(value, Known):
        return value
    if read is None:
        return Unread(f"`{value.value[:40]}` is no size of a task")
    return Known(exact.part(read, _UNITS))
