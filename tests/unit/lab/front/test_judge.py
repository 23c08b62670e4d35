"""What policies let through, and what was not enforced of them."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.lab.front.callers import Principal
from sealane.lab.front.judge import BOUNDARY, ENDPOINT, IDENTITY, EndpointPolicy, Judge, Judgement, RolePolicies
from sealane.lab.front.statements import HOLE

_ARN = "arn:aws:ecr:us-east-1:123456789012:repository/app"
_ROLE = Principal(
    role="exec",
    arn="arn:aws:sts::123456789012:assumed-role/exec/task",
    role_arn="arn:aws:iam::123456789012:role/exec",
)
_PULL = {"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "*"}


def _identity(*statements: dict[str, Any], action: str = "ecr:BatchGetImage", resource: str = _ARN) -> Judgement:
    judge = Judge({"exec": RolePolicies(identity=({"Statement": list(statements)},))}, {})
    return judge.judge(action, resource, _ROLE, "")


def _endpoint(statement: dict[str, Any], principal: Principal | None = _ROLE, *, gateway: bool = False) -> Judgement:
    policy = EndpointPolicy(
        document={"Statement": statement}, context={"aws:sourcevpce": "vpce-1"}, anybody_only=gateway
    )
    allowing = RolePolicies(identity=({"Statement": _PULL},))
    return Judge({"exec": allowing}, {"e": policy}).judge("ecr:BatchGetImage", _ARN, principal, "e")


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({}, True),
        ({"Action": ["ECR:batchgetimage"]}, True),
        ({"Action": "ecr:Batch*"}, True),
        ({"Action": "*"}, True),
        ({"Action": "ecr:GetAuthorizationToken"}, False),
        ({"Action": "ecr:BatchGetImag"}, False),
        ({"Resource": _ARN}, True),
        ({"Resource": "arn:aws:ecr:*:123456789012:repository/a??"}, True),
        ({"Resource": "arn:aws:ecr:*:123456789012:repository/a?"}, False),
        ({"Resource": ["arn:aws:ecr:us-east-1:123456789012:repository/other"]}, False),
        ({"Resource": "arn:aws:ecr:us-east-1:123456789012:repository.app"}, False),
        ({"Condition": {"StringEquals": {"aws:PrincipalAccount": ["123456789012"]}}}, True),
        ({"Condition": {"StringEquals": {"AWS:principalaccount": "1"}}}, False),
    ],
)
def test_an_allow_is_judged_by_action_resource_and_known_condition(change: dict[str, Any], allowed: bool) -> None:  # noqa: FBT001 (a table's column)
    """What does not match is no permission, and everything was enforced."""
    said = _identity({**_PULL, **change})
    assert said == Judgement(allowed=allowed, layer="" if allowed else IDENTITY)


def test_a_deny_wins_and_is_told_apart_from_no_allow() -> None:
    """A matching Deny is explicit, one that is about something else changes nothing."""
    deny = {"Effect": "Deny", "Action": "ecr:*", "Resource": _ARN}
    assert _identity(_PULL, deny) == Judgement(allowed=False, layer=IDENTITY, explicit=True)
    assert _identity(_PULL, {**deny, "Resource": f"{_ARN}2"}).allowed
    assert _identity(_PULL, {"Effect": "Deny", "NotAction": "ecr:*", "Resource": "*"}).allowed
    assert not _identity(_PULL, {"Effect": "Deny", "NotAction": "logs:*", "Resource": "*"}).allowed


@pytest.mark.parametrize(
    "unknown",
    [
        {"Condition": {"StringLike": {"aws:PrincipalAccount": "1*"}}},
        {"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        {"Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1"}}},
        {"Condition": {"StringEquals": {"aws:PrincipalAccount": HOLE}}},
        {"Condition": {"StringEquals": {"aws:PrincipalAccount": "${aws:PrincipalOrgID}"}}},
        {"Resource": f"arn:aws:ecr:us-east-1:{HOLE}:repository/app"},
        {"Resource": "arn:aws:ecr:us-east-1:123456789012:repository/${aws:PrincipalTag/team}"},
        {"NotResource": "arn:aws:s3:::bucket"},
    ],
)
def test_what_cannot_be_judged_keeps_nobody_out_and_is_told(unknown: dict[str, Any]) -> None:
    """Neither as an Allow nor as a Deny does it deny, and both say that it was not enforced."""
    base = {key: value for key, value in _PULL.items() if key != "Resource" or "NotResource" not in unknown}
    allow = _identity({**base, **unknown})
    deny = _identity(_PULL, {**base, **unknown, "Effect": "Deny"})
    assert (allow.allowed, deny.allowed) == (True, True)
    assert len(allow.unenforced) == len(deny.unenforced) == 1
    about_another = _identity({**base, **unknown, "Action": "logs:PutLogEvents"})
    assert about_another == Judgement(allowed=False, layer=IDENTITY)


def test_an_unknown_resource_is_judged_by_statements_about_everything() -> None:
    """Of a call whose resource the lab does not know, `*` decides, and a narrower Resource is not enforced."""
    assert _identity(_PULL, resource="") == Judgement(allowed=True)
    narrow = _identity({**_PULL, "Resource": _ARN}, resource="")
    assert narrow.allowed
    assert narrow.unenforced


def test_boundary_and_unread_policies() -> None:
    """A boundary must allow as well; a role that was not read whole is denied nothing for want of an Allow."""
    other = {"Statement": {**_PULL, "Action": "logs:*"}}
    pull = {"Statement": _PULL}
    bound = RolePolicies(identity=(pull,), boundary=other)
    assert Judge({"exec": bound}, {}).judge("ecr:BatchGetImage", _ARN, _ROLE, "").layer == BOUNDARY
    within = RolePolicies(identity=(pull,), boundary=pull)
    assert Judge({"exec": within}, {}).judge("ecr:BatchGetImage", _ARN, _ROLE, "").allowed
    unread = Judge({"exec": RolePolicies(identity=(other,), unread=("p",))}, {})
    assert unread.judge("ecr:BatchGetImage", _ARN, _ROLE, "") == Judgement(allowed=True, unenforced=(f"{IDENTITY}: p",))


@pytest.mark.parametrize(
    ("principal", "allowed"),
    [
        ("*", True),
        ({"AWS": "*"}, True),
        ({"AWS": [_ROLE.role_arn]}, True),
        ({"AWS": _ROLE.arn}, True),
        ({"AWS": "123456789012"}, True),
        ({"AWS": "arn:aws:iam::123456789012:root"}, True),
        ({"AWS": "arn:aws:iam::123456789012:role/other"}, False),
        ({"AWS": "arn:aws:iam::123456789012:role/exe"}, False),
        ({"Service": "ecs-tasks.amazonaws.com"}, False),
    ],
)
def test_an_endpoint_policy_names_who_may_pass(principal: object, allowed: bool) -> None:  # noqa: FBT001 (a table's column)
    """A role is named by its ARN, its session's, or its account."""
    said = _endpoint({**_PULL, "Principal": principal})
    assert said == Judgement(allowed=allowed, layer="" if allowed else ENDPOINT)


def test_a_call_that_no_role_signed_passes_for_anybody_only() -> None:
    """Of a layer's URL, and at a gateway endpoint, only a policy for everybody is about the caller."""
    own = {**_PULL, "Principal": {"AWS": _ROLE.role_arn}}
    assert _endpoint(own).allowed
    assert not _endpoint(own, None).allowed
    assert not _endpoint(own, gateway=True).allowed
    assert _endpoint({**_PULL, "Principal": "*"}, None).allowed


def test_an_endpoints_own_id_is_a_condition_that_is_known() -> None:
    """Behind an endpoint its id is in the call, and another id keeps the caller out."""
    for vpce, allowed in (("vpce-1", True), ("vpce-2", False)):
        condition = {"StringEquals": {"aws:SourceVpce": vpce}}
        assert _endpoint({**_PULL, "Principal": "*", "Condition": condition}).allowed is allowed
