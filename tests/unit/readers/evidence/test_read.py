"""A file of evidence in every form in which a person has it, and the one error of a file that is wrong."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.errors import InputError, Problem
from sealane.readers.evidence.read import read_evidence, recorded_in
from sealane.readers.evidence.recorded import Recorded
from sealane.world.flows import Flow, FlowAction, FlowStatus
from tests.thoroughness import examples
from tests.unit.readers.evidence.samples import HEADER, INTERFACE, event, no_record, record

LINES = f"{HEADER}\n{record()}\n{record('ACCEPT')}\n{no_record()}\n"
HISTORY = {"Events": [{"EventName": "x", "CloudTrailEvent": json.dumps(event())}]}
CUSTOM = (
    "action srcaddr dstaddr dstport pkt-dstaddr tcp-flags flow-direction ecs-task-id reject-reason\n"
    "REJECT 10.0.0.9 10.0.0.70 443 10.0.0.77 2 egress 0123456789abcdef0123456789abcdef BPA\n"
)


def told(text: str | bytes) -> Recorded:
    """Return what some content recorded, which must be of a kind that is read."""
    found = recorded_in(text.encode() if isinstance(text, str) else text, "log")
    assert found is not None
    return found


def bare(flows: tuple[Flow, ...]) -> list[tuple[str, str, str, FlowAction | None, FlowStatus]]:
    """Return what two forms of the same records have in common."""
    return [(flow.interface, flow.source, flow.target, flow.action, flow.status) for flow in flows]


FORMS: dict[str, str | bytes] = {
    "of S3": LINES,
    "of S3, compressed": gzip.compress(LINES.encode()),
    "without a first line": LINES.partition("\n")[2],
    "as describe-flow-logs names its format": LINES.replace(
        HEADER, " ".join(f"${{{name}}}" for name in HEADER.split())
    ),
    "as Athena answers": "\n".join(
        ",".join(f'"{word}"' for word in line.replace("-id", "_id").replace("log-", "log_").split())
        if number == 0
        else ",".join(f'"{word}"' for word in line.split())
        for number, line in enumerate(LINES.splitlines())
    ),
    "as logs tail prints": "\n".join(
        f"2026-01-01T00:00:00+00:00 {INTERFACE}-all {line}" for line in LINES.splitlines()[1:]
    ),
    "as filter-log-events prints": json.dumps(
        {"events": [{"message": line, "timestamp": 1} for line in LINES.splitlines()[1:]]}
    ),
    "as get-query-results prints": json.dumps(
        {"results": [[{"field": "@message", "value": line}] for line in LINES.splitlines()[1:]]}
    ),
    "as Firehose delivers": "\n".join(json.dumps({"message": line}) for line in LINES.splitlines()[1:]),
    "of Windows": "\ufeff" + LINES.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_flow_log_is_read_in_every_form(form: str) -> None:
    """Packets, their action and the window without any are the same, however the log came."""
    assert bare(told(FORMS[form]).flows) == [
        (INTERFACE, "10.0.0.9", "10.0.0.77", FlowAction.REJECTED, FlowStatus.RECORDED),
        (INTERFACE, "10.0.0.9", "10.0.0.77", FlowAction.ACCEPTED, FlowStatus.RECORDED),
        (INTERFACE, "", "", None, FlowStatus.NO_DATA),
    ]


def test_a_custom_format_is_read_by_its_first_line() -> None:
    """The packet's own address counts where it differs, and later fields tell the task, the flags and the direction."""
    (flow,) = told(CUSTOM).flows
    assert (flow.target, flow.target_port, flow.flags, flow.direction) == ("10.0.0.77", 443, 2, "egress")
    assert (flow.task, flow.reason, flow.origin.line) == ("0123456789abcdef0123456789abcdef", "BPA", 2)


TRAILS: dict[str, str | bytes] = {
    "of S3": json.dumps({"Records": [event()]}),
    "of S3, compressed": gzip.compress(json.dumps({"Records": [event()]}).encode()),
    "event history": json.dumps(HISTORY),
    "one on a line": f"{json.dumps(event())}\n",
    "a list": json.dumps([event()]),
    "one event": json.dumps(event(), indent=1),
    "of EventBridge": json.dumps({"detail-type": "AWS API Call via CloudTrail", "detail": event()}),
    "of CloudWatch Logs": json.dumps({"events": [{"message": json.dumps(event())}]}),
}


@pytest.mark.parametrize("form", TRAILS)
def test_cloudtrail_is_read_in_every_form(form: str) -> None:
    """The call, who made it, through which endpoint, and which request it was."""
    (one,) = told(TRAILS[form]).events
    assert (one.action, one.endpoint, one.error_code) == (
        "ecr:GetAuthorizationToken",
        "vpce-0aaaaaaaaaaaaaaa1",
        "",
    )
    assert one.principal.endswith(":assumed-role/execution/0123456789abcdef0123456789abcdef")
    assert not one.at_endpoint


def test_what_an_endpoint_recorded_is_told_apart() -> None:
    """An event of network activity is the endpoint's own."""
    at_endpoint = event(eventCategory="NetworkActivity", eventType="AwsVpceEvent", errorCode="VpceAccessDenied")
    (one,) = told(json.dumps({"Records": [at_endpoint]})).events
    assert (one.at_endpoint, one.error_code) == (True, "VpceAccessDenied")


def test_stopped_tasks_and_events_of_services_are_evidence() -> None:
    """What `describe-services` and `describe-tasks` print tells of failed starts."""
    words = "(service app) was unable to place a task. Reason: Internal error."
    service = {
        "serviceName": "app",
        "clusterArn": "arn:aws:ecs:us-east-1:1:cluster/main",
        "events": [{"message": words}],
    }
    assert [one.messages for one in told(json.dumps({"services": [service]})).stopped] == [(words,)]
    details = [{"name": "networkInterfaceId", "value": INTERFACE}, {"name": "privateIPv4Address", "value": "10.0.0.9"}]
    task = {
        "taskArn": "arn:aws:ecs:us-east-1:1:task/main/1",
        "lastStatus": "STOPPED",
        "stoppedReason": "x",
        "attachments": [{"type": "ElasticNetworkInterface", "details": details}],
    }
    (one,) = told(json.dumps({"tasks": [task]})).stopped
    assert (one.interface, one.address) == (INTERFACE, "10.0.0.9")


WRONG = {
    "too few fields": (f"{LINES}{record()} more and\n", "flow-log-line-invalid", 5),
    "no address": (f"{LINES}{record(source='10.0.0.300')}\n", "flow-log-line-invalid", 5),
    "no port": (f"{LINES}{record(ports='40000 70000')}\n", "flow-log-line-invalid", 5),
    "no number": (f"{LINES}{record(window='1767225600 soon')}\n", "flow-log-line-invalid", 5),
    "no action": (f"{LINES}{record('DROP')}\n", "flow-log-line-invalid", 5),
    "a recorded window without action": (f"{LINES}{record('-')}\n", "flow-log-line-invalid", 5),
    "words": (f"{LINES}\n\nwhat is this\n", "flow-log-line-invalid", 7),
    "a format that tells nothing": ("version action log-status\n2 ACCEPT OK\n", "flow-format-too-narrow", 1),
    "half an event": (f'{json.dumps(event())}\n{{"eventSource": \n', "trail-line-invalid", 2),
    "another object": (f'{json.dumps(event())}\n{{"a": 1}}\n', "trail-line-invalid", 2),
    "an entry without event": (json.dumps({"Events": [{"CloudTrailEvent": "{"}]}), "trail-line-invalid", 1),
    "broken JSON": ('{"Records": [\n  oops\n]}', "json-invalid", 2),
    "a text": ("dear reader,\nthis is a letter\n", "evidence-unrecognised", 1),
    "nothing": ("", "evidence-unrecognised", 1),
    "another document": ('{"Vpcs": []}', "evidence-unrecognised", 1),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_one_error_with_its_line(name: str, tmp_path: Path) -> None:
    """Each wrong file is one problem that names the file, the line and what to do."""
    text, code, line = WRONG[name]
    (tmp_path / "log").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_evidence(tmp_path / "log", "logs/log")
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert (problem.code, problem.place.file, problem.place.line) == (code, "logs/log", line)
    assert problem.hint


@pytest.mark.parametrize(
    ("content", "code"),
    [(gzip.compress(LINES.encode())[:-12], "evidence-broken"), (b"PAR1\x15\x04", "evidence-parquet")],
)
def test_what_cannot_be_unpacked_is_said(content: bytes, code: str, tmp_path: Path) -> None:
    """A broken archive and Parquet are problems of their own; the whole archive is read."""
    (tmp_path / "log.gz").write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_evidence(tmp_path / "log.gz", "log.gz")
    assert caught.value.problems[0].code == code
    (tmp_path / "log.gz").write_bytes(gzip.compress(LINES.encode()))
    assert len(read_evidence(tmp_path / "log.gz", "log.gz").flows) == 3


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """A path that leads nowhere is a problem of the input."""
    with pytest.raises(InputError) as caught:
        read_evidence(tmp_path / "nowhere", "nowhere")
    assert caught.value.problems[0].code == "evidence-missing"


@settings(max_examples=examples(150), deadline=None)
@given(st.sampled_from([*FORMS.values(), *TRAILS.values(), CUSTOM]), st.data())
def test_no_damage_breaks_the_reading(content: str | bytes, data: st.DataObject) -> None:
    """A file that was damaged anywhere is read, is of no kind, or is one problem with a place; it never crashes."""
    whole = content.encode() if isinstance(content, str) else content
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + data.draw(st.integers(0, 6)) :]
    problems: tuple[Problem, ...] = ()
    try:
        recorded_in(damaged, "log")
    except InputError as error:
        problems = error.problems
    assert [one.place.file for one in problems if one.place] == ["log"] * len(problems)
    assert len(problems) <= 1
