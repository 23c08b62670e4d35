"""Statements that policies lack; a Deny that somebody wrote is never taken away."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sealane.fixes.case import Case
from sealane.fixes.change import Proposal, changed
from sealane.proof.blocks.permissions import LayerDenies, Need, RoleLacks, RoleNotAssumable
from sealane.records import replace
from sealane.verdicts.judgement import Layer
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.policies import Policy, Role
from sealane.world.stores import NO_POLICY, Bucket, FileSystem, Key, Repository, Secret
from sealane.world.values import Known
from sealane.world.world import Fact

_HOLE = re.compile(r"«[^»]*»")
_VERSION = "2012-10-17"
_ECS_TASKS = "ecs-tasks.amazonaws.com"
_OWNERS = (Repository, Secret, Bucket, Key, FileSystem)
Statement = dict[str, Any]


def allow_role(block: RoleLacks, case: Case) -> Proposal | None:
    """Give the role a policy of its own with exactly what is lacking."""
    del case
    role = block.role
    if not isinstance(role.inline, Known):
        return None
    document = {"Version": _VERSION, "Statement": statements(block.needs)}
    # Named after what it is for, so that two such policies of one role do not take each other's place.
    name = "-".join(("start", *dict.fromkeys(need.action.partition(":")[0] for need in block.needs)))
    policy = Policy(
        id=f"{role.id}#{name}",
        origin=role.origin,
        name=Known(name),
        document=Known(json.dumps(document)),
    )
    return changed(role, replace(role, inline=Known((*role.inline.value, policy))))


def statements(needs: Iterable[Need], hole: str | None = "*") -> list[Statement]:
    """Return an Allow for each set of resources with the same actions.

    What is not known of an ARN is a `*`, or left as it is shown when `hole` is `None`.
    """
    by_resource: dict[str, list[str]] = {}
    for need in needs:
        resource = need.resource if hole is None else _HOLE.sub(hole, need.resource)
        by_resource.setdefault(resource, []).append(need.action)
    by_actions: dict[tuple[str, ...], list[str]] = {}
    for resource, actions in by_resource.items():
        by_actions.setdefault(tuple(dict.fromkeys(actions)), []).append(resource)
    return [
        {"Effect": "Allow", "Action": list(actions), "Resource": resources} for actions, resources in by_actions.items()
    ]


def allow_by_layer(block: LayerDenies, case: Case) -> Proposal | None:
    """Add an Allow to a policy of an endpoint or of a resource that is silent about the call."""
    if block.statements:
        return None
    if block.layer is Layer.ENDPOINT:
        return _endpoint(block, case)
    if block.layer in {Layer.RESOURCE, Layer.KEY}:
        return _resource(block, case)
    return None


def trust_ecs(block: RoleNotAssumable, case: Case) -> Proposal | None:
    """Let ECS tasks assume the role."""
    role = case.world.table(Role).get(block.name)
    if role is None:
        return None
    allow: Statement = {"Effect": "Allow", "Principal": {"Service": _ECS_TASKS}, "Action": "sts:AssumeRole"}
    trust = _with(role.trust.value if isinstance(role.trust, Known) else None, [allow])
    return None if trust is None else changed(role, replace(role, trust=Known(trust)))


def _endpoint(block: LayerDenies, case: Case) -> Proposal | None:
    endpoint = case.world.table(Endpoint).get(block.subject_name)
    if endpoint is None or not isinstance(endpoint.policy, Known):
        return None
    # A gateway endpoint takes no other principal: https://docs.aws.amazon.com/vpc/latest/privatelink/
    # vpc-endpoints-access.html, and nobody's role signs the download of a layer.
    everyone = endpoint.kind is EndpointKind.GATEWAY
    principal = "*" if everyone else _principal(block.role)
    allows = [{"Principal": principal} | statement for statement in statements(block.needs)]
    policy = _with(endpoint.policy.value, allows)
    return None if policy is None else changed(endpoint, replace(endpoint, policy=Known(policy)))


def _resource(block: LayerDenies, case: Case) -> Proposal | None:
    owner = next((one for one in _facts(case) if one.origin == block.origin), None)
    principal = _principal(block.role)
    if owner is None or principal == "*":
        return None
    policy = getattr(owner, "policy", None)
    if not isinstance(policy, Known):
        return None
    allows: list[Statement] = [{"Principal": principal} | one for one in statements(block.needs)]
    if isinstance(owner, Repository):
        # A repository's policy is about that repository, so its statements name none.
        allows = [{key: value for key, value in one.items() if key != "Resource"} for one in allows]
    document = _with(None if policy.value == NO_POLICY else policy.value, allows)
    return None if document is None else changed(owner, replace(owner, policy=Known(document)))  # type: ignore[type-var]


def _facts(case: Case) -> Iterable[Fact]:
    return (fact for kind in _OWNERS for fact in case.world.table(kind).values())


def _principal(role: Role | None) -> Any:  # noqa: ANN401 - `*` or an object, as policies write principals
    """Return a role as a policy names it; `*` when it is not known."""
    if role is None or not isinstance(role.arn, Known) or not isinstance(role.arn.value, str):
        return "*"
    return {"AWS": role.arn.value}


def _with(document: object, allows: list[Statement]) -> str | None:
    """Return a policy with more statements; `None` when it cannot be read."""
    if document is None:
        return json.dumps({"Version": _VERSION, "Statement": allows})
    parsed: object = document
    if isinstance(document, str):
        try:
            parsed = json.loads(document)
        except ValueError:
            return None
    if not isinstance(parsed, Mapping):
        return None
    found = parsed.get("Statement")
    before = list(found) if isinstance(found, list) else [found] if isinstance(found, Mapping) else None
    if before is None:
        return None
    return json.dumps({**parsed, "Statement": [*before, *allows]})
