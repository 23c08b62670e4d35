"""Settings of the task definition: its size, its platform, its log driver's Region; and the log group."""

from __future__ import annotations

from sealane.fixes.case import Case
from sealane.fixes.change import Proposal, added, changed
from sealane.proof.blocks.placement import SizeNotOffered
from sealane.proof.blocks.stores import LogGroupMissing, OtherRegion, PlatformMismatch
from sealane.records import replace
from sealane.verdicts.cause import Cause
from sealane.world.stores import LogGroup
from sealane.world.tasks import Container, TaskDefinition
from sealane.world.values import Known

_ARCHITECTURES = {"amd64": "X86_64", "arm64": "ARM64"}
_REGION = "awslogs-region"


def offered_size(block: SizeNotOffered, case: Case) -> Proposal | None:
    """Take the smallest pair that holds what was asked for."""
    task = _task(case)
    if task is None or block.nearest is None:
        return None
    cpu, memory = block.nearest
    return changed(task, replace(task, cpu=Known(str(cpu)), memory=Known(str(memory))))


def offered_platform(block: PlatformMismatch, case: Case) -> Proposal | None:
    """Run the image on the processor that it was built for, when it was built for one alone."""
    task = _task(case)
    system, _, _ = block.wanted.partition("/")
    fitting = [one.split("/")[1] for one in block.offered if one.startswith(f"{system}/")]
    known = [_ARCHITECTURES[one] for one in fitting if one in _ARCHITECTURES]
    if task is None or len(known) != 1:
        return None
    return changed(task, replace(task, architecture=known[0]))


def own_log_region(block: OtherRegion, case: Case) -> Proposal | None:
    """Log to the task's own Region."""
    task = _task(case)
    region = case.proof.service.setting.region
    if task is None or block.cause is not Cause.LOG_REGION_WRONG or not region:
        return None
    containers = tuple(_logging_to(container, block.region, region) for container in task.containers)
    return changed(task, replace(task, containers=containers))


def log_group(block: LogGroupMissing, case: Case) -> Proposal:
    """Create the log group."""
    del case
    return added(
        LogGroup(id=block.group, origin=block.origin, name=Known(block.group), region=Known(block.region)),
    )


def _logging_to(container: Container, wrong: str, region: str) -> Container:
    options = container.log.options
    if not isinstance(options, Known) or dict(options.value).get(_REGION) != wrong:
        return container
    told = tuple((name, region if name == _REGION else value) for name, value in options.value)
    return replace(container, log=replace(container.log, options=Known(told)))


def _task(case: Case) -> TaskDefinition | None:
    found = case.world.find(TaskDefinition, case.proof.service.task_definition)
    return found.value if isinstance(found, Known) else None
