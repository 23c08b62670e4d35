"""A judge made from a world."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sealane.lab.front.callers import Principal
from sealane.lab.front.judge import ENDPOINT, IDENTITY, Judgement
from sealane.lab.front.policies import judge_of
from sealane.records import replace
from sealane.world.endpoints import Endpoint
from sealane.world.policies import Policy, Role
from sealane.world.text import Hole, Partial
from sealane.world.values import Known, Origin, Unknown
from tests.worlds.healthy import EXECUTION_ROLE, healthy

_ACTION = "ecr:GetAuthorizationToken"
_MANAGED = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
_ORIGIN = Origin(name="test")


def _judged(
    *facts: Role | Policy | Endpoint, action: str = _ACTION, resource: str = "*", endpoint: str = ""
) -> Judgement:
    world = healthy(*facts)
    session = f"{EXECUTION_ROLE.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/task"
    principal = Principal(role=EXECUTION_ROLE, arn=session, role_arn=EXECUTION_ROLE)
    return judge_of(world).judge(action, resource, principal, endpoint)


def _role(**changes: Any) -> Role:
    own = healthy().table(Role)[EXECUTION_ROLE]
    return replace(own, **{"inline": Known(()), **changes})


def _policy(document: object) -> Policy:
    return Policy(id="p", origin=_ORIGIN, name=Known("p"), document=document)  # type: ignore[arg-type] # as each test has it


def test_the_healthy_world_allows_what_its_role_needs() -> None:
    """A pull is allowed, something that nobody gave is not."""
    assert _judged() == Judgement(allowed=True)
    assert _judged(action="iam:CreateUser") == Judgement(allowed=False, layer=IDENTITY)


@pytest.mark.parametrize(
    ("changes", "allowed", "enforced"),
    [
        ({}, False, True),
        ({"attached": Known((_MANAGED,))}, True, True),
        ({"attached": Known(("p",))}, True, True),
        ({"attached": Known(("arn:aws:iam::aws:policy/NobodyKnowsThis",))}, True, False),
        ({"attached": Unknown("later")}, True, False),
        ({"inline": Unknown("later")}, True, False),
        ({"attached": Known((_MANAGED,)), "boundary": Known("q")}, True, False),
        ({"attached": Known((_MANAGED,)), "boundary": Known("p")}, True, True),
    ],
)
def test_policies_are_taken_from_where_they_are(changes: dict[str, object], *, allowed: bool, enforced: bool) -> None:
    """Written in, attached, AWS's own or a boundary; what is not known keeps nobody out and is told."""
    document = {"Statement": [{"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}]}
    said = _judged(_role(**changes), _policy(Known(json.dumps(document))))
    assert (said.allowed, not said.unenforced) == (allowed, enforced)


def test_a_part_that_is_decided_at_apply_leaves_its_statement_open_alone() -> None:
    """In a text and in a parsed document alike; the statement beside it is enforced."""
    account = Hole(reason="the account", token="account")
    resource = Partial(("arn:aws:ecr:us-east-1:", account, ":repository/app"))
    known = {"Effect": "Deny", "Action": "logs:*", "Resource": "*"}
    text = Partial(
        (
            '{"Statement": [{"Effect": "Allow", "Action": "ecr:*", "Resource": "arn:aws:ecr:us-east-1:',
            account,
            ':repository/app"}, {"Effect": "Deny", "Action": "logs:*", "Resource": "*"}]}',
        )
    )
    parsed = {"Statement": [{"Effect": "Allow", "Action": "ecr:*", "Resource": resource}, known]}
    for document in (text, parsed):
        facts = (_role(attached=Known(("p",))), _policy(Known(document)))
        opened = _judged(*facts)
        assert opened.allowed
        assert opened.unenforced
        assert _judged(*facts, action="logs:PutLogEvents").explicit
        assert not _judged(*facts, action="ssm:GetParameters").allowed


def test_an_endpoints_policy_and_id_are_the_worlds() -> None:
    """The policy that the world has is enforced, with the id of the endpoint as a condition."""
    key, endpoint = next((key, each) for key, each in healthy().table(Endpoint).items() if "ecr.api" in str(each))
    allow = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    for vpce, allowed in ((key, True), ("vpce-0", False)):
        document = {"Statement": [{**allow, "Condition": {"StringEquals": {"aws:SourceVpce": vpce}}}]}
        changed = replace(endpoint, policy=Known(document), aws_id=Known(key))
        said = _judged(changed, endpoint=key)
        assert said == Judgement(allowed=allowed, layer="" if allowed else ENDPOINT)
