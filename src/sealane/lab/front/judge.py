"""Whether policies let a call through: a role's own, its boundary, and the endpoint's.

Deny before Allow, and no Allow is a denial: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
A statement that cannot be judged keeps nobody out: what the lab denies, AWS denies too, and what it lets through
without having judged it is said (`Judgement.unenforced`). Resource-based policies (of repositories, secrets, buckets,
keys) and the organisation's are not enforced at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sealane.lab.front.callers import Principal
from sealane.lab.front.statements import About, Call, rule
from sealane.records import dataclass, field

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePolicies:
    """What a role may.

    Attributes:
        identity: the policies in it and attached to it.
        boundary: its permissions boundary, `None` without one.
        unread: why some of its policies are not known; then nothing is denied for want of an Allow.

    """

    identity: tuple[Document, ...]
    boundary: Document | None = None
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointPolicy:
    """What an endpoint lets through; `context` has the condition keys that its requests carry, by lower-case name.

    `anybody_only` is for gateway endpoints: an account or ARN as principal means nobody there but the account's root.
    https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
    """

    document: Document
    context: Mapping[str, str] = field(default_factory=dict)
    anybody_only: bool = False
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether a call is let through; if not, by what kind of policy, and whether that one says so outright."""

    allowed: bool
    layer: str = ""
    explicit: bool = False
    unenforced: tuple[str, ...] = ()


IDENTITY, BOUNDARY, ENDPOINT = "identity-based policy", "permissions boundary", "VPC endpoint policy"


class Judge:
    """Knows the policies of roles and endpoints by their keys."""

    def __init__(self, roles: Mapping[str, RolePolicies], endpoints: Mapping[str, EndpointPolicy]) -> None:
        """Take them."""
        self._roles = roles
        self._endpoints = endpoints

    def judge(self, action: str, resource: str, principal: Principal | None, endpoint: str) -> Judgement:
        """Judge one action; without a principal, as of a URL that ECR signed, the endpoint's policy alone counts."""
        carried = self._endpoints.get(endpoint)
        known = {**_of_principal(principal), **_of_resource(resource), **(carried.context if carried else {})}
        call = Call(action=action, resource=resource, principals=_names(principal), context=known)
        unenforced: list[str] = []
        for layer, documents, unread in self._layers(principal, carried):
            named = layer == ENDPOINT
            asked = call
            if named and carried is not None and carried.anybody_only:
                asked = Call(action=action, resource=resource, context=known)
            said = _judge_layer(documents, asked, named=named, unread=unread)
            unenforced += [f"{layer}: {why}" for why in said.unenforced]
            if not said.allowed:
                return Judgement(allowed=False, layer=layer, explicit=said.explicit, unenforced=tuple(unenforced))
        return Judgement(allowed=True, unenforced=tuple(unenforced))

    def _layers(
        self, principal: Principal | None, carried: EndpointPolicy | None
    ) -> list[tuple[str, tuple[Document, ...], tuple[str, ...]]]:
        layers: list[tuple[str, tuple[Document, ...], tuple[str, ...]]] = []
        if principal is not None:
            role = self._roles.get(principal.role, RolePolicies(identity=(), unread=("the role is not known",)))
            layers.append((IDENTITY, role.identity, role.unread))
            if role.boundary is not None:
                layers.append((BOUNDARY, (role.boundary,), ()))
        if carried is not None:
            layers.append((ENDPOINT, (carried.document,), (carried.unread,) if carried.unread else ()))
        return layers


def _judge_layer(documents: tuple[Document, ...], call: Call, *, named: bool, unread: tuple[str, ...]) -> Judgement:
    allowed, perhaps = False, bool(unread)
    unenforced = list(unread)
    for statement in (each for document in documents for each in _statements(document)):
        denies = statement.get("Effect") == "Deny"
        ruling = rule(statement, call, names_principals=named)
        if ruling.about is About.SET_ASIDE:
            unenforced.append(ruling.why)
            perhaps = perhaps or not denies
        elif ruling.about is About.MATCHES and denies:
            return Judgement(allowed=False, explicit=True, unenforced=tuple(unenforced))
        elif ruling.about is About.MATCHES:
            allowed = True
    return Judgement(allowed=allowed or perhaps, unenforced=tuple(unenforced))


def _statements(document: Document) -> list[Mapping[str, Any]]:
    found = document.get("Statement", ())
    listed = [found] if isinstance(found, Mapping) else found
    return [each for each in listed if isinstance(each, Mapping)]


def _names(principal: Principal | None) -> tuple[str, ...]:
    if principal is None:
        return ()
    partition = principal.arn.split(":")[1] if ":" in principal.arn else "aws"
    root = f"arn:{partition}:iam::{principal.account}:root"
    return tuple(name for name in (principal.arn, principal.role_arn, root, principal.account) if name)


def _of_principal(principal: Principal | None) -> dict[str, str]:
    if principal is None:
        return {}
    known = {"aws:principalaccount": principal.account, "aws:principalarn": principal.role_arn}
    return {key: value for key, value in known.items() if value}


def _of_resource(resource: str) -> dict[str, str]:
    parts = resource.split(":")
    account = parts[4] if len(parts) > 4 else ""  # noqa: PLR2004 (the fifth part of an ARN)
    return {"aws:resourceaccount": account} if account.isdigit() else {}
