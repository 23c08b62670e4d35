"""Roles and customer managed policies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import POLICY, ROLE, ROLE_NAME
from sealane.readers.plan.resource import Part, Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.readers.plan.translate.documents import document_of
from sealane.readers.plan.translate.role_arns import arn_of_entity, arn_of_role
from sealane.records import dataclass
from sealane.world.policies import Policy, Role
from sealane.world.values import Known, Origin, Unknown, Unread, Value

_INLINE: Final = ("aws_iam_role_policy",)
_ATTACHMENT: Final = ("aws_iam_role_policy_attachment",)
_EXCLUSIVE: Final = ("aws_iam_role_policy_attachments_exclusive",)


@dataclass(frozen=True, slots=True)
class _Said:
    """What other resources say about roles."""

    inline: Children
    attachments: Children
    exclusive: Children
    shared: dict[str, list[str]]
    strays: tuple[Unknown | Unread, ...]


def name_arns(estate: Estate) -> None:
    """Let the ARNs that roles and policies will have find them."""
    for resource in estate.managed("aws_iam_role"):
        arn = arn_of_role(resource)
        if isinstance(arn, str):
            estate.register(ROLE, arn, resource.address)
    for resource in estate.managed("aws_iam_policy"):
        arn = arn_of_entity(resource, "policy")
        if isinstance(arn, str):
            estate.register(POLICY, arn, resource.address)


def translate(estate: Estate) -> Iterator[Role | Policy]:
    """Yield the roles with what is written into them and attached to them, and the customer managed policies."""
    shared, strays = _shared(estate)
    said = _Said(
        children(estate, _INLINE, "role", ROLE_NAME),
        children(estate, _ATTACHMENT, "role", ROLE_NAME),
        children(estate, _EXCLUSIVE, "role_name", ROLE_NAME),
        shared,
        strays,
    )
    for resource in estate.of("aws_iam_role"):
        if estate.key_of(resource) == resource.address:
            yield _role(estate, resource, said)
    for resource in estate.of("aws_iam_policy"):
        if estate.key_of(resource) == resource.address:
            yield _policy(estate, resource)


def _role(estate: Estate, resource: Resource, said: _Said) -> Role:
    if resource.home.data:
        refused = f"the policies of {resource.address} are not in the source"
        inline: Value[tuple[Policy, ...]] = Unread(refused, "iam:ListRolePolicies")
        attached: Value[tuple[str, ...]] = Unread(refused, "iam:ListAttachedRolePolicies")
    else:
        inline, attached = _inline(estate, resource, said), _attached(estate, resource, said)
    return Role(
        id=resource.address,
        origin=estate.origin(resource),
        name=resource.text("name"),
        arn=Known(arn_of_role(resource)),
        trust=document_of(estate, resource, "assume_role_policy"),
        inline=inline,
        attached=attached,
        boundary=estate.key(resource, "permissions_boundary", POLICY),
    )


def _inline(estate: Estate, resource: Resource, said: _Said) -> Value[tuple[Policy, ...]]:
    if said.inline.strays:
        return said.inline.strays[0]
    found: dict[str, Policy] = {}
    parts = resource.blocks("inline_policy")
    if isinstance(parts, Unknown):
        if resource.configured("inline_policy"):
            return parts
    else:
        gone = _gone(estate, resource, _INLINE, "name") if "inline_policy" not in resource.expressions else frozenset()
        for part in parts:
            name = part.literal("name")
            if name not in gone and part.values:
                found[name or part.path] = _written(estate, part, f"{resource.address}.inline_policy")
    for child in said.inline.of(resource.address):
        found[child.literal("name") or child.address] = _written(estate, child, child.address)
    return Known(tuple(found.values()))


def _written(estate: Estate, part: Part, key: str) -> Policy:
    return Policy(
        id=f"{key}[{part.literal('name')}]" if part.path else key,
        origin=Origin(part.address),
        name=part.text("name"),
        document=document_of(estate, part, "policy"),
    )


def _attached(estate: Estate, resource: Resource, said: _Said) -> Value[tuple[str, ...]]:
    for why in (*said.attachments.strays, *said.exclusive.strays, *said.strays):
        return why
    own = estate.keys(resource, "managed_policy_arns", POLICY)
    if not isinstance(own, Known):
        return own
    found = dict.fromkeys(own.value)
    if "managed_policy_arns" not in resource.expressions:
        gone = _gone(estate, resource, _ATTACHMENT, "policy_arn")
        found = dict.fromkeys(key for key in found if key not in gone)
    for child in said.attachments.of(resource.address):
        policy = estate.key(child, "policy_arn", POLICY)
        if not isinstance(policy, Known):
            return policy
        found[policy.value] = None
    for child in said.exclusive.of(resource.address):
        policies = estate.keys(child, "policy_arns", POLICY)
        if not isinstance(policies, Known):
            return policies
        found.update(dict.fromkeys(policies.value))
    return Known((*found, *(key for key in said.shared.get(resource.address, ()) if key not in found)))


def _gone(estate: Estate, resource: Resource, types: tuple[str, ...], name: str) -> frozenset[str]:
    """Return what resources of their own had given the role when it was last read; those that remain give it again."""
    found = set()
    for old in estate.previous(*types):
        if estate.key(old, "role", ROLE_NAME) == Known(resource.address):
            value = estate.key(old, name, POLICY) if name == "policy_arn" else old.text(name)
            found.update([value.value] if isinstance(value, Known) else [])
    return frozenset(found)


def _shared(estate: Estate) -> tuple[dict[str, list[str]], tuple[Unknown | Unread, ...]]:
    """Return the policies that `aws_iam_policy_attachment` attaches, by role."""
    found: dict[str, list[str]] = {}
    strays: list[Unknown | Unread] = []
    for resource in estate.managed("aws_iam_policy_attachment"):
        roles, policy = estate.keys(resource, "roles", ROLE_NAME), estate.key(resource, "policy_arn", POLICY)
        if not isinstance(roles, Known):
            strays.append(roles)
        elif not isinstance(policy, Known):
            strays.append(policy)
        else:
            for role in roles.value:
                found.setdefault(role, []).append(policy.value)
    return found, tuple(strays)


def _policy(estate: Estate, resource: Resource) -> Policy:
    return Policy(
        id=resource.address,
        origin=estate.origin(resource),
        name=resource.text("name"),
        document=document_of(estate, resource, "policy"),
        arn=Known(arn_of_entity(resource, "policy")),
    )
