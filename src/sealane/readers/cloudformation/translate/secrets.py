"""Secrets of Secrets Manager, and what a text that names one means."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.fields import fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.translate.keys import key_of
from sealane.readers.cloudformation.translate.naming import chosen_name, known_text
from sealane.readers.cloudformation.translate.own_policies import own_policies
from sealane.readers.cloudformation.values import Spelled
from sealane.world.stores import NO_POLICY, Secret
from sealane.world.text import Hole, parts_of
from sealane.world.values import Known

SECRET = "AWS::SecretsManager::Secret"  # noqa: S105 - the name of a type
_POLICY = "AWS::SecretsManager::ResourcePolicy"
_SUFFIX = ".suffix"


def secrets(holdings: Holdings) -> Iterator[Finding]:
    """Yield secrets, never what is in them.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-secretsmanager-secret.html
    """
    policies = own_policies(holdings, _POLICY, "SecretId", "ResourcePolicy", SECRET)
    for resource in holdings.of(SECRET):
        fields = fields_of(resource, holdings)
        yield Secret(
            id=resource.key,
            origin=resource.origin,
            name=chosen_name(fields, "Name"),
            arn=known_text(holdings.arn(resource)),
            policy=policies.get(resource.key, Known(NO_POLICY)),
            key=key_of(fields, "KmsKeyId", holdings),
        )


def secret_in(text: Spelled, holdings: Holdings) -> str:
    """Return the key of the secret whose ARN a text begins with, an empty text when it is none of the template's.

    A JSON key, version stage and version id may follow the ARN.
    """
    if isinstance(text, Hole):
        return ""
    parts = parts_of(text)
    for place, part in enumerate(parts):
        key = part.token.removesuffix(_SUFFIX) if isinstance(part, Hole) and part.token.endswith(_SUFFIX) else ""
        resource = holdings.resources.get(key)
        if resource is None or resource.kind != SECRET:
            continue
        arn = holdings.arn(resource)
        whole = not isinstance(arn, Hole) and parts[: place + 1] == parts_of(arn)
        return key if whole and all(str(rest).startswith(":") for rest in parts[place + 1 : place + 2]) else ""
    return ""
