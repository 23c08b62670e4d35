"""The size of a task: cpu and memory, ephemeral storage, how many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import limits, platforms, sizes
from sealane.spec.finding import Finding, Rule
from sealane.spec.nearest import listed
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.spec.workload import Workload

_CPU = Rule(code="cpu-not-offered", link=sizes.SOURCE)
_PAIR = Rule(code="size-not-offered", link=sizes.SOURCE)
_NEWEST = Rule(code="needs-platform-1-4-0", link=sizes.SOURCE)
_ROW = Rule(code="size-new", link=sizes.SOURCE, severity="warning")
_STORAGE = Rule(code="ephemeral-storage-invalid", link=limits.EPHEMERAL_STORAGE.link)
_STORAGE_VERSION = Rule(code="needs-platform-1-4-0", link=limits.EPHEMERAL_STORAGE.link)
_STORAGE_WINDOWS = Rule(code="ephemeral-storage-windows", link=limits.EPHEMERAL_STORAGE.link, severity="warning")
_COUNT = Rule(code="count-invalid", link=limits.TASKS_PER_SERVICE.link)
_QUOTA = Rule(code="count-above-quota", link=limits.TASKS_PER_SERVICE.link, severity="warning")


def sizes_of_the_services(spec: Spec) -> Iterator[Finding]:
    """Check every service's size."""
    for name, service in spec.services.items():
        path: Path = ("services", name)
        yield from _pair(service, path)
        yield from _storage(service, path)
        yield from _count(service, path)


def _pair(service: Workload, path: Path) -> Iterator[Finding]:
    size = sizes.size_of(service.cpu)
    windows = service.windows
    offered = sizes.offered(windows=windows)
    cpus = listed(row.cpu for row in offered)
    system = (*path, "operating_system")
    if size is None or size not in offered:
        what = f"Fargate offers no task with {service.cpu} CPU units" + (" for Windows" if windows and size else "")
        facts = (("found", str(service.cpu)), ("allowed", cpus))
        hint = _next_pair(service, newest=True) or f"one of {cpus}; 1024 units are one vCPU"
        yield _CPU.broken((*path, "cpu"), what, hint, facts=facts, also=(system,) if size else ())
        return
    if service.memory not in size.memory:
        what = f"Fargate offers no task with {service.cpu} CPU units and {service.memory} MiB of memory"
        facts = (("found", f"{service.memory} MiB"), (f"allowed with {service.cpu}", f"{sizes.amounts(size)} MiB"))
        hint = _next_pair(service, newest=True) or f"memory: {size.memory[-1]} is the most"
        yield _PAIR.broken(
            (*path, "memory"), what, hint, facts=facts, also=((*path, "cpu"), (*path, "operating_system"))
        )
    if size.only_on_newest and service.platform_version == platforms.OLD_LINUX:
        what = f"{service.cpu} CPU units need platform version 1.4.0"
        hint = "write `platform_version: LATEST`"
        yield _NEWEST.broken((*path, "cpu"), what, hint, also=((*path, "platform_version"),))
    if size.cpu == sizes.NEW_ROW:
        what = "32 vCPU is so new that not every account and Region may have it"
        yield _ROW.broken((*path, "cpu"), what, "`cpu: 16384` is the largest size offered everywhere")


def _next_pair(service: Workload, *, newest: bool) -> str:
    pair = sizes.smallest_holding(service.cpu, service.memory, windows=service.windows, newest=newest)
    return f"the next pair that holds both is `cpu: {pair[0]}` with `memory: {pair[1]}`" if pair else ""


def _storage(service: Workload, path: Path) -> Iterator[Finding]:
    asked, included = service.ephemeral_storage_gib, limits.INCLUDED_STORAGE
    if asked == included:
        return
    path = (*path, "ephemeral_storage_gib")
    if not limits.EPHEMERAL_STORAGE.holds(asked):
        what = f"a task cannot have {asked} GiB of ephemeral storage"
        facts = (("allowed", f"{included}, which is included, or {limits.EPHEMERAL_STORAGE}"),)
        yield _STORAGE.broken(
            path, what, f"`ephemeral_storage_gib: {included if asked < included else 200}`", facts=facts
        )
    elif service.platform_version == platforms.OLD_LINUX:
        also = ((*path[:-1], "platform_version"),)
        yield _STORAGE_VERSION.broken(
            path,
            "a choice of ephemeral storage needs platform version 1.4.0",
            "write `platform_version: LATEST`",
            also=also,
        )
    elif service.windows:
        what = "AWS's pages disagree on whether Windows tasks can have more ephemeral storage"
        also = ((*path[:-1], "operating_system"),)
        yield _STORAGE_WINDOWS.broken(path, what, "leave it at 20 if registration is refused", also=also)


def _count(service: Workload, path: Path) -> Iterator[Finding]:
    path = (*path, "desired_count")
    if service.desired_count < 0:
        what = f"a service cannot run {service.desired_count} tasks"
        yield _COUNT.broken(path, what, "0 stops the service, 1 is the default")
    elif service.desired_count > limits.TASKS_PER_SERVICE.most:
        what = f"{service.desired_count} tasks are above a service's default quota of {limits.TASKS_PER_SERVICE.most}"
        hint = "`aws service-quotas list-service-quotas --service-code ecs` prints your account's"
        yield _QUOTA.broken(path, what, hint)
