"""What the secret references of a task mean: a secret, a parameter, or something that is not known yet."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.grammar.arns import ArnProblem, ParameterValue, SecretValue, parse_value_from
from sealane.records import dataclass
from sealane.startup.compose import here
from sealane.startup.step import Kind, Resource
from sealane.world.tasks import SecretReference, Setting, TaskDefinition
from sealane.world.values import Known, Unknown, Unread

Meaning = Resource | Unknown | Unread
"""A resource of kind `SECRET` or `PARAMETER`, or the reason why it is not known which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One reference with the container that makes it and what it is for: `variable` or `log option`."""

    container: str
    purpose: str
    reference: SecretReference
    meaning: Meaning


def uses(task: TaskDefinition, setting: Setting) -> Iterator[Use]:
    """Yield every entry of `secrets` and `secretOptions`, container by container."""
    for container in task.containers:
        groups = (("variable", container.secrets), ("log option", container.log.secret_options))
        for purpose, references in groups:
            for reference in references:
                meaning = meaning_of(reference, setting)
                yield Use(container=container.name, purpose=purpose, reference=reference, meaning=meaning)


def meaning_of(reference: SecretReference, setting: Setting) -> Meaning:
    """Return what a reference names; an ARN says its own Region and account, a name is in the task's."""
    if reference.secret_name:
        return here(Kind.SECRET, Known(reference.secret_name), setting)
    if not isinstance(reference.value_from, Known):
        return reference.value_from
    try:
        value = parse_value_from(reference.value_from.value)
    except ArnProblem as problem:
        return Unknown(problem.what)
    return _resource(value, setting)


def _resource(value: SecretValue | ParameterValue, setting: Setting) -> Resource:
    kind = Kind.SECRET if isinstance(value, SecretValue) else Kind.PARAMETER
    if value.arn is None:
        return here(kind, Known(value.name), setting)
    return Resource(
        kind=kind,
        identifier=Known(str(value.arn)),
        region=Known(value.arn.region),
        account=Known(value.arn.account),
    )
