"""What an apply or a destroy is about to do and has done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sealane.report.changes import counts
from sealane.report.proof.text import accepted_text
from sealane.report.style import Style, table

if TYPE_CHECKING:
    from sealane.readers.live.identity import Caller
    from sealane.verbs.apply import Applied
    from sealane.verbs.destroy import Removal


def caller_line(caller: Caller, style: Style) -> str:
    """Say who acts, in which account and Region."""
    return f"as {style.paint(caller.arn, 'bold')} in account {style.paint(caller.account, 'bold')}, {caller.region}"


def removal_text(removal: Removal, style: Style) -> str:
    """List what would be removed."""
    lines = [f"  {style.paint('  -', 'red')} {change.address}" for change in removal.changes]
    return "\n".join([*lines, style.paint(f"{len(removal.changes)} to remove", "bold")])


def as_text(applied: Applied, style: Style) -> str:
    """Say what was done, in spite of which findings, and give the outputs a person needs next."""
    add, change, remove = counts(applied.proposal.planned)
    if applied.proposal.planned.saved.changes:
        head = f"done: {add} added, {change} changed, {remove} removed"
    else:
        head = "no changes: what exists is what the spec asks for"
    rows = [row for name, value in applied.outputs.items() for row in _rows(name, value)]
    proved = applied.proposal.planned.judgement.proved
    accepted = "" if proved is None else accepted_text(proved.weighed, style)
    parts = [style.paint(head, "bold"), accepted, table(rows, style, header=False)]
    if applied.proposal.planned.settled.aws.idle:
        parts.append(style.paint("this sandbox registers tasks and runs none, so none has been started", "dim"))
    return "\n\n".join(part for part in parts if part)


def as_json(applied: Applied, proof: object = None) -> dict[str, Any]:
    """Render the same for machines, with the proof's own document when there is one."""
    add, change, remove = counts(applied.proposal.planned)
    return {
        "schema": "sealane/apply/1",
        "account": applied.proposal.caller.account,
        "caller": applied.proposal.caller.arn,
        "region": applied.proposal.caller.region,
        "sandbox": applied.proposal.planned.settled.aws.sandbox is not None,
        "added": add,
        "changed": change,
        "removed": remove,
        "outputs": dict(applied.outputs),
        "verdict": applied.proposal.planned.judgement.verdict,
        **({"proof": proof} if proof is not None else {}),
    }


def _rows(name: str, value: object) -> list[tuple[str, str]]:
    """Return an output as rows: a map has one for each key, a list is one line of its items."""
    if isinstance(value, dict):
        return [row for key, entry in value.items() for row in _rows(f"{name}.{key}", entry)]
    if isinstance(value, list):
        return [(name, ", ".join(map(str, value)))]
    return [(name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))]
