"""The sandbox's status as text and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sealane.report.style import Style, table

if TYPE_CHECKING:
    from sealane.sandbox.record import Sandbox


def as_text(sandbox: Sandbox | None, style: Style) -> str:
    """Say where the sandbox is, or that there is none."""
    if sandbox is None:
        return "not running; start it with `sealane sandbox start`"
    rows = [
        ("endpoint", sandbox.endpoint),
        ("account", sandbox.account),
        ("process", str(sandbox.pid)),
        ("since", sandbox.started),
        ("log", str(sandbox.log)),
    ]
    return table(rows, style, header=False)


def as_json(sandbox: Sandbox | None) -> dict[str, Any]:
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
    }
