"""References by name, alias or short id, to the keys of the facts they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sealane.readers.capture.translate.shelf import Shelf, key_of, last_part
from sealane.records import replace
from sealane.world.policies import Role
from sealane.world.services import Cluster, Service
from sealane.world.stores import Bucket, Key, LogGroup, Parameter, Secret
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known, Unread, Value
from sealane.world.world import Fact

_DEFINITION = "ecs:DescribeTaskDefinition"


def with_keys(facts: list[Fact], shelf: Shelf) -> list[Fact]:
    """Return the facts with every reference that means a fact among them turned into its key."""
    keys = _names_of_keys(facts)
    roles = {_text(fact.name): fact.id for fact in facts if isinstance(fact, Role)}
    clusters = {_text(fact.name): fact.id for fact in facts if isinstance(fact, Cluster)}
    definitions = _names_of_definitions(shelf)
    found: list[Fact] = []
    for fact in _told_apart(facts):
        match fact:
            case Secret() | Parameter() | LogGroup() | Bucket():
                found.append(replace(fact, key=_named(fact.key, keys)))
            case Cluster():
                found.append(replace(fact, exec_key=_named(fact.exec_key, keys)))
            case TaskDefinition():
                found.append(
                    replace(
                        fact,
                        execution_role=_named(fact.execution_role, roles),
                        task_role=_named(fact.task_role, roles),
                    )
                )
            case Service():
                found.append(
                    replace(
                        fact,
                        cluster=_named(fact.cluster, clusters),
                        task_definition=_definition(fact.task_definition, definitions),
                    )
                )
            case _:
                found.append(fact)
    return found


def _told_apart(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts; a log group whose name is elsewhere too has its Region, or its account with it, in its key."""
    seen: dict[str, tuple[Value[str], Value[str]]] = {}
    for fact in facts:
        if isinstance(fact, LogGroup) and (place := seen.setdefault(fact.id, (fact.region, fact.account))) != (
            fact.region,
            fact.account,
        ):
            account = f"@{_text(fact.account)}" if place[1] != fact.account else ""
            yield replace(fact, id=f"{fact.id}@{_text(fact.region)}{account}")
        else:
            yield fact


def _names_of_keys(facts: list[Fact]) -> dict[str, str]:
    found: dict[str, str] = {}
    for fact in facts:
        if isinstance(fact, Key):
            head = fact.id.rpartition(":")[0]
            for name in (last_part(fact.id), *fact.aliases, *(f"{head}:{alias}" for alias in fact.aliases)):
                found[name] = fact.id
    return found


def _names_of_definitions(shelf: Shelf) -> Mapping[str, str]:
    """Return the task definitions by `family:revision`, and by what was asked for where the call's parameters tell."""
    found: dict[str, str] = {}
    for answer in shelf.answers(_DEFINITION):
        key = key_of(answer.node.node("taskDefinition"), "taskDefinitionArn")
        found[key] = key
        found[last_part(key.rpartition(":")[0]) + ":" + key.rpartition(":")[2]] = key
        if answer.parameter("taskDefinition"):
            found[answer.parameter("taskDefinition")] = key
    return found


def _definition(value: Value[str], definitions: Mapping[str, str]) -> Value[str]:
    if not isinstance(value, Known) or value.value in definitions:
        return Known(definitions[value.value]) if isinstance(value, Known) else value
    if not last_part(value.value).isdigit():
        # A family alone means its latest revision, which only AWS knows.
        # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskDefinition.html
        return Unread(f"which revision of {value.value} is the latest", _DEFINITION)
    return value


def _named(value: Value[str], names: Mapping[str, str]) -> Value[str]:
    return Known(names.get(value.value, value.value)) if isinstance(value, Known) else value


def _text(value: Value[str]) -> str:
    return value.value if isinstance(value, Known) else ""
