"""Secrets, parameters, log groups, keys and buckets, to facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sealane.readers.capture.translate.shelf import (
    Answer,
    Shelf,
    Unclaimed,
    command_of,
    document_of,
    key_of,
    last_part,
    origin_of,
)
from sealane.readers.json_node import Node
from sealane.world.policies import Document
from sealane.world.stores import NO_POLICY, Key, LogGroup, Parameter, Secret
from sealane.world.values import Known, Unread, Value

_SECRET_POLICY = "secretsmanager:GetResourcePolicy"  # noqa: S105 - a call, not a secret
_KEY_POLICY = "kms:GetKeyPolicy"
_REGION, _ACCOUNT = 3, 4


def secrets(shelf: Shelf) -> Iterator[Secret]:
    """Yield the secrets, never their values.

    https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
    """
    nodes = [
        *shelf.nodes("secretsmanager:ListSecrets", "SecretList"),
        *(answer.node for answer in shelf.answers("secretsmanager:DescribeSecret")),
    ]
    policies = {answer.node.text("ARN"): answer.node for answer in shelf.answers(_SECRET_POLICY)}
    for node in nodes:
        key = key_of(node, "ARN")
        yield Secret(
            id=key,
            origin=origin_of(key, node),
            name=Known(node.text("Name")),
            arn=Known(key),
            policy=_secret_policy(shelf, key, policies),
            key=Known(node.text("KmsKeyId")),
            deleted=Known("DeletedDate" in node.members and node.members["DeletedDate"] is not None),
        )


def parameters(shelf: Shelf) -> Iterator[Parameter]:
    """Yield the parameters, never their values.

    https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterMetadata.html
    """
    for answer in shelf.answers("ssm:DescribeParameters"):
        for node in answer.node.nodes("Parameters"):
            name = key_of(node, "Name")
            arn = node.text("ARN")
            kind = node.text("Type")
            yield Parameter(
                id=arn or name,
                origin=origin_of(arn or name, node),
                name=Known(name),
                arn=Known(arn) if arn else Unread("the answer does not tell the ARN", "ssm:DescribeParameters"),
                kind=Known(kind) if kind else Unread("the answer does not tell the type", "ssm:DescribeParameters"),
                key=Known(_own_key(node.text("KeyId"))),
            )


def log_groups(shelf: Shelf) -> Iterator[LogGroup]:
    """Yield the log groups: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html."""
    for answer in shelf.answers("logs:DescribeLogGroups"):
        for node in answer.node.nodes("logGroups"):
            name = key_of(node, "logGroupName")
            arn = (node.text("logGroupArn") or node.text("arn")).split(":")
            told = len(arn) > _ACCOUNT
            region = arn[_REGION] if told else answer.call.region
            yield LogGroup(
                id=name,
                origin=origin_of(name, node),
                name=Known(name),
                region=Known(region) if region else Unread("the answer does not tell the Region"),
                key=Known(node.text("kmsKeyId")),
                account=Known(arn[_ACCOUNT] if told else ""),
            )


def keys(shelf: Shelf) -> Iterator[Key]:
    """Yield the keys: https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html."""
    nodes = {
        key_of(node, "Arn"): node for node in (a.node.node("KeyMetadata") for a in shelf.answers("kms:DescribeKey"))
    }
    aliases = _aliases(shelf)
    policies = _key_policies(shelf, nodes, aliases)
    for key, node in nodes.items():
        yield Key(
            id=key,
            origin=origin_of(key, node),
            arn=Known(key),
            policy=_key_policy(key, policies),
            enabled=_enabled(node),
            aliases=aliases.get(last_part(key), ()),
        )


def _enabled(node: Node) -> Value[bool]:
    # https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
    state = node.text("KeyState")
    if state:
        return Known(state == "Enabled")
    return Known(node.flag("Enabled", default=True)) if node.has("Enabled") else Unread("the key's state is missing")


def _own_key(key: str) -> str:
    # A SecureString without a key of the customer's has AWS's own.
    return "" if key == "alias/aws/ssm" else key


def _secret_policy(shelf: Shelf, key: str, policies: Mapping[str, Node]) -> Value[Document]:
    if key in policies:
        return Known(document_of(policies[key], "ResourcePolicy") or NO_POLICY)
    for answer in shelf.every(_SECRET_POLICY):
        if answer.call.refused and answer.parameter("SecretId") in {key, ""}:
            return Unread(f"AWS refused {command_of(_SECRET_POLICY)}: {answer.call.error}", _SECRET_POLICY)
    return Unread(f"the answer of {command_of(_SECRET_POLICY)} for {key} is missing", _SECRET_POLICY)


def _key_policy(key: str, policies: Mapping[str, Answer]) -> Value[Document]:
    found = policies.get(key)
    if found is not None and found.call.answered:
        return Known(document_of(found.node, "Policy"))
    if found is not None:
        return Unread(f"AWS refused {command_of(_KEY_POLICY)}: {found.call.error}", _KEY_POLICY)
    return Unread(f"no answer of {command_of(_KEY_POLICY)} names the key {key}", _KEY_POLICY)


def _key_policies(shelf: Shelf, nodes: Mapping[str, Node], aliases: Mapping[str, tuple[str, ...]]) -> dict[str, Answer]:
    by_name = {last_part(key): key for key in nodes} | {key: key for key in nodes}
    by_name |= {alias: by_name[key] for key, names in aliases.items() if key in by_name for alias in names}
    found: dict[str, Answer] = {}
    for answer in shelf.every(_KEY_POLICY):
        named = answer.parameter("KeyId") or answer.one_of(by_name)
        if named in by_name:
            found[by_name[named]] = answer
        elif answer.call.answered:
            shelf.unclaimed.append(Unclaimed(answer.call, "which key it is about"))
    return found


def _aliases(shelf: Shelf) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for node in shelf.nodes("kms:ListAliases", "Aliases"):
        target = node.text("TargetKeyId")
        found[target] = (*found.get(target, ()), node.text("AliasName"))
    return found
