"""Worlds on which what AWS documents is easily got wrong: each folder has one, and what proof and lab say of a flow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sealane.lab.survey.survey import survey
from sealane.verdicts.verdict import Verdict
from tests.lab.differential.comparison import on_paper
from tests.lab.differential.keeping import read, written
from tests.lab.differential.questions import questions

FOLDERS = sorted(path for path in Path(__file__).parent.iterdir() if (path / "world.json").exists())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_proof_and_lab_say_what_is_expected(folder: Path) -> None:
    """Each flow of the case has its verdict in the proof and its fate in the lab, and no flow of it disagrees."""
    world = read((folder / "world.json").read_text(encoding="utf-8"))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["flows"]
    blueprint = survey(world)
    asked = list(questions(world, blueprint))
    found = on_paper(blueprint, [probe for question in asked for probe in question.probes])
    said: dict[str, dict[str, object]] = {}
    for question in asked:
        passes = [question.passes(found[probe]) for probe in question.probes]
        said[question.text.split(": ")[0]] = {"proof": question.verdict.value, "lab": bool(passes) and all(passes)}
    assert {text: said[text] for text in expected} == expected
    assert [text for question in asked if (text := question.disagrees(found))] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_contrary_answer_would_disagree(folder: Path) -> None:
    """A verdict contrary to what the lab does would be told of each flow, and a kept world reads as it was written."""
    world = read((folder / "world.json").read_text(encoding="utf-8"))
    assert written(read(written(world))) == written(world)
    blueprint = survey(world)
    asked = [question for question in questions(world, blueprint) if question.targets]
    found = on_paper(blueprint, [probe for question in asked for probe in question.probes])
    for question in asked:
        certain = question.verdict is not Verdict.UNKNOWN
        contrary = Verdict.FAILS if all(question.passes(found[one]) for one in question.probes) else Verdict.HOLDS
        turned = type(question)(question.text, contrary, question.targets, question.one_way, question.ends)
        assert bool(turned.disagrees(found))
        assert not certain or not question.disagrees(found)
