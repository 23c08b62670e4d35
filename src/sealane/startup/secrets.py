"""Secrets of Secrets Manager, read before the containers start."""

from __future__ import annotations

from sealane.startup.card import Card
from sealane.startup.compose import decrypt, step
from sealane.startup.journeys import before_containers
from sealane.startup.secret_references import Use, uses
from sealane.startup.step import Call, Kind, Principal, Resource, Step, StepName
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known, Unknown, Unread

CARD = Card(
    name=StepName.SECRETS,
    title="Fargate reads secrets from Secrets Manager",
    sources=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
    ),
)


def derive(task: TaskDefinition, setting: Setting) -> tuple[Step, ...]:
    """Return one step for each secret, and for each reference of which nobody knows yet what it is."""
    return tuple(_read(use, task, setting) for use in uses(task, setting) if not _parameter(use))


def _parameter(use: Use) -> bool:
    return isinstance(use.meaning, Resource) and use.meaning.kind is Kind.PARAMETER


def _read(use: Use, task: TaskDefinition, setting: Setting) -> Step:
    name, meaning = use.reference.name, use.meaning
    if isinstance(meaning, Unknown | Unread):
        because = f"container {use.container} takes {use.purpose} {name} from a secret or a parameter"
        return step(CARD, name, because, before_containers("secretsmanager", meaning, task, setting))
    call = Call(principal=Principal.EXECUTION_ROLE, actions=("secretsmanager:GetSecretValue",), resources=(meaning,))
    return step(
        CARD,
        name,
        f"container {use.container} takes {use.purpose} {name} from Secrets Manager",
        before_containers("secretsmanager", meaning.region, task, setting),
        call,
        *decrypt(task, f"secret:{name}", "secretsmanager"),
    )


def secret_behind(parameter: Resource, setting: Setting) -> Resource | None:
    """Return the secret that a parameter stands for: names under one reserved path pass through to Secrets Manager.

    https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html
    """
    if not isinstance(parameter.identifier, Known):
        return None
    _, reserved, name = parameter.identifier.value.partition("/aws/reference/secretsmanager/")
    if not reserved:
        return None
    region = parameter.region if parameter.region != Known("") else Known(setting.region)
    return Resource(kind=Kind.SECRET, identifier=Known(name), region=region, account=parameter.account)
