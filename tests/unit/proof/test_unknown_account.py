"""What is decided before anybody knows the task's account is what is decided in every account that it may be."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.proof.estate import Estate
from sealane.proof.requests import Asker, ask
from sealane.proof.resources import Target
from sealane.proof.way import OUTSIDE_OF_VPC
from sealane.records import replace
from sealane.startup.step import Call, Kind, Principal, Resource
from sealane.verdicts.decision import Outcome
from sealane.world.policies import Organisation, OrganisationLevel, Policy, Role
from sealane.world.tasks import Setting
from sealane.world.text import Hole, Partial, Text
from sealane.world.values import Known, Origin, Unknown
from sealane.world.world import World
from tests.worlds.healthy import ACCOUNT, OTHER_ACCOUNT, REGION, document, healthy, trust

HOLE = Hole("the account's id", token="account", plain=True)
CALL = Call(
    principal=Principal.EXECUTION_ROLE,
    actions=("secretsmanager:GetSecretValue",),
    resources=(Resource(kind=Kind.SECRET),),
)
OWN = "OWN"
ANYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}
ACCOUNTS = (ACCOUNT, OTHER_ACCOUNT, "999999999999")
WHOSE = st.sampled_from([OWN, ACCOUNT, OTHER_ACCOUNT])
FORMS = st.sampled_from(["{}", "arn:aws:iam::{}:root", "arn:aws:iam::{}:role/app", "arn:aws:iam::{}:role/other", "*"])
KEYS = st.sampled_from(["aws:PrincipalAccount", "aws:ResourceAccount"])
OPERATORS = st.sampled_from(["StringEquals", "StringNotEquals", "StringLike", "StringNotEqualsIfExists"])


def filled(text: str, account: str) -> Text:
    """Put an account, or the hole for one that is not known, into its places."""
    if account:
        return text.replace(OWN, account)
    pieces = text.split(OWN)
    parts = [part for piece in pieces for part in (piece, HOLE)][:-1]
    return Partial(tuple(part for part in parts if part)) if len(pieces) > 1 else text


@st.composite
def statements(draw: st.DrawFn, *, named: bool) -> dict[str, object]:
    """Draw a statement about some account."""
    found: dict[str, object] = {
        "Effect": draw(st.sampled_from(["Allow", "Allow", "Deny"])),
        "Action": "secretsmanager:*",
        "Resource": draw(st.sampled_from(["*", f"arn:aws:secretsmanager:{REGION}:{draw(WHOSE)}:*"])),
    }
    if named:
        principal = draw(FORMS).format(draw(WHOSE))
        found["Principal"] = principal if principal == "*" else {"AWS": principal}
    if draw(st.booleans()):
        found["Condition"] = {draw(OPERATORS): {draw(KEYS): draw(WHOSE)}}
    return found


def outcome(own: list[object], theirs: list[object], owner: str, account: str, *more: Organisation) -> Outcome:
    """Decide a request of a role for a secret in some account; an empty account is not known."""
    arn = filled(f"arn:aws:iam::{OWN}:role/app", account)
    needs = Policy(id="needs", origin=Origin("role"), name=Known("needs"), document=Known(written(own, account)))
    role = Role(id="role", origin=Origin("role"), name=Known("app"), arn=Known(arn), trust=Known(trust()))
    role = replace(role, inline=Known((needs,)))
    setting = Setting(
        partition="aws", region=REGION, account=Known(account) if account else Unknown("the account is not known")
    )
    target = Target(
        text=filled(f"arn:aws:secretsmanager:{REGION}:{owner}:secret:db-AbCdEf", account),
        account=Known(str(filled(owner, account))),
        policy=Known(written(theirs, account)) if theirs else None,
        origin=Origin("secret"),
        name="db",
    )
    estate = Estate(World(source=healthy().source, tables={Role: {"role": role}}).with_facts(*more))
    asker = Asker(identity=estate.identity(role, setting), way=OUTSIDE_OF_VPC, setting=setting)
    return ask(CALL, CALL.actions[0], target, asker, estate).decision.outcome


def written(statements: list[object], account: str) -> Text:
    """Write a policy about an account."""
    return filled(json.dumps({"Version": "2012-10-17", "Statement": statements}), account)


@settings(max_examples=150, deadline=None)
@given(
    own=st.lists(statements(named=False), min_size=1, max_size=2),
    theirs=st.lists(statements(named=True), max_size=2),
    owner=WHOSE,
)
def test_what_is_decided_of_an_unknown_account_holds_for_each(
    own: list[object], theirs: list[object], owner: str
) -> None:
    """An outcome that is certain before the account is known is that of every account."""
    before = outcome(own, theirs, owner, "")
    after = {outcome(own, theirs, owner, account) for account in ACCOUNTS}
    assert before is Outcome.UNKNOWN or after == {before}


@pytest.mark.parametrize("form", ["{}", "arn:aws:iam::{}:root", "arn:aws:iam::{}:role/app"])
@pytest.mark.parametrize("effect", ["Allow", "Deny"])
def test_literal_account_may_be_the_own_one(effect: str, form: str) -> None:
    """A policy that names an account, or the role in it, means the task's role only in that account."""
    named = {"Effect": effect, "Action": "*", "Resource": "*", "Principal": {"AWS": form.format(ACCOUNT)}}
    first = [ANYTHING] if effect == "Deny" else [{**ANYTHING, "Action": "s3:*"}]
    found = {account: outcome([*first], [named], OWN, account) for account in (ACCOUNT, OTHER_ACCOUNT, "")}
    assert found[""] is Outcome.UNKNOWN or found[ACCOUNT] is found[OTHER_ACCOUNT] is found[""]
    if effect == "Deny":
        assert found == {
            ACCOUNT: Outcome.DENIED,
            OTHER_ACCOUNT: Outcome.ALLOWED,
            "": Outcome.UNKNOWN,
        }


def test_organisation_of_one_account_may_be_that_of_the_task() -> None:
    """Service control policies that are known of one account stop its roles, and may stop those of an unknown one."""
    deny = document(
        {"Effect": "Deny", "Action": "*", "Resource": "*"}, {"Effect": "Allow", "Action": "*", "Resource": "*"}
    )
    level = OrganisationLevel(
        name="root",
        policies=(Policy(id="scp", origin=Origin("scp"), name=Known("scp"), document=Known(deny)),),
    )
    fact = Organisation(id=ACCOUNT, origin=Origin("organisation"), scps=Known((level,)))
    found = {account: outcome([ANYTHING], [], OWN, account, fact) for account in (ACCOUNT, OTHER_ACCOUNT, "")}
    assert found == {ACCOUNT: Outcome.DENIED, OTHER_ACCOUNT: Outcome.ALLOWED, "": Outcome.UNKNOWN}
    assert outcome([ANYTHING], [], OWN, "") is Outcome.ALLOWED


def test_resource_of_an_account_may_be_ones_own() -> None:
    """A role's own policies suffice for what is in its account, so of an unknown account they may."""
    found = {account: outcome([ANYTHING], [], ACCOUNT, account) for account in (ACCOUNT, OTHER_ACCOUNT, "")}
    assert found[ACCOUNT] is Outcome.ALLOWED
    assert found[OTHER_ACCOUNT] is not Outcome.ALLOWED
    assert found[""] is Outcome.UNKNOWN
