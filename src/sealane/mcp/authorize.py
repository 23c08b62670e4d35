"""The tool `authorize`: one request under every policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.mcp.subjects import source_arguments, subject_of
from sealane.mcp.tool import Answer, Arguments, Schema, Tool, text, texts
from sealane.report.style import PLAIN
from sealane.verbs.observer import Silent

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions


def _takes(permissions: Permissions) -> Schema:
    return {
        **source_arguments(permissions),
        "principal": text("Who asks: a role by its Terraform address, ARN or name, or a service principal."),
        "action": text("The IAM action, `ecr:BatchGetImage` for example."),
        "resource": text("The ARN that it is about; `*` when left out."),
        "context": texts("`KEY=VALUE` for conditions."),
        "through": text("The VPC endpoint that the request goes through."),
    }


def _gives() -> Schema:
    from sealane.report.decision.schema import schema

    return schema()


def _run(arguments: Arguments, permissions: Permissions) -> Answer:
    from sealane.report.decision.document import as_json
    from sealane.report.decision.text import as_text
    from sealane.verbs.authorize import Asked, authorize

    subject, request = subject_of(arguments, permissions)
    asked = Asked(
        principal=arguments["principal"],
        action=arguments["action"],
        resource=arguments.get("resource") or "*",
        context=tuple(arguments.get("context", ())),
        through=arguments.get("through", ""),
    )
    decided = authorize(subject, asked, request, Silent())
    return Answer(document=as_json(decided), text=as_text(decided, PLAIN))


AUTHORIZE: Final = Tool(
    name="authorize",
    title="Decide a request",
    description="Decide one IAM request under every policy that a source has for it, and name the layer that blocks.",
    takes=_takes,
    gives=_gives,
    run=_run,
    needs=("principal", "action"),
    asks_aws=True,
)
