"""`Fn::Sub`, `Fn::Join`, `Fn::Split`, `Fn::Base64`, `Fn::ToJsonString`, `Fn::Transform`, dynamic references."""

from __future__ import annotations

import pytest

from sealane.world.values import Unknown
from tests.unit.readers.cloudformation.deploying import refused, value

EXTENDED = "Transform: AWS::LanguageExtensions"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("!Sub 'a-${AWS::Region}-${Repository}'", "a-us-east-1-team/app"),
        ("!Sub '${Vpc.CidrBlock}'", "10.0.0.0/16"),
        ("!Sub '${!Literal}'", "${Literal}"),
        ("!Sub ['${a}-${AWS::Region}', {a: !Ref Repository}]", "team/app-us-east-1"),
        ("!Sub ['${Repository}', {Repository: own}]", "own"),
        ("!Join ['-', [a, !Ref 'AWS::Region', !Ref 'AWS::NoValue', 1]]", "a-us-east-1-1"),
        ("!Join ['', !Split ['/', !Ref Repository]]", "teamapp"),
        ("!Select [1, !Split ['/', !Ref Repository]]", "app"),
        ("!Select [4, !Split [':', !GetAtt Nameless.Arn]]", "111122223333"),
        ("!Base64 abc", "YWJj"),
    ],
)
def test_text_is_put_together(expression: str, expected: str) -> None:
    """Functions of texts give the text that CloudFormation gives."""
    assert value(expression) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "!Sub '${Vpc}-x'",
        "!Join ['-', [a, !Ref Vpc]]",
        "!Base64 {Ref: Vpc}",
        "!Select [5, !Split [':', !GetAtt Nameless.Arn]]",
        "!Select [1, !Split ['-', !Ref Vpc]]",
        "{'Fn::Transform': {Name: AWS::Include}}",
    ],
)
def test_text_with_a_hole_is_unknown(expression: str) -> None:
    """A text that a deployment completes is unknown before."""
    assert isinstance(value(expression), Unknown)


@pytest.mark.parametrize(
    "expression",
    [
        "'{{resolve:secretsmanager:hidden-one:SecretString:password}}'",
        "!Sub 'x-{{resolve:ssm:/hidden-one:1}}-y'",
        "!Join ['', ['{{resolve:secretsmanager:', !Ref Repository, ':SecretString:hidden-one}}']]",
    ],
)
def test_dynamic_reference_stays_unknown(expression: str) -> None:
    """What is looked up at deployment is unknown, and nothing of the reference is shown."""
    found = value(expression)
    assert isinstance(found, Unknown)
    assert "hidden-one" not in found.reason


def test_json_text_belongs_to_the_extensions() -> None:
    """`Fn::ToJsonString` writes a value as JSON where the extensions are declared, and is a problem elsewhere."""
    expression = "{'Fn::ToJsonString': {a: [1, true, !Ref Repository], b: !Ref 'AWS::NoValue'}}"
    assert value(expression, sections=EXTENDED) == '{"a":[1,true,"team/app"]}'
    assert refused(lambda: value(expression)).startswith("template-extension-undeclared")


@pytest.mark.parametrize(
    "expression",
    ["!Sub [a]", "!Sub [[a], {}]", "!Join a", "!Join [[a], [b]]", "!Split ['', a]", "!Join ['', [[a]]]"],
)
def test_wrong_arguments_are_a_problem(expression: str) -> None:
    """A function that was not given what it takes is a problem at its place."""
    assert refused(lambda: value(expression)).startswith("template-function template.yaml:15:")
