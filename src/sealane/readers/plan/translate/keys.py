"""KMS keys with their aliases and policies."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import KEY
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.readers.plan.translate.documents import document_of
from sealane.readers.plan.translate.settings import account_part, arn_of, joined
from sealane.world.policies import Document
from sealane.world.stores import Key
from sealane.world.text import Hole, Partial, Text
from sealane.world.values import Known, Unread, Value


def translate(estate: Estate) -> Iterator[Key]:
    """Yield the keys."""
    aliases = children(estate, ("aws_kms_alias",), "target_key_id", KEY)
    policies = children(estate, ("aws_kms_key_policy",), "key_id", KEY)
    for resource in estate.of(*KEY.types):
        if estate.key_of(resource) != resource.address:
            continue
        names = (alias.text("name") for alias in aliases.of(resource.address))
        yield Key(
            id=resource.address,
            origin=estate.origin(resource),
            arn=_arn(resource),
            policy=_policy(estate, resource, policies),
            enabled=_enabled(resource),
            aliases=tuple(name.value for name in names if isinstance(name, Known)),
        )


def name_aliases(estate: Estate) -> None:
    """Let the names of aliases find their keys."""
    for alias in estate.of("aws_kms_alias"):
        key = estate.key(alias, "target_key_id", KEY)
        for name in ("name", "arn"):
            if isinstance(key, Known) and key.value and alias.literal(name):
                estate.register(KEY, alias.literal(name), key.value)


def _arn(resource: Resource) -> Value[Text]:
    if resource.literal("arn"):
        return Known(resource.literal("arn"))
    head = arn_of(resource, "kms", "key/")
    parts = (head,) if isinstance(head, str) else head.parts
    return Known(Partial((*parts, Hole("KMS chooses the key's id", f"{resource.address}.key_id", plain=True))))


def _enabled(resource: Resource) -> Value[bool]:
    state = resource.literal("key_state")
    if resource.home.data and state:
        return Known(state == "Enabled")
    name = "is_enabled" if resource.home.type == "aws_kms_key" else "enabled"
    value = resource.flag(name, default=True)
    return value if isinstance(value, Known) or resource.configured(name) else Known(True)  # noqa: FBT003 - AWS's default


def _policy(estate: Estate, resource: Resource, policies: Children) -> Value[Document]:
    for other in policies.of(resource.address):
        return document_of(estate, other, "policy")
    if policies.strays:
        return policies.strays[0]
    if resource.home.data:
        return Unread(f"the policy of {resource.address} is not in the source", "kms:GetKeyPolicy")
    document = document_of(estate, resource, "policy")
    return Known(_default_policy(resource)) if document == Known("") else document


def _default_policy(resource: Resource) -> Text:
    """Return the policy of a key that is made without one: the account, and so its IAM policies, may do anything.

    https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    """
    partition = resource.home.setting.partition
    return joined(
        [
            f'{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"arn:{partition}:iam::',
            account_part(resource),
            ':root"},"Action":"kms:*","Resource":"*"}]}',
        ]
    )
