"""The tool `diagnose`: why a task did not start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.errors import InputError, Problem
from sealane.mcp.places import inside
from sealane.mcp.subjects import source_arguments, subject_of
from sealane.mcp.tool import Answer, Arguments, Schema, Tool, text, texts
from sealane.report.fixes.remembered import remembered
from sealane.report.style import PLAIN
from sealane.verbs.observer import Silent
from sealane.verbs.request import Request

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions


def _takes(permissions: Permissions) -> Schema:
    taken = {**source_arguments(permissions), "message": text("What ECS says: a stopped reason, or an event.")}
    taken["evidence"] = texts("Paths of files with flow logs, CloudTrail or events of the service.")
    if permissions.live:
        taken["tasks"] = texts("With live: only these stopped tasks, by their ARNs.")
    return taken


def _gives() -> Schema:
    from sealane.report.diagnosis.schema import schema

    return schema()


def _run(arguments: Arguments, permissions: Permissions) -> Answer:
    from sealane.report.diagnosis.document import as_json
    from sealane.report.diagnosis.text import as_text
    from sealane.verbs.diagnose import Asked, diagnose

    message, tasks = arguments.get("message", ""), tuple(arguments.get("tasks", ()))
    if message and tasks:
        raise InputError(_unclear("both a message and tasks are given"))
    evidence = tuple(str(inside(one, permissions).path) for one in arguments.get("evidence", ()))
    if arguments.get("source") or arguments.get("live"):
        subject, request = subject_of(arguments, permissions)
        asked = Asked(message=message, tasks=tasks, subject=subject, evidence=evidence)
    elif message.strip() or evidence:
        asked = Asked(message=message, evidence=evidence)
        request = Request(environ=permissions.environ, folder=permissions.roots[0])
    else:
        raise InputError(_unclear("nothing is named that could be diagnosed"))
    diagnosed = diagnose(asked, request, Silent())
    fixes = (remembered(diagnosed.proved),) if diagnosed.proved else ()
    return Answer(document=as_json(diagnosed, *fixes), text=as_text(diagnosed, PLAIN, *fixes))


def _unclear(what: str) -> Problem:
    return Problem(code="diagnosis-unclear", what=what, hint='message: "ResourceInitializationError: …"')


DIAGNOSE: Final = Tool(
    name="diagnose",
    title="Diagnose a stopped task",
    description=(
        "Say why a task did not start: causes ranked, the evidence, what is ruled out, and the fix. A message alone "
        "gives what is possible and the commands that would decide; with a source, as a capture with its "
        "`describe-tasks` or a plan, it is joined with the proof."
    ),
    takes=_takes,
    gives=_gives,
    run=_run,
    asks_aws=True,
)
