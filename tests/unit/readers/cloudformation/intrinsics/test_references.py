"""`Ref`, `Fn::GetAtt`, `Fn::ImportValue`, `Fn::FindInMap`."""

from __future__ import annotations

import pytest

from sealane.world.values import Unknown
from tests.unit.readers.cloudformation.deploying import refused, value

MAPS = "Mappings:\n  Sizes:\n    us-east-1: {small: one}\n"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("!Ref AWS::Region", "us-east-1"),
        ("!Ref AWS::AccountId", "111122223333"),
        ("!Ref AWS::Partition", "aws"),
        ("!Ref AWS::URLSuffix", "amazonaws.com"),
        ("!Ref Repository", "team/app"),
        ("!GetAtt Repository.Arn", "arn:aws:ecr:us-east-1:111122223333:repository/team/app"),
        ("!GetAtt Repository.RepositoryUri", "111122223333.dkr.ecr.us-east-1.amazonaws.com/team/app"),
        ("!GetAtt Vpc.CidrBlock", "10.0.0.0/16"),
        ("{'Fn::GetAtt': Vpc.CidrBlock}", "10.0.0.0/16"),
    ],
)
def test_reference_as_text(expression: str, expected: str) -> None:
    """A reference in a text is what CloudFormation puts there."""
    assert value(expression) == expected


@pytest.mark.parametrize("expression", ["!Ref Vpc", "!Ref Nameless", "!Ref AWS::StackName", "!GetAtt Vpc.Other"])
def test_minted_text_is_unknown(expression: str) -> None:
    """An id or name that only a deployment decides is unknown, and not made up."""
    assert isinstance(value(expression), Unknown)


@pytest.mark.parametrize(("region", "suffix"), [("cn-north-1", "amazonaws.com.cn"), ("us-gov-west-1", "amazonaws.com")])
def test_pseudo_parameters_follow_the_region(region: str, suffix: str) -> None:
    """The partition's suffix is that of the Region, and unknown without one."""
    assert value("!Ref AWS::URLSuffix", region=region) == suffix
    assert isinstance(value("!Ref AWS::URLSuffix", region=""), Unknown)


def test_account_may_be_unknown() -> None:
    """Without an account nothing is put in its place."""
    assert isinstance(value("!Ref AWS::AccountId", account=""), Unknown)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("!Ref Repositry", "template-reference-unknown template.yaml:15:21"),
        ("!GetAtt Nowhere.Arn", "template-reference-unknown template.yaml:15:21"),
        ("!Sub '${Nowhere}'", "template-reference-unknown template.yaml:15:21"),
        ("{Ref: [a]}", "template-function template.yaml:15:22"),
        ("{'Fn::GetAtt': [a]}", "template-function template.yaml:15:22"),
        ("{'Fn::GetAtt': a}", "template-function template.yaml:15:22"),
    ],
)
def test_wrong_reference_is_placed(expression: str, expected: str) -> None:
    """What names nothing is a problem with line and column."""
    assert refused(lambda: value(expression)) == expected


def test_mapping_is_looked_up() -> None:
    """A mapping gives the value at the two keys, also when the Region is one."""
    assert value("!FindInMap [Sizes, !Ref 'AWS::Region', small]", sections=MAPS) == "one"


def test_mapping_without_region_is_unknown() -> None:
    """A key that is not known leaves the value unknown."""
    assert isinstance(value("!FindInMap [Sizes, !Ref 'AWS::Region', small]", sections=MAPS, region=""), Unknown)


@pytest.mark.parametrize("path", ["[Nope, us-east-1, small]", "[Sizes, eu-west-1, small]", "[Sizes, us-east-1, big]"])
def test_missing_mapping_is_a_problem(path: str) -> None:
    """What a mapping does not have is a problem, unless the language extensions allow a default and there is one."""
    assert refused(lambda: value(f"!FindInMap {path}", sections=MAPS)).startswith("template-mapping-unknown")
    extended = f"Transform: AWS::LanguageExtensions\n{MAPS}"
    defaulted = f"!FindInMap [{path[1:-1]}, {{DefaultValue: two}}]"
    assert value(defaulted, sections=extended) == "two"
    assert refused(lambda: value(defaulted, sections=MAPS)).startswith("template-mapping-unknown")


def test_import_is_unknown() -> None:
    """What another stack exports is unknown as a text."""
    assert isinstance(value("!ImportValue other"), Unknown)
