"""The tool `cost`: what a source costs a month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.mcp.subjects import source_arguments, subject_of
from sealane.mcp.tool import Answer, Arguments, Schema, Tool, texts
from sealane.report.style import PLAIN
from sealane.verbs.observer import Silent

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions


def _takes(permissions: Permissions) -> Schema:
    usage = texts("How much is used in a month, `KIND=NUMBER`: `log-gb=5`, `nat-gb=200`, …")
    return {**source_arguments(permissions), "usage": usage}


def _gives() -> Schema:
    from sealane.report.cost.schema import schema

    return schema()


def _run(arguments: Arguments, permissions: Permissions) -> Answer:
    from sealane.report.cost.document import as_json
    from sealane.report.cost.text import as_text
    from sealane.verbs.cost import cost
    from sealane.verbs.usage import usage_said

    subject, request = subject_of(arguments, permissions)
    usage = usage_said(tuple(arguments.get("usage", ())), "", request.folder)
    found = cost(subject, request, Silent(), usage)
    return Answer(document=as_json(found), text=as_text(found, PLAIN))


COST: Final = Tool(
    name="cost",
    title="Bill a source",
    description=(
        "Say what a source costs a month, line by line, from dated prices that name their source, and what NAT "
        "gateways or central endpoints would. An unknown amount makes the sum unknown. No price is asked of AWS."
    ),
    takes=_takes,
    gives=_gives,
    run=_run,
    asks_aws=True,
)
