"""The tool `endpoints`: which VPC endpoints tasks need to start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.mcp.tasks import task_arguments, understood_of
from sealane.mcp.tool import Answer, Arguments, Schema, Tool
from sealane.report.style import PLAIN

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions


def _gives() -> Schema:
    from sealane.report.endpoints_schema import schema

    return schema()


def _run(arguments: Arguments, permissions: Permissions) -> Answer:
    from sealane.report.endpoints import as_json, as_text

    understood = understood_of(arguments, permissions)
    return Answer(document=as_json(understood), text=as_text(understood, PLAIN))


ENDPOINTS: Final = Tool(
    name="endpoints",
    title="Endpoints that tasks need",
    description=(
        "Say which VPC endpoints the tasks of a spec, a task definition or an image need to start in a VPC without "
        "internet, for which step of the start each is, and where AWS says so. No account is asked."
    ),
    takes=task_arguments,
    gives=_gives,
    run=_run,
)
