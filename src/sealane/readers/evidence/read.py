"""A file of evidence to what it recorded: which kind it is, is told by its content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from sealane.errors import InputError, Place, Problem
from sealane.readers.capture.captured import CapturedCall
from sealane.readers.capture.recognise import call_of
from sealane.readers.capture.translate.stopped_tasks import stopped_tasks
from sealane.readers.evidence.content import bytes_of, text_of
from sealane.readers.evidence.flow_format import format_of, is_flow_record
from sealane.readers.evidence.flow_log import flows_of
from sealane.readers.evidence.lines import Line, lines_of, numbered
from sealane.readers.evidence.recorded import Recorded
from sealane.readers.evidence.trail import event_of, events_of_history, events_of_lines, is_event
from sealane.readers.json_node import Node, parse

_TASKS: Final = frozenset({"ecs:DescribeTasks", "ecs:DescribeServices"})
_READ: Final = (
    "a VPC flow log, events of CloudTrail, `aws ecs describe-services` or `describe-tasks`; plain, compressed with "
    "gzip, or as `aws logs filter-log-events` prints them"
)


def read_evidence(path: Path, name: str) -> Recorded:
    """Return what a file recorded; `name` is how the user wrote it.

    Raises:
        InputError: there is no such file, it is of no kind that is read, or a line of it is wrong.
        EnvironmentFailure: the machine does not let it be read.

    """
    data = bytes_of(path, name)
    found = recorded_in(data, name)
    if found is not None:
        return found
    text = text_of(data, name)
    if text.lstrip()[:1] == "{":
        # What is meant to be JSON is told with its line and column when it is none.
        parse(text, name)
    raise InputError(_unknown(name, text))


def recorded_in(data: bytes, name: str) -> Recorded | None:
    """Return what some content recorded, `None` for content of no kind that is read.

    Raises:
        InputError: it is of such a kind, and a line of it is wrong.

    """
    text = text_of(data, name)
    if text.lstrip()[:1] in {"{", "["}:
        return _of_json(text, name)
    return _of_lines(lines_of(text), name)


def _of_json(text: str, name: str) -> Recorded | None:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return _of_lines(lines_of(text), name)
    if isinstance(document, list):
        document = {"Records": document}
    if not isinstance(document, dict):
        return None
    return _of_document(document, name)


def _of_document(document: Mapping[str, object], name: str) -> Recorded | None:
    node = Node(dict(document), "", name)
    records, detail = document.get("Records"), document.get("detail", document)
    if isinstance(records, list) and all(map(is_event, records)):
        return Recorded(
            events=tuple(event_of(one.members, name, one.path) for one in node.nodes("Records")),
        )
    if isinstance(detail, Mapping) and is_event(detail):
        return Recorded(events=(event_of(detail, name, ""),))
    entries = document.get("Events")
    if isinstance(entries, list) and all(isinstance(one, dict) and "CloudTrailEvent" in one for one in entries):
        return Recorded(events=tuple(events_of_history(node.nodes("Events"), name)))
    messages = _messages(document)
    if messages is not None:
        return _of_lines(tuple(numbered(messages)), name) or Recorded()
    return _of_tasks(document, detail, name)


def _messages(document: Mapping[str, object]) -> list[str] | None:
    """Return the messages of an answer of CloudWatch Logs, `None` for any other document.

    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html
    """
    events, results = document.get("events"), document.get("results")
    if isinstance(events, list) and all(isinstance(one, dict) and "message" in one for one in events):
        return [str(one["message"]) for one in events]
    if isinstance(results, list) and all(isinstance(row, list) for row in results):
        cells = (cell for row in results for cell in row if isinstance(cell, dict))
        return [str(cell.get("value", "")) for cell in cells if cell.get("field") == "@message"]
    return None


def _of_lines(lines: tuple[Line, ...], name: str) -> Recorded | None:
    """Return what lines recorded: the first one says of which kind they are."""
    if not lines:
        return None
    first = lines[0].text
    if format_of(first) or is_flow_record(first):
        return Recorded(flows=flows_of(lines, name))
    inner = _inner(first)
    if is_event(inner) or (isinstance(inner, Mapping) and is_event(inner.get("detail"))):
        return Recorded(events=events_of_lines(lines, name))
    if isinstance(inner, Mapping) and isinstance(inner.get("message"), str) and is_flow_record(inner["message"]):
        return Recorded(flows=flows_of(tuple(_wrapped(lines)), name))
    return None


def _wrapped(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the records that Firehose delivers, each a message in an object of its own."""
    for line in lines:
        inner = _inner(line.text)
        message = inner.get("message") if isinstance(inner, Mapping) else None
        yield Line(line.number, message if isinstance(message, str) else line.text)


def _inner(text: str) -> object:
    try:
        return json.loads(text) if text.startswith("{") else None
    except (ValueError, RecursionError):
        return None


def _of_tasks(document: Mapping[str, object], detail: object, name: str) -> Recorded | None:
    if isinstance(detail, Mapping) and "stoppedReason" in detail:
        call = CapturedCall(call="ecs:DescribeTasks", output={"tasks": [dict(detail)]}, place=name)
    else:
        call = CapturedCall(call=call_of(document), output=document, place=name)
    return Recorded(stopped=stopped_tasks((call,))) if call.call in _TASKS else None


def _unknown(name: str, text: str) -> Problem:
    beginning = text.lstrip()[:40].splitlines()
    seen = f"text that begins with `{beginning[0]}`" if beginning else "nothing"
    return Problem(
        code="evidence-unrecognised",
        what=f"{name} is no evidence that can be read",
        facts=(("seen", "".join(letter if letter.isprintable() else "·" for letter in seen)), ("read", _READ)),
        hint="a flow log in a custom format needs its format as the first line, as "
        "`aws ec2 describe-flow-logs --query 'FlowLogs[].LogFormat'` prints it",
        link="https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html",
        place=Place(file=name, line=1, column=1),
    )
