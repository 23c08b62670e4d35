"""IAM roles with the policies written into them, attached to them and bounding them, to facts."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Answer, Shelf, Unclaimed, document_of, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.policies import Policy, Role
from sealane.world.values import Known, Unread, Value

_ROLE = "iam:GetRole"
_ROLES = "iam:ListRoles"
_DETAILS = "iam:GetAccountAuthorizationDetails"
_INLINE = "iam:GetRolePolicy"
_INLINE_NAMES = "iam:ListRolePolicies"
_ATTACHED = "iam:ListAttachedRolePolicies"
_Written = dict[str, dict[str, Node]]


def roles(shelf: Shelf) -> Iterator[Role]:
    """Yield the roles: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html."""
    for answer in shelf.answers(_DETAILS):
        for node in answer.node.nodes("RoleDetailList"):
            yield _detailed(node)
    listed = {key_of(node, "Arn"): node for node in shelf.nodes(_ROLES, "Roles")}
    asked = {key_of(node, "Arn"): node for node in (answer.node.node("Role") for answer in shelf.answers(_ROLE))}
    names = [node.text("RoleName") for node in (listed | asked).values()]
    inline_names = _by_role(shelf, _INLINE_NAMES, names)
    attached = _by_role(shelf, _ATTACHED, names)
    written = _by_policy(shelf)
    detailed = {node.text("Arn") for node in shelf.nodes(_DETAILS, "RoleDetailList")}
    for key, node in (listed | asked).items():
        if key in detailed:
            continue
        name = key_of(node, "RoleName")
        yield Role(
            id=key,
            origin=origin_of(key, node),
            name=Known(name),
            arn=Known(key),
            trust=_document(node, "AssumeRolePolicyDocument", _ROLE),
            inline=_inline(shelf, key, name, inline_names.get(name), written),
            attached=_attached(shelf, name, attached.get(name)),
            boundary=_boundary(node, whole=key in asked),
        )


def _detailed(node: Node) -> Role:
    """Return the role: https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html."""
    key = key_of(node, "Arn")
    return Role(
        id=key,
        origin=origin_of(key, node),
        name=Known(key_of(node, "RoleName")),
        arn=Known(key),
        trust=_document(node, "AssumeRolePolicyDocument", _DETAILS),
        inline=Known(tuple(_policy(key, item) for item in node.nodes("RolePolicyList"))),
        attached=Known(tuple(key_of(item, "PolicyArn") for item in node.nodes("AttachedManagedPolicies"))),
        boundary=_boundary(node, whole=True),
    )


def _inline(shelf: Shelf, key: str, name: str, listed: Answer | None, written: _Written) -> Value[tuple[Policy, ...]]:
    if listed is None or not listed.call.answered:
        return _why(shelf, _INLINE_NAMES, name, listed)
    documents = written.get(name, {})
    return Known(
        tuple(
            _policy(key, documents[policy]) if policy in documents else _unread_policy(shelf, listed, key, policy)
            for policy in listed.node.texts("PolicyNames")
        )
    )


def _by_policy(shelf: Shelf) -> _Written:
    found: dict[str, dict[str, Node]] = {}
    for answer in shelf.answers(_INLINE):
        found.setdefault(answer.node.text("RoleName"), {})[answer.node.text("PolicyName")] = answer.node
    return found


def _policy(role: str, node: Node) -> Policy:
    name = key_of(node, "PolicyName")
    return Policy(
        id=f"{role}#{name}",
        origin=origin_of(f"{role}#{name}", node),
        name=Known(name),
        document=_document(node, "PolicyDocument", _INLINE),
    )


def _unread_policy(shelf: Shelf, listed: Answer, role: str, name: str) -> Policy:
    refused = (
        answer.call
        for answer in shelf.every(_INLINE)
        if answer.call.refused and answer.parameter("PolicyName") in {name, ""}
    )
    because = next((f"AWS refused it: {call.error}" for call in refused), "its answer is missing")
    why = Unread(f"`aws iam get-role-policy --policy-name {name}`: {because}", _INLINE)
    return Policy(id=f"{role}#{name}", origin=origin_of(f"{role}#{name}", listed.node), name=Known(name), document=why)


def _attached(shelf: Shelf, name: str, answer: Answer | None) -> Value[tuple[str, ...]]:
    if answer is None or not answer.call.answered:
        return _why(shelf, _ATTACHED, name, answer)
    return Known(tuple(key_of(node, "PolicyArn") for node in answer.node.nodes("AttachedPolicies")))


def _boundary(node: Node, *, whole: bool) -> Value[str]:
    # `ListRoles` leaves the boundary out: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
    if whole or node.has("PermissionsBoundary"):
        return Known(node.node("PermissionsBoundary").text("PermissionsBoundaryArn"))
    return Unread("`aws iam list-roles` does not tell a role's boundary", _ROLE)


def _document(node: Node, key: str, action: str) -> Value[str]:
    found = document_of(node, key)
    return Known(found) if found else Unread(f"`{node.at(key)}` is not in the answer", action)


def _why(shelf: Shelf, call: str, role: str, answer: Answer | None) -> Unread:
    if answer is not None:
        return Unread(f"AWS refused {call} of {role}: {answer.call.error}", answer.call.action)
    if any(other.call.refused for other in shelf.every(call)):
        return shelf.why_not(call)
    return Unread(f"no answer of {call} names the role {role}", call)


def _by_role(shelf: Shelf, call: str, names: list[str]) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for answer in shelf.every(call):
        role = answer.parameter("RoleName") or answer.one_of(names)
        if role:
            found[role] = answer
        elif answer.call.answered:
            shelf.unclaimed.append(Unclaimed(answer.call, "which role it is about"))
    return found
