"""KMS keys with their aliases."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.pseudo import ACCOUNT, PARTITION
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.translate.naming import known_text
from sealane.readers.cloudformation.values import spelled
from sealane.world.policies import Document
from sealane.world.stores import Key
from sealane.world.text import Hole, Partial
from sealane.world.values import Known, Value

KEY = "AWS::KMS::Key"
ALIAS = "AWS::KMS::Alias"


def keys(holdings: Holdings) -> Iterator[Finding]:
    """Yield keys.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-kms-key.html
    """
    aliases: dict[str, list[str]] = {}
    for resource in holdings.of(ALIAS):
        fields = fields_of(resource, holdings)
        target, name = fields.key("TargetKeyId", KEY), fields.text("AliasName")
        if isinstance(target, Known) and isinstance(name, Known):
            aliases.setdefault(target.value, []).append(name.value)
    for resource in holdings.of(KEY):
        fields = fields_of(resource, holdings)
        yield Key(
            id=resource.key,
            origin=resource.origin,
            arn=known_text(holdings.arn(resource)),
            policy=fields.document("KeyPolicy") if fields.has("KeyPolicy") else _default_policy(holdings),
            enabled=fields.flag("Enabled", default=True),
            aliases=tuple(aliases.get(resource.key, ())),
        )


def key_of(fields: Fields, name: str, holdings: Holdings) -> Value[str]:
    """Return the key that a property names, also through an alias that the template makes."""
    found = fields.key(name, KEY, ALIAS)
    resource = holdings.resources.get(found.value) if isinstance(found, Known) else None
    if resource is None or resource.kind != ALIAS:
        return found
    return fields_of(resource, holdings).key("TargetKeyId", KEY)


def _default_policy(holdings: Holdings) -> Value[Document]:
    """Return the policy of a key that names none: the account's own policies decide.

    https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    """
    partition, account = (holdings.pseudo(name) or "" for name in (PARTITION, ACCOUNT))
    root = spelled(["arn:", partition, ":iam::", account, ":root"])
    principal = {"AWS": Partial((root,)) if isinstance(root, Hole) else root}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "kms:*", "Resource": "*"}
    return Known({"Version": "2012-10-17", "Statement": [statement]})
