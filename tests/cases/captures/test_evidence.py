"""Logs beside a stopped task: named as evidence or lying in the capture, joined with its proof, told in every form."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from sealane.cli.program import answer
from sealane.diagnosis.evidence.sign import SignKind
from sealane.errors import InputError
from sealane.report.diagnosis.document import as_json
from sealane.report.diagnosis.schema import schema
from sealane.report.diagnosis.text import as_text
from sealane.report.style import PLAIN
from sealane.verbs.diagnose import Asked, Diagnosed, diagnose
from sealane.verbs.observer import Silent
from sealane.verbs.request import Request
from sealane.verbs.subject import Subject
from sealane.verdicts.cause import Cause
from tests.cases.captures.test_captures import HEALTHY
from tests.cases.captures.test_stopped import stopped, tell
from tests.unit.readers.evidence.samples import HEADER, INTERFACE, event, record

BARE = "ResourceInitializationError: unable to pull secrets or registry auth"
INSIDE = (
    "ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from "
    "Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. "
    'RequestError: send request failed caused by: Post "https://api.ecr.us-east-1.amazonaws.com/": dial tcp '
    "10.0.0.77:443: i/o timeout"
)
REJECTED = f"{HEADER}\n{record()}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the healthy capture to add to."""
    return Path(shutil.copytree(HEALTHY, tmp_path / "capture"))


def task(reason: str) -> dict[str, Any]:
    """Return a stopped task with its network interface."""
    details = [{"name": "networkInterfaceId", "value": INTERFACE}, {"name": "privateIPv4Address", "value": "10.0.0.9"}]
    return stopped(reason) | {"attachments": [{"type": "ElasticNetworkInterface", "details": details}]}


def diagnosed(folder: Path, message: str = "", *evidence: str) -> Diagnosed:
    """Diagnose the capture of a folder with files of evidence in it."""
    asked = Asked(message=message, subject=Subject(source="capture"), evidence=evidence)
    return diagnose(asked, Request(environ={}, folder=folder.parent), Silent())


def test_a_flow_log_is_heeded_wherever_it_lies(folder: Path) -> None:
    """In the capture, compressed or not, and as a file of its own it says the same; without it nothing is said."""
    tell(folder, task(INSIDE))
    (alone,) = diagnosed(folder).stopped
    assert alone.diagnosis.signs == ()
    (folder.parent / "flows.log").write_text(REJECTED, encoding="utf-8")
    (named,) = diagnosed(folder, "", "flows.log").stopped
    (folder / "flows.gz").write_bytes(gzip.compress(REJECTED.encode()))
    (lying,) = diagnosed(folder).stopped
    for one in (named, lying):
        assert [sign.kind for sign in one.diagnosis.signs] == [SignKind.REJECTED_LEAVING]
        assert Cause.ENDPOINT_GROUP_INGRESS in {out.cause for out in one.diagnosis.ruled_out}
    assert lying.diagnosis.signs[0].origin.file == "capture/flows.gz"


@pytest.mark.parametrize("form", ["Records", "a line each"])
def test_cloudtrail_in_a_capture_is_heeded(folder: Path, form: str) -> None:
    """A denial of this task's own session, in a file that is no answer of a call, names the step."""
    arn = f"arn:aws:sts::123456789012:assumed-role/execution/{1:032x}"
    denied = event("secretsmanager:GetSecretValue", errorCode="AccessDenied", userIdentity={"arn": arn})
    text = json.dumps({"Records": [denied]}) if form == "Records" else f"{json.dumps(denied)}\n{json.dumps(event())}\n"
    (folder / "trail.json").write_text(text, encoding="utf-8")
    tell(folder, task(BARE))
    (one,) = diagnosed(folder).stopped
    assert [sign.kind for sign in one.diagnosis.signs] == [SignKind.CALL_DENIED]
    assert Cause.ENDPOINT_MISSING in {out.cause for out in one.diagnosis.ruled_out}


def test_other_files_of_a_capture_stay_ignored(folder: Path) -> None:
    """A letter, a picture and a broken archive are no evidence; a flow log with a wrong line is told."""
    tell(folder, task(INSIDE))
    (folder / "README").write_text("what I saved on Monday\n", encoding="utf-8")
    (folder / "shot.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    (folder / "old.gz").write_bytes(b"\x1f\x8b\x00")
    assert diagnosed(folder).stopped[0].diagnosis.signs == ()
    (folder / "flows.log").write_text(f"{REJECTED}junk\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        diagnosed(folder)
    (problem,) = caught.value.problems
    assert str(problem.place) == "capture/flows.log:3:1"


def test_a_task_that_is_evidence_lends_a_message_its_interface(folder: Path) -> None:
    """A message given by hand is of the task that stopped with these words, so that its packets are known."""
    (folder.parent / "flows.log").write_text(REJECTED, encoding="utf-8")
    (folder.parent / "tasks.json").write_text(json.dumps({"tasks": [task(INSIDE)]}), encoding="utf-8")
    unknown = diagnosed(folder, INSIDE, "flows.log")
    assert (unknown.stopped[0].diagnosis.signs, unknown.records) == ((), 1)
    assert "describe-tasks" in as_text(unknown, PLAIN)
    (known,) = diagnosed(folder, INSIDE, "flows.log", "tasks.json").stopped
    tell(folder, task(INSIDE))
    (twice,) = diagnosed(folder, "", "tasks.json").stopped
    assert twice.count == 1
    assert [sign.kind for sign in known.diagnosis.signs] == [SignKind.REJECTED_LEAVING]


def test_events_of_services_are_diagnosed_as_evidence(folder: Path) -> None:
    """What `describe-services` prints is diagnosed beside the capture, and alone; what is known is not told twice."""
    words = f"(service app) was unable to place a task. Reason: {INSIDE}"
    services = {"services": [{"serviceName": "app", "clusterArn": "c/app", "events": [{"message": words}]}]}
    (folder.parent / "events.json").write_text(json.dumps(services), encoding="utf-8")
    tell(folder)
    (one,) = diagnosed(folder, "", "events.json", "events.json").stopped
    assert (one.task.service, one.diagnosis.service is not None) == ("app", True)
    request = Request(environ={}, folder=folder.parent)
    (alone,) = diagnose(Asked(evidence=("events.json",)), request, Silent()).stopped
    assert alone.diagnosis.causes[0].cause is Cause.ENDPOINT_GROUP_INGRESS


def test_evidence_is_told_in_both_forms(folder: Path) -> None:
    """The text has what the record says with its file and line, the document is of its schema."""
    tell(folder, task(INSIDE))
    (folder.parent / "flows.log").write_text(REJECTED, encoding="utf-8")
    (folder.parent / "trail.json").write_text(json.dumps({"Records": [event()]}), encoding="utf-8")
    found = diagnosed(folder, "", "flows.log", "trail.json")
    text, document = as_text(found, PLAIN), as_json(found)
    assert "What the logs say" in text
    assert "flows.log:2" in text
    jsonschema.Draft202012Validator(schema()).validate(document)
    assert [(one["sign"], one["line"]) for one in document["evidence"]] == [("rejected-leaving", 2)]
    assert "What the logs say" not in as_text(diagnosed(folder), PLAIN)


def test_the_command_takes_evidence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--evidence` may be repeated, and needs neither a message nor a source where it holds stopped tasks."""
    tasks, flows = folder.parent / "tasks.json", folder.parent / "flows.log"
    tasks.write_text(json.dumps({"tasks": [task(INSIDE)]}), encoding="utf-8")
    flows.write_text(REJECTED, encoding="utf-8")
    words = ["--evidence", str(tasks), "--evidence", str(flows), "--format", "json"]
    assert answer(["diagnose", *words]) == 3
    document = json.loads(capsys.readouterr().out)
    assert document["causes"][0]["cause"] == "task-group-egress"
    assert document["evidence"][0]["interface"] == INTERFACE
