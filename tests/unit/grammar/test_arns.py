"""ARNs and the `valueFrom` forms of secrets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.grammar.arns import (
    ArnProblem,
    ParameterValue,
    SecretValue,
    has_random_suffix,
    parse,
    parse_value_from,
)

SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbC123"


def test_an_arn_is_written_back_as_it_was_read() -> None:
    """Reading and writing an ARN lose nothing, colons in the resource included."""
    text = "arn:aws-cn:logs:cn-north-1:123456789012:log-group:/ecs/app:*"
    arn = parse(text)
    assert (arn.partition, arn.service, arn.region, arn.account) == ("aws-cn", "logs", "cn-north-1", "123456789012")
    assert arn.resource == "log-group:/ecs/app:*"
    assert str(arn) == text


def test_a_bucket_has_no_region_and_no_account() -> None:
    """Empty Region and account are read as empty."""
    arn = parse("arn:aws:s3:::bucket/key.env")
    assert (arn.region, arn.account, arn.resource) == ("", "", "bucket/key.env")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "arn",
        "arn:aws:s3",
        "arn:aws:s3:::",
        "urn:aws:s3:::b",
        "arn:gcp:s3:::b",
        "arn:aws:iam::12:role/x",
        "arn:aws:ssm:nowhere:123456789012:parameter/x",
    ],
)
def test_what_is_no_arn(text: str) -> None:
    """A text with a missing or malformed field is refused."""
    with pytest.raises(ArnProblem) as caught:
        parse(text)
    assert caught.value.code == "arn-invalid"
    assert caught.value.hint


def test_a_secret_with_and_without_parts() -> None:
    """JSON key, version stage and version id follow the secret's ARN and are not part of it."""
    whole = parse_value_from(SECRET)
    assert isinstance(whole, SecretValue)
    assert (whole.name, whole.json_key, str(whole.arn)) == ("prod/db-AbC123", "", SECRET)
    part = parse_value_from(SECRET + ":password:AWSPREVIOUS:")
    assert isinstance(part, SecretValue)
    assert (part.json_key, part.version_stage, part.version_id) == ("password", "AWSPREVIOUS", "")
    assert part.arn == whole.arn


@pytest.mark.parametrize("tail", [":password", ":password:", ":a:b:c:d"])
def test_a_secret_has_all_three_parts_or_none(tail: str) -> None:
    """One or two parts are refused, and the hint shows the missing colons."""
    with pytest.raises(ArnProblem) as caught:
        parse_value_from(SECRET + tail)
    assert caught.value.code == "secret-reference-incomplete"
    assert caught.value.hint.count(":") >= 5


@pytest.mark.parametrize(
    ("text", "name", "selector", "arn"),
    [
        ("DB_PASSWORD", "DB_PASSWORD", "", ""),
        ("/prod/db", "/prod/db", "", ""),
        ("/prod/db:3", "/prod/db", "3", ""),
        (
            "arn:aws:ssm:us-east-1:123456789012:parameter/prod/db",
            "/prod/db",
            "",
            "arn:aws:ssm:us-east-1:123456789012:parameter/prod/db",
        ),
        (
            "arn:aws:ssm:us-east-1:123456789012:parameter/prod/db:live",
            "/prod/db",
            "live",
            "arn:aws:ssm:us-east-1:123456789012:parameter/prod/db",
        ),
    ],
)
def test_parameters(text: str, name: str, selector: str, arn: str) -> None:
    """A parameter is named by its name or its ARN, with a version or a label."""
    value = parse_value_from(text)
    assert isinstance(value, ParameterValue)
    assert (value.name, value.selector) == (name, selector)
    assert (str(value.arn) if value.arn else "") == arn


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("arn:aws:s3:::bucket/key", "secret-reference-invalid"),
        ("arn:aws:secretsmanager:us-east-1:123456789012:secret", "secret-reference-invalid"),
        ("arn:aws:ssm:us-east-1:123456789012:document/x", "secret-reference-invalid"),
        ("two words", "parameter-name-invalid"),
        ("", "parameter-name-invalid"),
    ],
)
def test_what_names_no_secret(text: str, code: str) -> None:
    """ARNs of other things and names outside the grammar are refused."""
    with pytest.raises(ArnProblem) as caught:
        parse_value_from(text)
    assert caught.value.code == code


def test_the_random_suffix_of_a_secret() -> None:
    """A hyphen and six letters or digits are the suffix of a full ARN."""
    assert has_random_suffix("prod/db-AbC123")
    assert not has_random_suffix("prod/db")


@given(st.text())
def test_any_text_is_a_reference_or_a_problem(text: str) -> None:
    """No text at all makes the parser fail in another way."""
    try:
        found = parse_value_from(text).name
    except ArnProblem as problem:
        found = problem.code
    assert found
