"""The tool `policies`: least-privilege roles and endpoint policies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.mcp.tasks import task_arguments, understood_of
from sealane.mcp.tool import Answer, Arguments, Schema, Tool
from sealane.report.style import PLAIN

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions


def _gives() -> Schema:
    from sealane.report.policies_schema import schema

    return schema()


def _run(arguments: Arguments, permissions: Permissions) -> Answer:
    from sealane.report.policies import as_json, as_text

    understood = understood_of(arguments, permissions)
    return Answer(document=as_json(understood), text=as_text(understood, PLAIN))


POLICIES: Final = Tool(
    name="policies",
    title="Policies that tasks need",
    description=(
        "Write the policies that the tasks of a spec, a task definition or an image need to start, and no more: both "
        "roles, their trust policy, and each endpoint's policy. No account is asked."
    ),
    takes=task_arguments,
    gives=_gives,
    run=_run,
)
