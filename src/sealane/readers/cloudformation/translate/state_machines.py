"""Step Functions state machines, as far as their states run ECS tasks.

https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.clusters import CLUSTER
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.translate.security_groups import GROUP
from sealane.readers.cloudformation.translate.services import public_address, runs_on_fargate
from sealane.readers.cloudformation.translate.subnets import SUBNET
from sealane.readers.cloudformation.translate.task_definitions import TASK_DEFINITION, task_definition_key
from sealane.readers.cloudformation.values import Evaluated, Spelled, spelled
from sealane.world.gaps import Gap, Noun
from sealane.world.services import RunnerKind, Service
from sealane.world.text import Hole, parts_of
from sealane.world.values import Known, Unknown

_MACHINE = "AWS::StepFunctions::StateMachine"
_RUNS = re.compile(r"arn:[^:]+:states:::ecs:runTask(\..+)?")
_MARK = "\ue000"
_MARKED = re.compile(f"{_MARK}(\\d+){_MARK}")
_VARIABLE = re.compile(r"\$\{([A-Za-z0-9_-]+)\}")
_MAX_DEPTH = 60


def state_machines(holdings: Holdings) -> Iterator[Finding]:
    """Yield a runner for each state that runs a task on Fargate; a machine that cannot be read is a gap."""
    for resource in holdings.of(_MACHINE):
        definition = _definition(fields_of(resource, holdings))
        if isinstance(definition, Unknown):
            yield Gap(
                noun=Noun.SERVICES, why=Unknown(f"the states of {resource.key} are not known: {definition.reason}")
            )
            continue
        for name, state in _states(definition):
            yield from _runner(resource, name, state, holdings)


def _definition(fields: Fields) -> Evaluated | Unknown:
    if fields.has("Definition"):
        return fields.raw("Definition")
    if not fields.has("DefinitionString"):
        return Unknown("they are kept outside of the template")
    found = fields.partial("DefinitionString")
    if not isinstance(found, Known):
        return Unknown(found.reason)
    return _parsed(_substituted(found.value, fields.inner("DefinitionSubstitutions")))


def _substituted(text: Spelled, values: Fields) -> Spelled:
    parts: list[Spelled] = []
    for part in (text,) if isinstance(text, Hole) else parts_of(text):
        if isinstance(part, Hole):
            parts.append(part)
            continue
        end = 0
        for match in _VARIABLE.finditer(part):
            if values.has(match[1]):
                raw = values.raw(match[1])
                value = Hole("a list") if isinstance(raw, list | dict) else values.holdings.spell(raw)
                parts += [part[end : match.start()], value]
                end = match.end()
        parts.append(part[end:])
    return spelled(parts)


def _parsed(text: Spelled) -> Evaluated | Unknown:
    """Read JSON text with holes: each hole is marked, and put back into the texts where it stood."""
    holes: list[Hole] = []
    written: list[str] = []
    for part in (text,) if isinstance(text, Hole) else parts_of(text):
        if isinstance(part, Hole):
            written.append(f"{_MARK}{len(holes)}{_MARK}")
            holes.append(part)
        else:
            written.append(part)
    try:
        document = json.loads("".join(written))
    except (ValueError, RecursionError):
        return Unknown("the definition is no JSON before it is deployed")
    return _filled(document, holes, 0)


def _filled(value: object, holes: list[Hole], depth: int) -> Evaluated:
    if depth > _MAX_DEPTH:
        return Hole("the definition is nested too deeply")
    if isinstance(value, dict):
        return {str(key): _filled(inner, holes, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, holes, depth + 1) for inner in value]
    if not isinstance(value, str):
        return value if isinstance(value, int | None) else str(value)
    if value.startswith(("$.", "$[", "{%")):
        return Hole("the state's input decides it")
    pieces = _MARKED.split(value)
    odd = (holes[int(piece)] if place % 2 else piece for place, piece in enumerate(pieces))
    return spelled(odd)


def _states(definition: Evaluated, depth: int = 0) -> Iterator[tuple[str, dict[str, Evaluated]]]:
    """Yield every state with its name, those inside of maps and parallel branches too."""
    if not isinstance(definition, dict) or depth > _MAX_DEPTH:
        return
    states = definition.get("States")
    for name, state in states.items() if isinstance(states, dict) else ():
        if not isinstance(state, dict):
            continue
        yield name, state
        branches = state.get("Branches")
        inner = [state.get("Iterator"), state.get("ItemProcessor"), *(branches if isinstance(branches, list) else ())]
        for one in inner:
            yield from _states(one, depth + 1)


def _runner(resource: Resource, name: str, state: dict[str, Evaluated], holdings: Holdings) -> Iterator[Finding]:
    calls = state.get("Resource")
    if not isinstance(calls, list | dict) and not _RUNS.fullmatch(str(holdings.spell(calls))):
        return
    outer = Fields(state, holdings, f"{resource.key}.{name}")
    if not outer.has("Parameters") and not outer.has("Arguments"):
        return
    fields = outer.inner("Parameters" if outer.has("Parameters") else "Arguments")
    fields = Fields(_decided(fields.members), holdings, fields.path, fields.opaque)
    cluster = fields.key("Cluster", CLUSTER)
    task = task_definition_key(fields.key("TaskDefinition", TASK_DEFINITION), holdings)
    if not runs_on_fargate(fields, task, cluster, holdings):
        return
    network = fields.inner("NetworkConfiguration").inner("AwsvpcConfiguration")
    network = Fields(_decided(network.members), holdings, network.path, network.opaque)
    key = f"{resource.key}#{name}"
    yield Service(
        id=key,
        origin=resource.origin,
        name=Known(key),
        task_definition=task,
        subnets=network.keys("Subnets", SUBNET),
        security_groups=network.keys("SecurityGroups", GROUP),
        setting=holdings.setting,
        kind=RunnerKind.STATE_MACHINE,
        public_address=public_address(network),
        platform_version=fields.text("PlatformVersion", "LATEST"),
        exec_enabled=fields.flag("EnableExecuteCommand", default=False),
        cluster=cluster,
    )


def _decided(members: dict[str, Evaluated] | object) -> dict[str, Evaluated]:
    """Return parameters under their plain names: `Name.$` takes its value from the state's input."""
    found = members if isinstance(members, dict) else {}
    return {
        name.removesuffix(".$"): Hole("the state's input decides it") if name.endswith(".$") else value
        for name, value in found.items()
    }
