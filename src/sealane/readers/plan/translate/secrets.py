"""Secrets and parameters; their values are never taken."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import KEY, SECRET
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.readers.plan.translate.documents import document_of
from sealane.readers.plan.translate.settings import arn_of
from sealane.world.policies import Document
from sealane.world.stores import Parameter, Secret
from sealane.world.text import Hole, Partial, Text
from sealane.world.values import Known, Unread, Value


def translate(estate: Estate) -> Iterator[Secret | Parameter]:
    """Yield the secrets with their policies, and the parameters."""
    policies = children(estate, ("aws_secretsmanager_secret_policy",), "secret_arn", SECRET)
    for resource in estate.of("aws_secretsmanager_secret"):
        if estate.key_of(resource) == resource.address:
            yield Secret(
                id=resource.address,
                origin=estate.origin(resource),
                name=resource.text("name"),
                arn=_arn(resource),
                policy=_policy(estate, resource, policies),
                key=_key(estate, resource),
            )
    for resource in estate.of("aws_ssm_parameter"):
        yield Parameter(
            id=resource.address,
            origin=estate.origin(resource),
            name=resource.text("name"),
            arn=_parameter_arn(resource),
            kind=resource.text("type"),
            key=estate.key(resource, "key_id", KEY) if _names_key(resource) else Known(""),
        )


def _arn(resource: Resource) -> Value[Text]:
    """Return the ARN, which ends in six random characters.

    https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
    """
    if resource.literal("arn"):
        return Known(resource.literal("arn"))
    if resource.home.data:
        # What is looked up may be another account's or Region's, so nothing follows from its name.
        return Known(Partial((Hole("the ARN is looked up when it is applied", f"{resource.address}.arn"),)))
    name = resource.text("name")
    if not isinstance(name, Known):
        return name
    text = arn_of(resource, "secretsmanager", f"secret:{name.value}-")
    parts = (text,) if isinstance(text, str) else text.parts
    random = Hole("Secrets Manager ends the ARN with random characters", f"{resource.address}.suffix", plain=True)
    return Known(Partial((*parts, random)))


def _policy(estate: Estate, resource: Resource, policies: Children) -> Value[Document]:
    for other in policies.of(resource.address):
        return document_of(estate, other, "policy")
    if policies.strays:
        return policies.strays[0]
    if resource.home.data and not resource.decided("policy"):
        return Unread(f"the policy of {resource.address} is not in the source", "secretsmanager:GetResourcePolicy")
    return document_of(estate, resource, "policy")


def _key(estate: Estate, resource: Resource) -> Value[str]:
    if resource.home.data and not resource.decided("kms_key_id"):
        return Unread(f"the key of {resource.address} is not in the source", "secretsmanager:DescribeSecret")
    return estate.key(resource, "kms_key_id", KEY)


def _parameter_arn(resource: Resource) -> Value[Text]:
    """Return the ARN, in which the leading slash of a name is not repeated.

    https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
    """
    if resource.literal("arn"):
        return Known(resource.literal("arn"))
    name = resource.text("name")
    if not isinstance(name, Known):
        return name
    return Known(arn_of(resource, "ssm", f"parameter/{name.value.removeprefix('/')}"))


def _names_key(resource: Resource) -> bool:
    """Tell whether the source names a key of its own; where it names none the provider reports AWS's."""
    value = resource.literal("key_id")
    return (bool(value) and value != "alias/aws/ssm") or resource.configured("key_id")
