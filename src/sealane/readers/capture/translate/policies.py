"""Customer managed policies, to facts; AWS's too where the capture has them."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Answer, Shelf, Unclaimed, document_of, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.policies import Policy
from sealane.world.values import Known, Unread, Value

_POLICY = "iam:GetPolicy"
_POLICIES = "iam:ListPolicies"
_VERSION = "iam:GetPolicyVersion"
_DETAILS = "iam:GetAccountAuthorizationDetails"


def policies(shelf: Shelf) -> Iterator[Policy]:
    """Yield the policies with the document of their default version.

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html
    """
    for node in shelf.nodes(_DETAILS, "Policies"):
        yield _policy(node, _default_of(node))
    known = [
        *shelf.nodes(_POLICIES, "Policies"),
        *(answer.node.node("Policy") for answer in shelf.answers(_POLICY)),
    ]
    named = {key_of(node, "Arn"): node for node in known}
    versions = _versions(shelf, named)
    for key, node in named.items():
        yield _policy(node, _document(shelf, key, node, versions.get(key, ())))


def _policy(node: Node, document: Value[str]) -> Policy:
    key = key_of(node, "Arn")
    return Policy(
        id=key,
        origin=origin_of(key, node),
        name=Known(node.text("PolicyName")),
        document=document,
        arn=Known(key),
    )


def _default_of(node: Node) -> Value[str]:
    for version in node.nodes("PolicyVersionList"):
        if version.flag("IsDefaultVersion", default=False):
            return Known(document_of(version, "Document"))
    return Unread(f"the default version of {node.text('Arn')} is not in the answer", _DETAILS)


def _document(shelf: Shelf, key: str, policy: Node, answers: tuple[Answer, ...]) -> Value[str]:
    default = policy.text("DefaultVersionId")
    for answer in answers:
        version = answer.node.node("PolicyVersion")
        if version.text("VersionId") == default or (not default and version.flag("IsDefaultVersion", default=False)):
            return Known(document_of(version, "Document"))
    for answer in shelf.every(_VERSION):
        if answer.call.refused and answer.parameter("PolicyArn") in {key, ""}:
            return Unread(f"AWS refused version {default} of {key}: {answer.call.error}", answer.call.action)
    command = f"`aws iam get-policy-version --policy-arn {key} --version-id {default or 'ID'}`"
    return Unread(f"the answer of {command} is missing", _VERSION)


def _versions(shelf: Shelf, named: dict[str, Node]) -> dict[str, tuple[Answer, ...]]:
    by_name = {node.text("PolicyName"): key for key, node in named.items()}
    found: dict[str, tuple[Answer, ...]] = {}
    for answer in shelf.answers(_VERSION):
        key = answer.parameter("PolicyArn") or answer.one_of(named) or by_name.get(answer.one_of(by_name), "")
        if key:
            found[key] = (*found.get(key, ()), answer)
        else:
            shelf.unclaimed.append(Unclaimed(answer.call, "which policy it is about"))
    return found
