"""An adoption in words: each matter has its sentence, and a refusal says how it is lifted."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types

from sealane.adoption.adopt import adopt
from sealane.adoption.remark import Matter, Outcome, Remark
from sealane.report.adoption.document import as_json
from sealane.report.adoption.schema import schema
from sealane.report.adoption.text import as_text
from sealane.report.adoption.words import sentence
from sealane.report.style import PLAIN
from sealane.verbs.adopt import Adoption
from tests.unit.adoption.described import Answers, found_of
from tests.unit.adoption.specs import plain

_OF_TWO = {Matter.ROLE: Outcome.CHANGED, Matter.DEFAULT_GROUP: Outcome.KEPT}


@pytest.mark.parametrize("matter", Matter)
def test_every_matter_has_a_sentence(matter: Matter) -> None:
    """It names the thing, and has no place left open; nothing without a name is named so."""
    remark = Remark(matter=matter, about="this-one", outcome=_OF_TWO.get(matter, Outcome.KEPT), facts=("a fact",))
    said = sentence(remark)
    assert "this-one" in said
    assert "{" not in said
    unnamed = Remark(matter=matter, about="", outcome=remark.outcome)
    assert "this-one" not in sentence(unnamed)


def _sidecar(answers: Answers) -> None:
    answers["ecs:DescribeTaskDefinition"]["taskDefinition"]["containerDefinitions"].append(
        {"name": "agent", "image": "agent:1"}
    )


def _adoption(*, wounded: bool) -> Adoption:
    adopted = adopt(found_of(plain(), *([_sidecar] if wounded else [])))
    return Adoption(folder=Path("infra"), adopted=adopted, refusals=adopted.refusals(frozenset()))


def test_text_says_what_was_written_or_why_not() -> None:
    """A sound one ends with the next command; a refused one names what would be lost and how it is left out."""
    sound = as_text(_adoption(wounded=False), "infra", PLAIN)
    assert "`cd infra && terraform init && terraform plan`" in " ".join(sound.split())
    assert "would be lost" not in sound
    refused = as_text(_adoption(wounded=True), "infra", PLAIN)
    assert "\n    --leave-out container:agent\n" in refused
    assert "nothing was written: 1 thing would be lost" in " ".join(refused.split())
    assert "terraform init" not in refused


def test_document_says_the_same() -> None:
    """JSON has the imports and the remarks, and no written files where something refuses; it fits its schema."""
    sound, refused = as_json(_adoption(wounded=False), "infra"), as_json(_adoption(wounded=True), "infra")
    validator = Draft202012Validator(schema())
    assert [list(validator.iter_errors(one)) for one in (sound, refused)] == [[], []]
    assert list(validator.iter_errors({**sound, "remarks": [{"name": "only"}]}))
    assert {"to": "aws_ecs_service.web", "id": "shop/web"} in sound["imports"]
    assert "imports.tf" in sound["written"]
    assert (refused["written"], [one["name"] for one in refused["remarks"] if one["refuses"]]) == (
        [],
        ["container:agent"],
    )
