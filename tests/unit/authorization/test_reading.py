"""Whatever a policy document holds, reading it gives statements and problems: no crash, and no Allow by mistake."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.authorization.caller import caller_of
from sealane.authorization.decide import Policies, decide
from sealane.authorization.reading import read_policy
from sealane.authorization.request import request_of
from sealane.verdicts.decision import Outcome
from sealane.verdicts.judgement import Layer
from sealane.world.values import Unknown
from tests.thoroughness import examples

_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.sampled_from(
        ["*", "Allow", "Deny", "s3:GetObject", "arn:aws:s3:::b/*", "${aws:x", "${a, 'b'}", "2012-10-17", ""]
    ),
    st.text(max_size=4),
    st.just(Unknown("until apply")),
)
_NAMES = ["Version", "Statement", "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"]
_NAMES += ["Principal", "NotPrincipal", "AWS", "Service", "StringLike", "Null", "IpAddress", "DateLessThan", "a:b"]
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(_NAMES), inner, max_size=5)),
    max_leaves=12,
)
_HEALTHY: dict[str, Any] = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Read",
            "Effect": "Allow",
            "Action": ["s3:GetObject"],
            "Resource": ["arn:aws:s3:::b/*"],
            "Condition": {"StringLike": {"a:b": ["x*"]}},
        },
    ],
}
_REQUEST = request_of(caller_of("arn:aws:iam::111122223333:user/ann"), "iam:ListUsers", "*")


@settings(max_examples=examples(100))
@given(_JSON, st.sampled_from(Layer))
def test_any_value_is_read(document: Any, layer: Layer) -> None:  # noqa: ANN401 - any JSON
    """Every JSON value is read, and what remains of it can be held against a request."""
    policy = read_policy(document, name="p", layer=layer)
    assert policy.statements or document.get("Statement") in ([], ())
    decide(_REQUEST, Policies(identity=(policy,), boundary=policy, resource=policy, endpoint=policy))


@settings(max_examples=examples(100))
@given(st.data(), _JSON)
def test_one_wound_is_read(data: st.DataObject, wound: Any) -> None:  # noqa: ANN401 - any JSON
    """A healthy policy with one element replaced by anything is read, and allows no request it did not mean."""
    document = json.loads(json.dumps(_HEALTHY))
    statement = document["Statement"][0]
    name = data.draw(st.sampled_from([*statement, "Version", "Statement", "Extra"]))
    (document if name in {"Version", "Statement"} else statement)[name] = wound
    policy = read_policy(document, name="p", layer=Layer.IDENTITY)
    if policy.problems:
        assert decide(_REQUEST, Policies(identity=(policy,))).outcome is not Outcome.ALLOWED


@given(st.text(max_size=30))
def test_any_text_is_read(text: str) -> None:
    """A text that is not JSON is one problem."""
    policy = read_policy(text, name="p", layer=Layer.IDENTITY)
    assert len(policy.statements) <= 1


def test_healthy_policy_has_no_problem() -> None:
    """The healthy policy is understood in full."""
    policy = read_policy(_HEALTHY, name="p", layer=Layer.IDENTITY)
    assert policy.problems == ()
    assert [statement.name for statement in policy.statements] == ["Read"]


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (
            {"Effect": "Allow", "Action": "*", "Resource": "*", "Actoin": "x"},
            "'Actoin' is not an element of a statement",
        ),
        ({"Effect": "Maybe", "Action": "*", "Resource": "*"}, "Effect is neither Allow nor Deny"),
        ({"Effect": "Allow", "Action": "*", "Resource": "bucket"}, "'bucket' is not an ARN: it has 1 parts of six"),
        ({"Effect": "Allow", "Action": "Get", "Resource": "*"}, "'Get' is not an action: write it as `service:Name`"),
    ],
)
def test_problem_names_the_fault(statement: dict[str, str], what: str) -> None:
    """A problem says in one sentence what is wrong, and where."""
    policy = read_policy({"Statement": [statement]}, name="p", layer=Layer.IDENTITY)
    (problem,) = policy.problems
    assert (problem.code, problem.what, problem.policy, problem.statement) == (
        "statement-not-understood",
        what,
        "p",
        "1",
    )


def test_unknown_part_is_no_problem() -> None:
    """What is not known yet is nobody's fault."""
    parts = {"Effect": "Allow", "Action": "*", "Resource": Unknown("later")}
    for wound in (parts, {**parts, "Condition": Unknown("later")}, {**parts, "Effect": Unknown("later")}):
        assert read_policy({"Statement": [wound]}, name="p", layer=Layer.IDENTITY).problems == ()
