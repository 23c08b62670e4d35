"""A service and its task definition as one: what `startup` makes the steps of."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.proof.inventory import Inventory, Where, where_of
from sealane.records import replace
from sealane.startup.secret_references import uses
from sealane.startup.step import Kind, Resource
from sealane.world.gaps import Noun
from sealane.world.services import Cluster, Service
from sealane.world.stores import Parameter, Secret
from sealane.world.tasks import SecretReference, Setting, TaskDefinition
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.world import World

_OFF = Known(False)  # noqa: FBT003 - a value, not a switch
_LATEST = Known("LATEST")


def task_of(service: Service, world: World, inventory: Inventory) -> Value[TaskDefinition]:
    """Return the task definition with what the service and its cluster decide, and with the keys of its secrets.

    A setting that is not known counts as AWS's default, and is said among what is hidden.
    """
    found = world.find(TaskDefinition, service.task_definition)
    if not isinstance(found, Known):
        return found
    hidden = [
        value
        for value in (service.platform_version, service.exec_enabled, service.service_connect)
        if not isinstance(value, Known)
    ]
    if not hidden and _as_it_is(service, found.value):
        return Known(_with_keys(found.value, service.setting, inventory, world))
    cluster = world.find(Cluster, service.cluster) if _on(service.exec_enabled) else None
    task = replace(
        found.value,
        platform_version=service.platform_version.value if isinstance(service.platform_version, Known) else "LATEST",
        exec_enabled=_on(service.exec_enabled),
        service_connect=_on(service.service_connect),
        hidden=(*found.value.hidden, *hidden),
    )
    if isinstance(cluster, Known):
        task = replace(
            task,
            exec_key=cluster.value.exec_key,
            exec_log_group=cluster.value.exec_log_group,
            exec_bucket=cluster.value.exec_bucket,
        )
    return Known(_with_keys(task, service.setting, inventory, world))


def _as_it_is(service: Service, task: TaskDefinition) -> bool:
    """Tell whether a service and its cluster decide nothing that its task definition does not say already."""
    if service.exec_enabled != _OFF or service.service_connect != _OFF:
        return False
    return service.platform_version == _LATEST == Known(task.platform_version)


def _on(value: Value[bool]) -> bool:
    return value == Known(True)  # noqa: FBT003 - a value, not a switch


def _with_keys(task: TaskDefinition, setting: Setting, inventory: Inventory, world: World) -> TaskDefinition:
    """Add the customer managed keys under which the task's secrets are kept.

    Where secrets outside of the source are assumed to stand in nobody's way, one that is only named has AWS's own key.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
    """
    references = any(container.secrets or container.log.secret_options for container in task.containers)
    credentials = any(container.repository_credentials != Known("") for container in task.containers)
    if not references and not credentials:
        return task
    keys, hidden = list(task.keys), list(task.hidden)
    for label, key in (*_of_references(task, setting, inventory), *_of_credentials(task, setting, inventory)):
        if isinstance(key, Known):
            keys += [(label, key.value)] if _customer_managed(key.value) else []
        elif isinstance(key, Unknown) or Noun.SECRETS not in world.source.assumed:
            hidden.append(key)
    return replace(task, keys=tuple(dict.fromkeys(keys)), hidden=tuple(hidden))


def _of_references(task: TaskDefinition, setting: Setting, inventory: Inventory) -> Iterator[tuple[str, Value[str]]]:
    for use in uses(task, setting):
        fact = _store(use.meaning, use.reference, setting, inventory)
        if fact is not None:
            yield f"secret:{use.reference.name}", fact.key


def _of_credentials(task: TaskDefinition, setting: Setting, inventory: Inventory) -> Iterator[tuple[str, Value[str]]]:
    here = Where(setting.region, setting.account.value if isinstance(setting.account, Known) else "")
    for container in task.containers:
        if isinstance(container.repository_credentials, Known) and container.repository_credentials.value:
            secret = inventory.secret(container.repository_credentials.value, here)
            if secret is not None:
                yield f"registry-credentials:{container.name}", secret.key


def _store(
    meaning: Resource | Unknown | Unread, reference: SecretReference, setting: Setting, inventory: Inventory
) -> Secret | Parameter | None:
    if not isinstance(meaning, Resource) or not isinstance(meaning.identifier, Known):
        return None
    identifier = reference.secret_name or meaning.identifier.value
    where = where_of(meaning, setting)
    if meaning.kind is Kind.SECRET:
        return inventory.secret(identifier, where)
    return inventory.parameter(identifier, where)


def _customer_managed(key: str) -> bool:
    """Tell whether a key is the customer's: AWS's own are used without permission of the caller's.

    https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
    """
    return bool(key) and "alias/aws/" not in key
