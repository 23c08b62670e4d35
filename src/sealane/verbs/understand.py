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
    from sealane.verbs.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """The steps of every task asked about, with the endpoints they need and what there is to know about them."""

    source: str
    setting: Setting
    tasks: tuple[TaskSteps, ...]
    needs: tuple[EndpointNeed, ...]
    advice: tuple[tuple[str, Advice], ...] = ()


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
    return Understood(source=request.file, setting=setting, tasks=tasks, needs=endpoint_needs(tasks), advice=found)


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
