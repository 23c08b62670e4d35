"""The sandbox's status as text and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sealane.report.paragraph import paragraph
from sealane.report.style import Style, table

if TYPE_CHECKING:
    from sealane.sandbox.fargate.access import Fargate
    from sealane.sandbox.record import Sandbox


def as_text(sandbox: Sandbox | None, style: Style, fargate: Fargate | None = None) -> str:
    """Say where the sandbox is and whether its tasks run, or that there is none."""
    if sandbox is None:
        return "not running; start it with `sealane sandbox start`"
    rows = [
        ("endpoint", sandbox.endpoint),
        ("account", sandbox.account),
        ("process", str(sandbox.pid)),
        ("since", sandbox.started),
        ("log", str(sandbox.log)),
        ("tasks", "run" if fargate is not None and fargate.runs else "do not run; `sealane sandbox start` lets them"),
    ]
    return table(rows, style, header=False)


def tasks_line(fargate: Fargate, style: Style) -> str:
    """Say whether tasks run, and what the machine lacks for it."""
    if fargate.runs:
        return "its tasks run in the network that they are given"
    lacks = [paragraph(f"{one.what}: `{one.command}`", style, "  ") for one in fargate.missing]
    return "\n".join(["its tasks are registered and do not run, because this machine lacks something:", *lacks])


def as_json(sandbox: Sandbox | None, fargate: Fargate | None = None) -> dict[str, Any]:
    """Render the same for machines; the token stays in its file."""
    if sandbox is None:
        return {"schema": "sealane/sandbox/1", "running": False}
    return {
        "schema": "sealane/sandbox/1",
        "running": True,
        "endpoint": sandbox.endpoint,
        "account": sandbox.account,
        "pid": sandbox.pid,
        "started": sandbox.started,
        "instance": sandbox.instance,
        "log": str(sandbox.log),
        "tasks": fargate is not None and fargate.runs,
    }
