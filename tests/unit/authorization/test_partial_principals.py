"""Principals of which an apply still decides the account."""

from __future__ import annotations

import pytest

from sealane.authorization.caller import Caller, Kind, foreign_caller
from sealane.authorization.elements.principal import Grade, read_principals
from sealane.records import replace
from sealane.verdicts.condition import TextMatch
from sealane.world.text import Hole, Partial

_OWN = Hole("the account", token="account", plain=True)
_OTHER = Hole("another account", token="other", plain=True)
_ROLE = Caller(
    kind=Kind.SESSION,
    name="app",
    account=str(_OWN),
    arn=Partial(("arn:aws:sts::", _OWN, ":assumed-role/app/", Hole("the session"))),
    role=Partial(("arn:aws:iam::", _OWN, ":role/app")),
)
_KNOWN = Caller(
    kind=Kind.SESSION,
    name="app",
    account="111122223333",
    arn="arn:aws:sts::111122223333:assumed-role/app/one",
    role="arn:aws:iam::111122223333:role/app",
)


def forms(hole: Hole) -> list[Partial]:
    """Return an account as policies write it: its number, and the ARN of its root."""
    return [Partial((hole,)), Partial(("arn:aws:iam::", hole, ":root"))]


@pytest.mark.parametrize("value", forms(_OWN), ids=str)
def test_the_same_account_means_its_roles(value: Partial) -> None:
    """The account that is not known is that of a role whose account is the same: both ways of writing it mean it."""
    assert read_principals({"AWS": value}, inverted=False).grades(_ROLE) == [(Grade.ACCOUNT, True)]
    assert read_principals({"AWS": value}, inverted=True).grades(_ROLE) != [(Grade.EVERYONE, True)]


@pytest.mark.parametrize("value", [*forms(_OTHER), *forms(Hole("nameless", plain=True))], ids=str)
@pytest.mark.parametrize("caller", [_ROLE, _KNOWN], ids=["a role before apply", "a role"])
def test_another_account_may_be_anybodys(value: Partial, caller: Caller) -> None:
    """An account that may be the caller's is neither surely his nor surely another's."""
    ((grade, truth),) = read_principals({"AWS": value}, inverted=False).grades(caller)
    assert grade is Grade.ACCOUNT
    assert isinstance(truth, TextMatch)


def test_services_have_no_account() -> None:
    """An account, known or not, never means a service, and a role's ARN before apply means that role alone."""
    service = Caller(kind=Kind.SERVICE, name="ecs-tasks.amazonaws.com")
    assert read_principals({"AWS": forms(_OWN)}, inverted=False).grades(service) == []
    role = Partial(("arn:aws:iam::", _OWN, ":role/app"))
    assert read_principals({"AWS": role}, inverted=False).grades(_ROLE) == [(Grade.ROLE, True)]
    other = Partial(("arn:aws:iam::", _OWN, ":role/other"))
    assert read_principals({"AWS": other}, inverted=False).grades(_ROLE) == []


@pytest.mark.parametrize(
    ("caller", "meant"),
    [
        (replace(_ROLE, name="«name»", role=Partial((Hole("the role's ARN"),))), None),
        (_ROLE, None),
        (replace(_ROLE, name="other", role=Partial(("arn:aws:iam::", _OWN, ":role/other"))), False),
        (replace(_KNOWN, role=Partial(("arn:aws:iam::111122223333:role/", Hole("the path"), "app"))), True),
        (replace(_KNOWN, account="444455556666", role=Partial((Hole("the role's ARN"),))), False),
    ],
    ids=["nobody knows the name", "nobody knows the account", "another name", "the same", "another account"],
)
def test_role_that_is_named_in_full_may_be_one_before_apply(caller: Caller, meant: object) -> None:
    """A role's ARN means a role of the same name and account, and may mean one of which either is not known."""
    element = read_principals({"AWS": "arn:aws:iam::111122223333:role/app"}, inverted=False)
    found = dict(element.grades(caller)).get(Grade.ROLE, False)
    assert isinstance(found, TextMatch) if meant is None else found is meant


def test_account_that_is_named_may_be_one_before_apply() -> None:
    """An account's number means the roles of that account, and may mean those of an account that nobody knows."""
    element = read_principals({"AWS": "111122223333"}, inverted=False)
    assert element.grades(_KNOWN) == [(Grade.ACCOUNT, True)]
    assert element.grades(replace(_KNOWN, account="444455556666")) == []
    ((grade, truth),) = element.grades(_ROLE)
    assert grade is Grade.ACCOUNT
    assert isinstance(truth, TextMatch)
    assert element.grades(foreign_caller("Amazon ECR")) == []
