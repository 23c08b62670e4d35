"""Roles and policies as resources of a template."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sealane.world.policies import Organisation, Policy, Role
from sealane.world.world import World
from tests.worlds.render.inexpressible import Inexpressible, known
from tests.worlds.render.template.resource import Names, Resource, logical
from tests.worlds.render.template.texts import Texts

_KINDS = {"scps": "SERVICE_CONTROL_POLICY", "rcps": "RESOURCE_CONTROL_POLICY"}


def resources(world: World, names: Names, texts: Texts) -> Iterator[Resource]:
    """Yield the resources."""
    for role in world.table(Role).values():
        properties: dict[str, object] = {
            "RoleName": known(role.name),
            "AssumeRolePolicyDocument": json.loads(str(known(role.trust))),
            "Policies": [
                {"PolicyName": known(one.name), "PolicyDocument": texts.document(known(one.document))}
                for one in known(role.inline)
            ],
        }
        if known(role.boundary):
            properties["PermissionsBoundary"] = names.ref(known(role.boundary))
        yield Resource(
            type="AWS::IAM::Role",
            name=names.by_key[role.id],
            properties=properties,
            key=role.id,
            origins=(role.origin.name,),
        )
    for policy in world.table(Policy).values():
        yield Resource(
            type="AWS::IAM::ManagedPolicy",
            name=names.by_key[policy.id],
            properties={
                "ManagedPolicyName": known(policy.name),
                "PolicyDocument": texts.document(known(policy.document)),
            },
            key=policy.id,
            origins=(policy.origin.name,),
        )
    for organisation in world.table(Organisation).values():
        for kind, word in _KINDS.items():
            for level in known(getattr(organisation, kind)):
                for policy in level.policies:
                    yield _attached(organisation, policy, word)


def _attached(organisation: Organisation, policy: Policy, kind: str) -> Resource:
    """Attach a policy to the account itself, beside AWS's own one that allows everything."""
    content = json.loads(str(known(policy.document)))
    if all(one["Effect"] == "Allow" for one in content["Statement"]):
        reason = "what an organisation allows above the account"
        raise Inexpressible(reason)
    return Resource(
        type="AWS::Organizations::Policy",
        name=logical("Limit", policy.id),
        properties={"Name": policy.id, "Type": kind, "Content": content, "TargetIds": [organisation.id]},
        origins=(organisation.origin.name,),
    )
