"""Each folder beside this file is a document that Terraform printed, and the world that is read from it.

A new case needs no Python: `plan.json` or `state.json`, and `facts.txt` as `written.py` writes a world.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sealane.readers.plan.read import world_of_plan
from sealane.readers.plan.recognise import recognise as recognise_plan
from sealane.readers.state.read import recognise as recognise_state
from sealane.readers.state.read import world_of_state
from sealane.world.world import World
from tests.cases.plan_reading.written import lines_of

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/facts.txt"))
SECRET = "never-to-be-seen"


def world_of(case: str) -> World:
    """Read the document of a case."""
    document = next((HERE / case).glob("*.json"))
    read = world_of_plan if document.stem == "plan" else world_of_state
    return read(document.read_bytes(), document.name)


@pytest.mark.parametrize("case", CASES)
def test_case(case: str) -> None:
    """The document comes to exactly the expected facts and gaps."""
    expected = (HERE / case / "facts.txt").read_text(encoding="utf-8").splitlines()
    assert list(lines_of(world_of(case))) == expected


@pytest.mark.parametrize("case", CASES)
def test_recognised(case: str) -> None:
    """A document is recognised by its content as what it is, and not as the other."""
    document = next((HERE / case).glob("*.json"))
    kinds = recognise_plan(document.read_bytes()), recognise_state(document.read_bytes())
    assert kinds == (("terraform-plan", None) if document.stem == "plan" else (None, "terraform-state"))


def test_secrets_stay_out() -> None:
    """Values of secrets, parameters and environment variables are in the document and in no fact."""
    document = (HERE / "breadth" / "plan.json").read_text(encoding="utf-8")
    assert SECRET in document
    assert not [line for line in lines_of(world_of("breadth")) if SECRET in line]


def test_bare_names_of_several_instances_are_said() -> None:
    """Where a plan names a block of several instances and nothing more, the world says that all were taken."""
    read = {path.parent.name: world_of_plan(path.read_bytes(), "plan.json") for path in HERE.glob("*/plan.json")}
    assert "aws_subnet.p" in read["references"].source.taken_whole
    assert read["minimal"].source.taken_whole == ()
