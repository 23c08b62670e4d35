"""A diagnosis as text for a tired person and as JSON for a machine."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from sealane.diagnosis.symptoms.outlook import Reason
from sealane.diagnosis.symptoms.read import read
from sealane.diagnosis.symptoms.symptom import FamilyName
from sealane.records import replace
from sealane.report.diagnosis.document import as_json
from sealane.report.diagnosis.families import means, to_do
from sealane.report.diagnosis.reasons import away, failure_words, towards
from sealane.report.diagnosis.schema import schema
from sealane.report.diagnosis.text import as_text
from sealane.report.style import PLAIN
from sealane.verbs.diagnose import Asked, Diagnosed, diagnose, diagnosed
from sealane.verbs.observer import Silent
from sealane.verbs.request import Request
from sealane.verbs.stopped import Seen
from sealane.verdicts.observation import Failure
from sealane.world.stopped_tasks import StoppedTask
from tests.unit.diagnosis.evidence.witness import TASK, flow, logs
from tests.unit.diagnosis.test_joining import FAILING
from tests.unit.diagnosis.told import message_of
from tests.worlds.wounds.everything import WOUNDS

FAMILIES = Path(__file__).parents[3] / "cases" / "symptoms" / "families"
ENTRIES = [json.loads(file.read_text(encoding="utf-8"))[0] for file in sorted(FAMILIES.glob("*.json"))]
WIDTH = 80
VALID = jsonschema.Draft202012Validator(schema())


def _alone(message: str) -> Diagnosed:
    return diagnose(Asked(message=message), Request(environ={}, folder=Path("/")), Silent())


def _joined(name: str, *more: str) -> Diagnosed:
    tasks = tuple(StoppedTask(messages=(text,)) for text in (message_of(FAILING[name][1]), *more))
    return diagnosed(Seen(world=WOUNDS[name].broken), tasks, Silent())


def _prose(text: str) -> list[str]:
    """Return the lines that must fit: no command, no code, and nothing that is one word."""
    lines = [line for line in text.splitlines() if not line.startswith(("  aws ", "  sealane ", "    "))]
    return [line for line in lines if len(line.split()) > 2]


@pytest.mark.parametrize("entry", ENTRIES, ids=[str(number) for number in range(len(ENTRIES))])
def test_a_message_alone_is_told_in_every_form(entry: dict[str, str]) -> None:
    """The text fits eighty columns and says what it means; the document is of its schema."""
    found = _alone(entry["message"])
    text = as_text(found, PLAIN)
    assert all(len(line) <= WIDTH for line in _prose(text)), text
    assert text.startswith(("FAILED  ", "STOPPED  "))
    VALID.validate(as_json(found))


@pytest.mark.parametrize("name", ["no endpoint for ecr.api", "the tag is not there", "the role may not pull"])
def test_a_joined_diagnosis_names_the_change(name: str) -> None:
    """The first cause is told with its sentence, its place and the change; the document has the same."""
    found = _joined(name, "Scaling activity initiated by (deployment ecs-svc/1)")
    text, document = as_text(found, PLAIN), as_json(found)
    VALID.validate(document)
    cause = document["causes"][0]
    assert f"[{cause['cause']}]" in text
    assert (cause["proved"], document["proved"], cause["origin"] != "") == (True, True, True)
    assert "Others that stopped" in text
    assert [other["symptom"]["family"] for other in document["others"]] == ["stopping"]
    assert all(len(line) <= WIDTH for line in _prose(text)), text


def test_nothing_stopped_is_an_answer() -> None:
    """Without any stopped task the text says so, and the document has no symptom."""
    found = Diagnosed(source="123456789012 in us-east-1", stopped=())
    assert as_text(found, PLAIN).startswith("NOTHING  ")
    document = as_json(found)
    VALID.validate(document)
    assert (document["symptom"], document["causes"]) == (None, [])


def test_a_message_that_fits_none_is_said_to() -> None:
    """What was understood of it stands there: its stop code, its host and its address."""
    text = as_text(
        _alone('TaskFailedToStart: new: Get "https://x.example.com/": dial tcp 10.0.0.9:443: i/o timeout'), PLAIN
    )
    assert text.startswith("UNKNOWN  ")
    assert all(part in text for part in ("TaskFailedToStart", "x.example.com at 10.0.0.9 (private)", "no answer"))


def test_a_document_that_lacks_a_part_is_refused_by_the_schema() -> None:
    """The schema can fail."""
    document = as_json(_alone(ENTRIES[0]["message"]))
    del document["causes"]
    assert list(VALID.iter_errors(document))


def test_everything_has_words() -> None:
    """Each family, failure and reason is worded, and no wording has a hole left."""
    symptom = read("nothing")
    for reason in Reason:
        assert "{" not in towards(reason, symptom) + away(reason, symptom)
    assert len({failure_words(failure) for failure in Failure}) == len(Failure)
    for entry in ENTRIES:
        told = read(entry["message"])
        assert means(told)
        assert told.family in set(FamilyName)
        assert to_do(told) == to_do(told).strip()


def test_logs_that_point_to_what_is_gone_are_told() -> None:
    """Where a log shows another cause than the one that stands in the way now, both are said, and none is claimed."""
    name = "the endpoints' group lets in over UDP"
    task = replace(TASK, messages=(message_of(FAILING[name][1]),))
    found = diagnosed(Seen(world=WOUNDS[name].broken, logs=logs(flow())), (task,), Silent())
    text = as_text(found, PLAIN)
    assert "it was changed since" in " ".join(text.split())
    assert "Repair these too" in text
    assert "it was changed since" not in as_text(_joined(name), PLAIN)
