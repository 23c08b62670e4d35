"""IAM policy statements."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.grammar.statements import flaws

SOUND: dict[str, Any] = {
    "Sid": "Read1",
    "Effect": "Allow",
    "Action": ["s3:GetObject", "sqs:*"],
    "Resource": "arn:aws:s3:::bucket/${aws:username}/*",
    "Condition": {"ForAnyValue:StringLikeIfExists": {"aws:PrincipalTag/team": ["a*", "b"]}, "Null": {"aws:x": "true"}},
}


def test_a_sound_statement_has_no_flaw() -> None:
    """Nor have its other forms: a single text, the wildcard, the negations."""
    assert list(flaws(SOUND)) == []
    assert list(flaws({"Effect": "Deny", "NotAction": "*", "NotResource": ["arn:aws:sqs:*:*:q-?"]})) == []


@pytest.mark.parametrize(
    ("change", "path", "what"),
    [
        ({"Effect": "allow"}, ("Effect",), "neither `Allow` nor `Deny`"),
        ({"Sid": "read it"}, ("Sid",), "letters and digits"),
        ({"Action": []}, ("Action",), "empty list"),
        ({"Action": ["s3:GetObject", "GetObject"]}, ("Action", 1), "`GetObject` in `Action`"),
        ({"Action": 7}, ("Action",), "`7`"),
        ({"Resource": "bucket"}, ("Resource",), "not an ARN"),
        ({"NotResource": "*"}, (), "has both `Resource` and `NotResource`"),
        ({"Principal": "*"}, ("Principal",), "no place in a role's own policy"),
        ({"action": "s3:*"}, ("action",), "did you mean `Action`?"),
        ({"Condition": []}, ("Condition",), "not a mapping"),
        ({"Condition": {"StringEqual": {"a": "b"}}}, ("Condition", "StringEqual"), "no condition operator"),
        ({"Condition": {"Bool": "true"}}, ("Condition", "Bool"), "not a mapping of keys"),
        ({"Condition": {"Bool": {"aws:x": {"y": "z"}}}}, ("Condition", "Bool", "aws:x"), "neither text"),
    ],
)
def test_one_wound_is_one_flaw(change: dict[str, Any], path: tuple[str | int, ...], what: str) -> None:
    """The flaw is where the wound is, and says what would be right."""
    (flaw,) = flaws({**SOUND, **change})
    assert flaw.path == path
    assert what in flaw.what
    assert flaw.hint


@pytest.mark.parametrize("element", ["Effect", "Action", "Resource"])
def test_what_a_statement_must_have(element: str) -> None:
    """Each is missed by name."""
    (flaw,) = flaws({key: value for key, value in SOUND.items() if key != element})
    assert f"`{element}`" in flaw.what
