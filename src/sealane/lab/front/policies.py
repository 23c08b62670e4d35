"""The policies of a world's roles and endpoints, as a judge takes them.

A part that is decided at apply becomes a mark in the text, so that only the statement around it is set aside.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sealane.grammar.managed_policies import managed_policy
from sealane.lab.front.judge import Document, EndpointPolicy, Judge, RolePolicies
from sealane.lab.front.statements import HOLE
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.policies import Policy, Role
from sealane.world.text import Partial, parts_of
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.vpcs import Vpc
from sealane.world.world import World


def judge_of(world: World) -> Judge:
    """Return a judge who knows every role and every endpoint of a world."""
    return Judge(
        roles={key: _role(world, role) for key, role in world.table(Role).items()},
        endpoints={key: _endpoint(world, endpoint) for key, endpoint in world.table(Endpoint).items()},
    )


def _role(world: World, role: Role) -> RolePolicies:
    documents: list[Document] = []
    unread: list[str] = []
    for found in _policies(world, role):
        if isinstance(found, str):
            unread.append(found)
        else:
            documents.append(found)
    boundary: Document | str | None = "the permissions boundary is not known"
    if isinstance(role.boundary, Known):
        boundary = _attached(world, role.boundary.value) if role.boundary.value else None
    if isinstance(boundary, str):
        unread.append(boundary)
    return RolePolicies(
        identity=tuple(documents),
        boundary=None if isinstance(boundary, str) else boundary,
        unread=tuple(unread),
    )


def _policies(world: World, role: Role) -> Iterator[Document | str]:
    """Give each policy's document, or why there is none."""
    if isinstance(role.inline, Known):
        for policy in role.inline.value:
            yield _read(policy.document)
    else:
        yield role.inline.reason
    if isinstance(role.attached, Known):
        for key in role.attached.value:
            yield _attached(world, key)
    else:
        yield role.attached.reason


def _attached(world: World, key: str) -> Document | str:
    own = world.table(Policy).get(key)
    if own is not None:
        return _read(own.document)
    return managed_policy(key) or f"{key} is not known"


def _endpoint(world: World, endpoint: Endpoint) -> EndpointPolicy:
    document = _read(endpoint.policy)
    vpc = world.find(Vpc, endpoint.vpc)
    context = {"aws:sourcevpce": _own_id(endpoint)}
    if isinstance(vpc, Known):
        context["aws:sourcevpc"] = _own_id(vpc.value)
    return EndpointPolicy(
        document={} if isinstance(document, str) else document,
        context={key: own for key, own in context.items() if own},
        anybody_only=endpoint.kind is EndpointKind.GATEWAY,
        unread=document if isinstance(document, str) else "",
    )


def _own_id(fact: Endpoint | Vpc) -> str:
    """Return AWS's id of a fact, empty when it is decided at apply."""
    if not isinstance(fact.aws_id, Known) or not isinstance(fact.aws_id.value, str):
        return ""
    return fact.aws_id.value or (fact.id if fact.id.startswith(("vpc-", "vpce-")) else "")


def _read(document: Value[Any]) -> Document | str:
    """Return a policy's document, or why it cannot be read."""
    if not isinstance(document, Known):
        return document.reason
    value = document.value
    if isinstance(value, Mapping):
        return _marked(value)  # type: ignore[no-any-return] # a mapping stays one
    try:
        read = json.loads(_text(value))
    except ValueError:
        return "a policy whose text cannot be read"
    return read if isinstance(read, Mapping) else "a policy that is no JSON object"


def _marked(value: object) -> Any:  # noqa: ANN401 (any value of JSON)
    if isinstance(value, Mapping):
        return {_text(key): _marked(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(each) for each in value]
    if isinstance(value, Partial):
        return _text(value)
    return HOLE if isinstance(value, Unknown | Unread) else value


def _text(value: str | Partial) -> str:
    return "".join(part if isinstance(part, str) else HOLE for part in parts_of(value))
