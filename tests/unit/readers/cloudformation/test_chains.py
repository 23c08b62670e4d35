"""Values that call for each other: long chains that are real are read, and longer ones end in a problem."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.world.stores import LogGroup
from sealane.world.values import Known
from tests.unit.readers.cloudformation.deploying import read, refused, resource


def group(name: object) -> dict[str, Any]:
    """Return a log group of that name."""
    return resource("Logs::LogGroup", {"LogGroupName": name})


def chain(length: int, *, backwards: bool) -> dict[str, Any]:
    """Return log groups of which each is named by the one before, written first to last or last to first."""
    numbers = range(length, 0, -1) if backwards else range(1, length + 1)
    named = {f"G{number}": group({"Fn::Sub": f"${{G{number - 1}}}x"}) for number in numbers}
    return {"Resources": {"G0": group("a"), **named}}


@pytest.mark.parametrize("backwards", [False, True])
def test_chain_of_names_is_followed(backwards: bool) -> None:  # noqa: FBT001 - a row of the table
    """A name that hangs on thirty others is known, in whatever order they are written."""
    assert read(chain(30, backwards=backwards)).table(LogGroup)["G30"].name == Known("a" + "x" * 30)


def test_endless_chain_is_a_problem() -> None:
    """Names, and conditions, that hang on hundreds of others are refused instead of breaking the reader."""
    assert refused(lambda: read(chain(400, backwards=True))).startswith("template-too-deep")
    conditions: dict[str, Any] = {f"C{n}": {"Fn::Not": [{"Condition": f"C{n + 1}"}]} for n in range(400)}
    conditions["C400"] = {"Fn::Equals": ["a", "b"]}
    template = {"Conditions": conditions, "Resources": {"G": {**group("a"), "Condition": "C0"}}}
    assert refused(lambda: read(template)).startswith("template-too-deep")


def test_text_that_doubles_is_refused() -> None:
    """Names that each hold the one before twice do not fill the memory."""
    doubled = {f"G{n}": group({"Fn::Sub": f"${{G{n - 1}}}${{G{n - 1}}}"}) for n in range(1, 60)}
    template = {"Resources": {"G0": group("a" * 1000), **doubled}}
    assert refused(lambda: read(template)).startswith("template-too-large")
