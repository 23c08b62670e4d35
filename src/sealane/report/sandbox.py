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
    if fargate is not None and fargate.capture:
        rows.append(("packets", fargate.capture))
    return table(rows, style, header=False)


def tasks_line(fargate: Fargate, style: Style) -> str:
    """Say whether tasks run, and what the machine lacks for it."""
    if fargate.runs:
        kept = f"; their packets are kept in {fargate.capture}" if fargate.capture else ""
        return f"its tasks run in the network that they are given{kept}"
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
        "packets": fargate.capture if fargate is not None else "",
    }
