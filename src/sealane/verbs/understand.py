"""The tasks that `endpoints` and `policies` are asked about: those of a spec, or a task definition in JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sealane.grammar.partitions import partition_of
from sealane.records import dataclass, replace
from sealane.startup.advice import Advice, advice
from sealane.startup.endpoints import endpoint_needs
from sealane.startup.intent import steps_of, task_of
from sealane.startup.needs import EndpointNeed, TaskSteps
from sealane.startup.sequence import steps
from sealane.verbs.aws import region_of
from sealane.verbs.wanted import read_source, wanted
from sealane.world.tasks import Setting
from sealane.world.values import Known, Unknown, Value

if TYPE_CHECKING:
    from sealane.pricing.bill import Line
    from sealane.verbs.request import Request

USUAL_ZONES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """The steps of every task asked about, with the endpoints they need and what there is to know about them.

    `zones` is how many zones the tasks run in, as many as a spec has that says nothing where that is not known.
    """

    source: str
    setting: Setting
    tasks: tuple[TaskSteps, ...]
    needs: tuple[EndpointNeed, ...]
    advice: tuple[tuple[str, Advice], ...] = ()
    zones: int = USUAL_ZONES


def understand(request: Request, *, account: str = "", platform_version: str = "") -> Understood:
    """Read a spec or a plain `register-task-definition` JSON, recognised by content, and derive its steps.

    Raises:
        InputError: when the file is neither, is wrong, or no Region is named.

    """
    if request.spec is None and not (request.images and not (request.folder / request.file).exists()):
        text = read_source(request)
        if text.lstrip().startswith("{") and not _is_spec(text):
            return _of_definition(request, text, account, platform_version)
    loaded = wanted(request)
    setting = _setting(region_of(request, loaded.spec.region), account)
    tasks = steps_of(loaded.spec, setting)
    found = tuple(
        (name, one) for name in loaded.spec.services for one in advice(task_of(loaded.spec, name, setting), setting)
    )
    zones = max(loaded.spec.network.zone_count, 1)
    return Understood(
        source=request.file, setting=setting, tasks=tasks, needs=endpoint_needs(tasks), advice=found, zones=zones
    )


def costs_of(understood: Understood) -> tuple[Line, ...]:
    """Return what each needed endpoint costs a month in the zones that the tasks run in, in the order of the needs."""
    from sealane.pricing.endpoints import lines_of_needs
    from sealane.verbs.prices import shipped

    return lines_of_needs(understood.needs, understood.zones, understood.setting.region, shipped())


def _is_spec(text: str) -> bool:
    """Whether a JSON object is a spec, which may be written so because JSON is YAML: it says its version."""
    try:
        found = json.loads(text)
    except ValueError:
        return False
    return isinstance(found, dict) and "version" in found and "containerDefinitions" not in found


def _of_definition(request: Request, text: str, account: str, platform_version: str) -> Understood:
    from sealane.readers.task_definition import read

    task = read(text, request.file)
    if platform_version:
        task = replace(task, platform_version=platform_version)
    setting = _setting(region_of(request, ""), account)
    tasks = (TaskSteps(task=task.family, steps=steps(task, setting)),)
    found = tuple((task.family, one) for one in advice(task, setting))
    return Understood(source=request.file, setting=setting, tasks=tasks, needs=endpoint_needs(tasks), advice=found)


def _setting(region: str, account: str) -> Setting:
    known: Value[str] = Known(account) if account else Unknown("no account was named")
    return Setting(partition=partition_of(region).name, region=region, account=known)
