"""Policies of an organisation that a source attaches itself."""

from __future__ import annotations

import json

from sealane.readers.plan.read import world_of_plan
from sealane.world.gaps import Noun
from sealane.world.policies import Organisation
from sealane.world.values import Known
from sealane.world.world import World
from tests.unit.readers.plan.plan_document import Document, plan, refers, resource

DENY = json.dumps({"Statement": [{"Effect": "Deny", "Action": "ecr:*", "Resource": "*"}]})
POLICY = resource("aws_organizations_policy.p", {"name": "no-ecr", "content": DENY, "type": "SERVICE_CONTROL_POLICY"})


def attached(values: Document, **expressions: Document) -> World:
    """Return the world of a plan that attaches the policy."""
    given = {"policy_id": refers("aws_organizations_policy.p.id"), **expressions}
    return world_of_plan(
        plan(POLICY, resource("aws_organizations_policy_attachment.a", values, module="", **given)), "p"
    )


def test_policy_of_an_account_binds_it() -> None:
    """What is attached to an account is its own, and everything else above it is assumed."""
    world = attached({"target_id": "111122223333"})
    scps = world.table(Organisation)["111122223333"].scps
    assert isinstance(scps, Known)
    assert [policy.name for policy in scps.value[0].policies] == [Known("FullAWSAccess"), Known("no-ecr")]
    assert Noun.ORGANISATIONS in world.source.assumed
    assert world.gap(Noun.ORGANISATIONS) is None


def test_policy_of_nobody_knows_whom_may_bind_the_account() -> None:
    """What is attached to a unit, a root or an undecided target may bind the account, and nothing is assumed then."""
    for world in (attached({"target_id": "ou-ab12-11111111"}), attached({}, target_id=refers("local.undecided"))):
        assert world.table(Organisation) == {}
        assert world.gap(Noun.ORGANISATIONS) is not None
        assert Noun.ORGANISATIONS not in world.source.assumed
