"""What the tasks of a world name, told by the steps of their start: roles, secrets, repositories, log groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from sealane.records import dataclass, replace
from sealane.startup.sequence import steps
from sealane.startup.step import Kind, MountTarget, Resource
from sealane.world.gaps import Noun
from sealane.world.services import Cluster, Service
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known, Value

F = TypeVar("F")
_NOUNS = {
    Kind.ROLE: Noun.ROLES,
    Kind.REPOSITORY: Noun.REPOSITORIES,
    Kind.SECRET: Noun.SECRETS,
    Kind.PARAMETER: Noun.PARAMETERS,
    Kind.LOG_GROUP: Noun.LOG_GROUPS,
    Kind.BUCKET: Noun.BUCKETS,
    Kind.OBJECT: Noun.BUCKETS,
    Kind.KEY: Noun.KEYS,
    Kind.FILE_SYSTEM: Noun.FILE_SYSTEMS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Something that a task names, by the identifier that its step has, with the Region and account it is in."""

    noun: Noun
    identifier: str
    region: str = ""
    account: str = ""


def references(
    services: Iterable[Service], definitions: Mapping[str, TaskDefinition], clusters: Mapping[str, Cluster]
) -> tuple[Reference, ...]:
    """Return what the tasks name, as their services run them, each once."""
    found: dict[Reference, None] = {}
    for service in services:
        definition = _value(definitions, service.task_definition)
        if definition is not None:
            cluster = _value(clusters, service.cluster)
            found |= dict.fromkeys(_of(as_run(service, definition, cluster), service.setting))
    return tuple(found)


def as_run(service: Service, task: TaskDefinition, cluster: Cluster | None) -> TaskDefinition:
    """Return a task definition with what its service and cluster decide; what is not known counts as AWS's default."""
    platform, exec_on, connect = service.platform_version, service.exec_enabled, service.service_connect
    task = replace(
        task,
        platform_version=platform.value if isinstance(platform, Known) else "LATEST",
        exec_enabled=isinstance(exec_on, Known) and exec_on.value,
        service_connect=isinstance(connect, Known) and connect.value,
    )
    if cluster is None or not task.exec_enabled:
        return task
    return replace(
        task, exec_key=cluster.exec_key, exec_log_group=cluster.exec_log_group, exec_bucket=cluster.exec_bucket
    )


def _of(task: TaskDefinition, setting: Setting) -> Iterator[Reference]:
    for step in steps(task, setting):
        if isinstance(step.carrier, MountTarget) and isinstance(step.carrier.file_system_id, Known):
            yield Reference(
                noun=Noun.FILE_SYSTEMS,
                identifier=step.carrier.file_system_id.value,
                region=setting.region,
                account=_own(setting.account),
            )
        for call in step.calls:
            for resource in call.resources:
                yield from _reference(resource, setting)


def _reference(resource: Resource, setting: Setting) -> Iterator[Reference]:
    noun = _NOUNS.get(resource.kind)
    if noun is None or not isinstance(resource.identifier, Known) or not resource.identifier.value:
        return
    identifier = resource.identifier.value
    if noun is Noun.BUCKETS:
        identifier = identifier.partition("/")[0]
    if noun is Noun.REPOSITORIES:
        identifier = identifier.partition("/")[2] if "." in identifier.partition("/")[0] else identifier
    if identifier != "*":
        account = "" if noun is Noun.BUCKETS else _own(resource.account) or _own(setting.account)
        region = _own(resource.region) or setting.region
        yield Reference(noun=noun, identifier=identifier, region=region, account=account)


def _own(value: Value[str]) -> str:
    return value.value if isinstance(value, Known) else ""


def _value(facts: Mapping[str, F], key: Value[str]) -> F | None:
    return facts.get(key.value) if isinstance(key, Known) else None
