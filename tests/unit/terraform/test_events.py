"""Terraform's event stream as typed events."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sealane.terraform import events

RESOURCE = {
    "addr": "module.a.aws_vpc.main[0]",
    "module": "module.a",
    "resource": "aws_vpc.main[0]",
    "resource_type": "aws_vpc",
    "resource_name": "main",
}
AT = "2026-11-23T15:25:51.500000Z"
SECONDS = 1795447551.5


def line(kind: str, **content: object) -> bytes:
    """Write one line of the stream."""
    common = {"@level": "info", "@message": "said", "@module": "terraform.ui", "@timestamp": AT, "type": kind}
    return json.dumps(common | content).encode()


@pytest.mark.parametrize(
    ("kind", "hook", "event"),
    [
        ("apply_start", {"action": "create"}, events.ResourceStarted),
        ("apply_progress", {"action": "create", "elapsed_seconds": 10}, events.ResourceProgress),
        ("apply_complete", {"action": "create", "elapsed_seconds": 12, "id_value": "vpc-1"}, events.ResourceDone),
        ("apply_errored", {"action": "delete", "elapsed_seconds": 3}, events.ResourceFailed),
        ("refresh_start", {}, events.ResourceStarted),
        ("refresh_complete", {"id_value": "vpc-1"}, events.ResourceDone),
    ],
)
def test_work_on_a_resource(kind: str, hook: dict[str, Any], event: type[events.ResourceEvent]) -> None:
    """Each message about a resource becomes its event, with address, type, action and time."""
    read = events.parse(line(kind, hook={"resource": RESOURCE, **hook}))
    assert type(read) is event
    assert isinstance(read, events.ResourceEvent)
    assert (read.address, read.resource_type) == ("module.a.aws_vpc.main[0]", "aws_vpc")
    assert read.action == hook.get("action", "refresh")
    assert (read.at, read.message) == (SECONDS, "said")
    if isinstance(read, events.ResourceDone):
        assert (read.elapsed, read.id) == (hook.get("elapsed_seconds", 0), "vpc-1")


def test_a_planned_change() -> None:
    """A planned change carries the action and its reason."""
    read = events.parse(line("planned_change", change={"resource": RESOURCE, "action": "replace", "reason": "tainted"}))
    assert isinstance(read, events.PlannedChange)
    assert (read.action, read.reason) == ("replace", "tainted")


def test_a_summary() -> None:
    """The counts of a plan or an apply are numbers."""
    changes = {"add": 5, "change": 1, "import": 0, "remove": 2, "operation": "plan"}
    read = events.parse(line("change_summary", changes=changes))
    assert isinstance(read, events.Summary)
    assert (read.add, read.change, read.remove, read.operation) == (5, 1, 2, "plan")


def test_a_diagnostic_with_and_without_a_place() -> None:
    """A diagnostic keeps summary, detail, address and place; without a place the line is 0."""
    placed = {
        "severity": "error",
        "summary": "Unsupported argument",
        "detail": "No.",
        "address": "aws_vpc.main",
        "range": {"filename": "network.tf", "start": {"line": 3, "column": 5, "byte": 40}, "end": {"line": 3}},
    }
    read = events.parse(line("diagnostic", diagnostic=placed))
    assert isinstance(read, events.Diagnostic)
    assert (read.file, read.line, read.column, read.address) == ("network.tf", 3, 5, "aws_vpc.main")
    assert read.is_error
    bare = events.parse(line("diagnostic", diagnostic={"severity": "warning", "summary": "Careful", "detail": ""}))
    assert isinstance(bare, events.Diagnostic)
    assert (bare.file, bare.line, bare.is_error) == ("", 0, False)


def test_outputs() -> None:
    """A value that is kept back is none, and its name is noted as sensitive."""
    outputs = {"url": {"sensitive": False, "value": "http://x"}, "key": {"sensitive": True, "type": "string"}}
    read = events.parse(line("outputs", outputs=outputs))
    assert isinstance(read, events.Outputs)
    assert (dict(read.values), read.sensitive) == ({"url": "http://x", "key": None}, frozenset({"key"}))


@pytest.mark.parametrize(
    "text",
    [
        line("some_new_message", thing=1),
        line("apply_start"),
        line("diagnostic", diagnostic=None),
        line("change_summary", changes={"add": "many"}),
        b'{"half": ',
        b"[1, 2]",
        b"panic: runtime error",
        b"\xff\xfe",
    ],
)
def test_what_is_not_understood_is_kept(text: bytes) -> None:
    """New, damaged and plain lines never fail: they become `Other`."""
    assert isinstance(events.parse(text), events.Other)


def test_an_empty_line_is_nothing() -> None:
    """An empty line gives no event, a line with content does."""
    assert events.parse(b"  \n") is None
    assert events.parse(b"x") is not None
