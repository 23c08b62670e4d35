"""Putting a step together from its card and its journey, and the resources that many steps name."""

from __future__ import annotations

from sealane.startup.card import Card
from sealane.startup.journeys import Journey
from sealane.startup.step import Call, Kind, Principal, Resource, Step
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known, Value


def step(card: Card, subject: str, because: str, journey: Journey, *calls: Call, starts: bool = True) -> Step:
    """Return a step of the card's name; its source is the card's first link."""
    return Step(
        name=card.name,
        subject=subject,
        because=because,
        host=journey.host,
        port=journey.port,
        interface=journey.interface,
        carrier=journey.carrier,
        calls=calls,
        source=card.sources[0],
        starts=starts,
    )


def here(kind: Kind, identifier: Value[str], setting: Setting) -> Resource:
    """Return a resource in the task's own Region and account."""
    return Resource(kind=kind, identifier=identifier, region=Known(setting.region), account=setting.account)


def decrypt(task: TaskDefinition, label: str, through: str) -> tuple[Call, ...]:
    """Return the `kms:Decrypt` for the customer managed keys that protect what `label` names, if there are any.

    The service asks KMS in the role's name, so no endpoint for KMS is needed:
    https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
    """
    keys = tuple(Resource(kind=Kind.KEY, identifier=Known(arn)) for what, arn in task.keys if what == label)
    return (_decrypt(keys, through),) if keys else ()


def _decrypt(keys: tuple[Resource, ...], through: str) -> Call:
    return Call(principal=Principal.EXECUTION_ROLE, actions=("kms:Decrypt",), resources=keys, through=through)
