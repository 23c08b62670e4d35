"""Principals are read from their ARNs, and what is no principal is refused."""

from __future__ import annotations

import pytest

from sealane.authorization.caller import Kind, caller_of, foreign_caller, principal_arn
from sealane.authorization.request import request_of
from sealane.world.values import Known, Unknown

_HOME = "111122223333"


@pytest.mark.parametrize(
    ("principal", "kind", "name", "account"),
    [
        (f"arn:aws:iam::{_HOME}:role/team/app", Kind.SESSION, "app", _HOME),
        (f"arn:aws:sts::{_HOME}:assumed-role/app/one", Kind.SESSION, "app", _HOME),
        (f"arn:aws-cn:iam::{_HOME}:user/team/ann", Kind.USER, "ann", _HOME),
        (f"arn:aws:iam::{_HOME}:root", Kind.ROOT, "root", _HOME),
        (f"arn:aws:sts::{_HOME}:federated-user/ann", Kind.FEDERATED_USER, "ann", _HOME),
        ("ecs-tasks.amazonaws.com", Kind.SERVICE, "ecs-tasks.amazonaws.com", ""),
        (f"arn:aws:iam::{_HOME}:saml-provider/p", Kind.PROVIDER, f"arn:aws:iam::{_HOME}:saml-provider/p", ""),
    ],
)
def test_principal_is_read(principal: str, kind: Kind, name: str, account: str) -> None:
    """Each kind of principal is told from its text."""
    caller = caller_of(principal)
    assert (caller.kind, caller.name, caller.account) == (kind, name, account)


@pytest.mark.parametrize(
    "principal",
    ["", "*", "exec", f"arn:aws:iam::{_HOME}:role/", f"arn:aws:iam::{_HOME}:root/x", "arn:aws:iam::12:role/a"],
)
def test_other_text_is_refused(principal: str) -> None:
    """What is no principal is named in the error."""
    with pytest.raises(ValueError, match="is not the ARN of a role"):
        caller_of(principal)


def test_session_of_a_role() -> None:
    """A role's ARN gives the session's, and `aws:PrincipalArn` stays the role's."""
    caller = caller_of(f"arn:aws:iam::{_HOME}:role/team/app", session=Known("one"))
    assert caller.arn == f"arn:aws:sts::{_HOME}:assumed-role/app/one"
    assert principal_arn(caller) == f"arn:aws:iam::{_HOME}:role/team/app"
    assert not caller.service_linked
    assert caller_of(f"arn:aws:iam::{_HOME}:role/aws-service-role/x.amazonaws.com/R").service_linked


def test_context_that_follows_from_the_request() -> None:
    """Keys that the caller and the resource settle are there, those every request has are never absent."""
    request = request_of(caller_of(f"arn:aws:iam::{_HOME}:user/ann"), "s3:GetObject", "arn:aws:s3:::b/k")
    assert request.context.read("aws:principalaccount") == (_HOME,)
    assert request.context.read("aws:username") == ("ann",)
    assert isinstance(request.context.read("aws:securetransport"), Unknown)
    assert isinstance(request.context.read("aws:resourceaccount"), Unknown)
    assert request.context.read("aws:sourcevpce") == ()
    assert isinstance(request.context.read("aws:sourceip"), Unknown)


def test_given_context_comes_first() -> None:
    """What the caller of the function says replaces what would follow, in whatever case the key is written."""
    given = {"AWS:SecureTransport": Known("true"), "aws:SourceVpce": Known("vpce-1")}
    request = request_of(caller_of("ecs-tasks.amazonaws.com"), "sts:AssumeRole", "*", context=given)
    assert request.context.read("aws:securetransport") == ("true",)
    assert request.context.read("aws:sourceip") == ()


def test_foreign_caller_is_in_no_account_of_a_user() -> None:
    """A principal of AWS's own has an account that no policy of a user names."""
    caller = foreign_caller("Amazon ECR")
    assert not caller.account.isdigit()
    request = request_of(caller, "s3:GetObject", "arn:aws:s3:::b/k")
    assert isinstance(request.context.read("aws:principaltag/team"), Unknown)


def test_action_without_service_is_refused() -> None:
    """An action is a service and a name."""
    with pytest.raises(ValueError, match="service:Name"):
        request_of(caller_of("ecs-tasks.amazonaws.com"), "AssumeRole", "*")
