"""IAM roles with the policies written into them and attached to them, and managed policies of the customer's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, reason_of, unplaced
from sealane.readers.cloudformation.translate.naming import chosen_name, known_text
from sealane.world.gaps import Noun
from sealane.world.policies import Policy, Role
from sealane.world.values import Known, Origin, Unknown, Unread, Value

ROLE = "AWS::IAM::Role"
_MANAGED = "AWS::IAM::ManagedPolicy"
_INLINE = ("AWS::IAM::Policy", "AWS::IAM::RolePolicy")


@dataclass(slots=True)
class _Parts:
    """What stands outside of a role and belongs to it; a doubt leaves unknown what the role may do."""

    inline: list[Policy] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    doubts: list[Unknown | Unread] = field(default_factory=list)


def roles(holdings: Holdings) -> Iterator[Finding]:
    """Yield roles and managed policies.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html
    """
    parts: dict[str, _Parts] = {}
    for resource in (*holdings.of(*_INLINE, _MANAGED), *holdings.doubtful(*_INLINE, _MANAGED)):
        yield from _take(resource, parts, holdings)
    for resource in holdings.of(ROLE):
        yield _role(resource, fields_of(resource, holdings), parts.get(resource.key, _Parts()), holdings)
    for resource in holdings.of(_MANAGED):
        fields = fields_of(resource, holdings)
        yield Policy(
            id=resource.key,
            origin=resource.origin,
            name=chosen_name(fields, "ManagedPolicyName"),
            document=fields.document("PolicyDocument"),
            arn=known_text(holdings.arn(resource)),
        )


def _take(resource: Resource, parts: dict[str, _Parts], holdings: Holdings) -> Iterator[Finding]:
    fields = fields_of(resource, holdings)
    names = fields.keys("RoleName" if resource.kind == "AWS::IAM::RolePolicy" else "Roles", ROLE)
    if not isinstance(names, Known):
        yield unplaced(Noun.ROLES, resource, names)
        for role in holdings.of(ROLE):
            parts.setdefault(role.key, _Parts()).doubts.append(names)
        return
    for name in names.value:
        part = parts.setdefault(name, _Parts())
        if resource.maybe is not None:
            part.doubts.append(reason_of(resource))
        elif resource.kind == _MANAGED:
            part.attached.append(resource.key)
        else:
            part.inline.append(_policy(fields, resource.key, resource.origin))


def _policy(fields: Fields, key: str, origin: Origin) -> Policy:
    return Policy(id=key, origin=origin, name=fields.text("PolicyName"), document=fields.document("PolicyDocument"))


def _role(resource: Resource, fields: Fields, part: _Parts, holdings: Holdings) -> Role:
    written, hidden = fields.items("Policies")
    own = tuple(_policy(one, f"{resource.key}#{place}", resource.origin) for place, one in enumerate(written))
    attached = fields.keys("ManagedPolicyArns", _MANAGED)
    doubts = [*hidden, *part.doubts]
    return Role(
        id=resource.key,
        origin=resource.origin,
        name=chosen_name(fields, "RoleName"),
        arn=known_text(holdings.arn(resource)),
        trust=fields.document("AssumeRolePolicyDocument"),
        inline=doubts[0] if doubts else Known((*own, *part.inline)),
        attached=_more(attached, part.attached),
        boundary=fields.key("PermissionsBoundary", _MANAGED),
    )


def _more(attached: Value[tuple[str, ...]], further: list[str]) -> Value[tuple[str, ...]]:
    return Known((*attached.value, *further)) if isinstance(attached, Known) else attached
