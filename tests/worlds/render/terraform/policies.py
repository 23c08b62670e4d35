"""Roles, customer managed policies, policies of organisations as Terraform resources."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sealane.world.policies import Organisation, OrganisationLevel, Policy, Role
from sealane.world.world import World
from tests.worlds.render.inexpressible import Inexpressible, known
from tests.worlds.render.terraform.block import Attribute, Block, Json, Ref
from tests.worlds.render.terraform.naming import name_of

_KINDS = {"SERVICE_CONTROL_POLICY": "scps", "RESOURCE_CONTROL_POLICY": "rcps"}


def blocks(world: World) -> Iterator[Block]:
    """Yield the resources."""
    for role in world.table(Role).values():
        yield from _role(role)
    for policy in world.table(Policy).values():
        name = known(policy.name)
        yield Block(
            type="aws_iam_policy",
            name=name_of(policy.id),
            values={"name": name, "policy": Json(str(known(policy.document)))},
            key=policy.id,
            minted=dict.fromkeys(("id", "arn"), f"arn:aws:iam::111122223333:policy/{name}"),
            origins=(policy.origin.name,),
        )
    for organisation in world.table(Organisation).values():
        for kind, field in _KINDS.items():
            for level in known(getattr(organisation, field)):
                yield from _attached(organisation, kind, level)


def _role(role: Role) -> Iterator[Block]:
    name = known(role.name)
    values: dict[str, Attribute] = {"name": name, "assume_role_policy": Json(str(known(role.trust)))}
    if known(role.boundary):
        values["permissions_boundary"] = Ref(known(role.boundary), "arn")
    yield Block(
        type="aws_iam_role",
        name=name_of(role.id),
        values=values,
        key=role.id,
        minted={"id": name, "arn": str(known(role.arn))},
        origins=(role.origin.name,),
    )
    for policy in known(role.inline):
        yield Block(
            type="aws_iam_role_policy",
            name=name_of(role.id),
            values={
                "role": Ref(role.id, "name"),
                "name": known(policy.name),
                "policy": Json(str(known(policy.document))),
            },
            minted={"id": f"{name}:{known(policy.name)}"},
        )


def _attached(organisation: Organisation, kind: str, level: OrganisationLevel) -> Iterator[Block]:
    """Attach a policy to the account itself, beside AWS's own one that allows everything.

    Terraform of one account says nothing of the levels above it, and beside a policy that allows everything one that
    allows less takes nothing away.
    """
    for policy in level.policies:
        document = json.loads(str(known(policy.document)))
        if all(one["Effect"] == "Allow" for one in document["Statement"]):
            reason = "what an organisation allows above the account"
            raise Inexpressible(reason)
        name = name_of(policy.id)
        values: dict[str, Attribute] = {"name": name, "type": kind, "content": Json(str(known(policy.document)))}
        yield Block(
            type="aws_organizations_policy", name=name, values=values, key=policy.id, minted={"id": f"p-{name}"}
        )
        yield Block(
            type="aws_organizations_policy_attachment",
            name=name,
            values={"policy_id": Ref(policy.id), "target_id": organisation.id},
            minted={"id": f"{organisation.id}:p-{name}"},
            origins=(organisation.origin.name,),
        )
