"""Conditions: true, false, and not decided."""

from __future__ import annotations

import pytest

from sealane.world.gaps import Noun
from sealane.world.stores import LogGroup
from sealane.world.values import Known, Unknown
from tests.unit.readers.cloudformation.deploying import read, refused, value

PARAMETERS = "Parameters:\n  Known: {Type: String, Default: 'yes'}\n  Open: {Type: String}\n"
YES, NO = "!Equals [!Ref Known, 'yes']", "!Equals [!Ref Known, 'no']"
OPEN = "!Equals [!Ref Open, 'yes']"


def chosen(condition: str) -> object:
    """Return what a choice under a condition comes to."""
    return value("!If [C, first, second]", sections=f"{PARAMETERS}Conditions:\n  C: {condition}\n")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (YES, "first"),
        (NO, "second"),
        (f"!Not [{YES}]", "second"),
        (f"!Not [{NO}]", "first"),
        (f"!And [{YES}, {YES}]", "first"),
        (f"!And [{YES}, {NO}]", "second"),
        (f"!And [{OPEN}, {NO}]", "second"),
        (f"!Or [{NO}, {NO}]", "second"),
        (f"!Or [{NO}, {YES}]", "first"),
        (f"!Or [{OPEN}, {YES}]", "first"),
        ("!Equals [!Ref Open, !Ref Open]", "first"),
        ("!Equals [1, '1']", "first"),
        ("!Equals [true, 'true']", "first"),
        ("!Equals [!Ref 'AWS::Region', us-east-1]", "first"),
        ("!Equals [[a], [a]]", "first"),
        ("!Equals [[a], [b]]", "second"),
    ],
)
def test_condition_is_decided(condition: str, expected: str) -> None:
    """A condition on what is known chooses one side."""
    assert chosen(condition) == expected


@pytest.mark.parametrize("condition", [OPEN, f"!Not [{OPEN}]", f"!And [{OPEN}, {YES}]", f"!Or [{OPEN}, {NO}]"])
def test_condition_is_not_decided(condition: str) -> None:
    """A condition on a parameter without value chooses neither side."""
    assert isinstance(chosen(condition), Unknown)


def test_sides_that_agree_need_no_condition() -> None:
    """A choice between equal values is that value, whatever the condition."""
    sections = f"{PARAMETERS}Conditions:\n  C: {OPEN}\n"
    assert value("!If [C, same, same]", sections=sections) == "same"
    assert isinstance(value("!If [C, same, other]", sections=sections), Unknown)


def test_condition_names_another() -> None:
    """A condition may stand on another one."""
    sections = f"{PARAMETERS}Conditions:\n  D: !Not [!Condition C]\n  C: {YES}\n"
    assert value("!If [D, first, second]", sections=sections) == "second"


def test_condition_that_hangs_on_itself_is_a_problem() -> None:
    """Two conditions that name each other are a problem with a place."""
    sections = "Conditions:\n  C: !Not [!Condition D]\n  D: !Not [!Condition C]\n"
    assert (
        refused(lambda: value("!If [C, a, b]", sections=sections)) == "template-circular-reference template.yaml:4:12"
    )


@pytest.mark.parametrize("expression", ["!If [Nope, a, b]", "!If [C, a]", "!If [[C], a, b]"])
def test_wrong_choice_is_a_problem(expression: str) -> None:
    """A choice without condition or side is a problem."""
    sections = f"{PARAMETERS}Conditions:\n  C: {YES}\n"
    assert refused(lambda: value(expression, sections=sections)).startswith("template-")


def group(condition: str) -> str:
    """Return a template with a log group under a condition."""
    return (
        f"{PARAMETERS}Conditions:\n  C: {condition}\nResources:\n  Group:\n    Type: AWS::Logs::LogGroup\n"
        "    Condition: C\n    Properties: {LogGroupName: g}\n"
    )


def test_resource_is_made_or_not() -> None:
    """A resource is there when its condition holds, absent when it does not, and a gap when nobody knows."""
    assert read(group(YES)).table(LogGroup)["Group"].name == Known("g")
    absent = read(group(NO))
    assert not absent.table(LogGroup)
    assert absent.gap(Noun.LOG_GROUPS) is None
    doubtful = read(group(OPEN))
    assert not doubtful.table(LogGroup)
    assert isinstance(doubtful.gap(Noun.LOG_GROUPS), Unknown)


def test_reference_to_what_is_not_made_is_a_problem() -> None:
    """CloudFormation refuses a reference to a resource that is not made, unless a choice leaves it aside."""
    absent = group(NO) + "  Other:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      LogGroupName: "
    assert refused(lambda: read(absent + "!Ref Group\n")).startswith("template-reference-absent template.yaml:14:")
    assert read(absent + "!If [C, !Ref Group, other]\n").table(LogGroup)["Other"].name == Known("other")
