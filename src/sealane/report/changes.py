"""What a plan would change, as text and JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sealane.report.paragraph import paragraph
from sealane.report.problem import as_json as problem_json
from sealane.report.problem import draw_all
from sealane.world.values import Known

if TYPE_CHECKING:
    from sealane.report.style import Style
    from sealane.verbs.plan import Planned

_MARKS = {
    "create": ("+", "green"),
    "delete": ("-", "red"),
    "replace": ("-/+", "yellow"),
    "update": ("~", "yellow"),
    "import": ("<", "cyan"),
    "move": (">", "cyan"),
}


def as_text(planned: Planned, style: Style) -> str:
    """List the changes, then their count, then what was judged of them."""
    lines = []
    for change in planned.changes:
        mark, colour = _MARKS.get(change.action, ("?", "yellow"))
        reason = style.paint(f"  ({change.reason.replace('_', ' ')})", "dim") if change.reason else ""
        lines.append(f"  {style.paint(mark.rjust(3), colour)} {change.address}{reason}")
    lines.append(_total(planned, style))
    if planned.bill is not None:
        from sealane.report.cost.changed import told_change

        lines.append(paragraph(told_change(planned.bill), style))
    if planned.judgement.problems:
        lines.append(draw_all(planned.judgement.problems, style))
    return "\n".join(lines)


def as_json(planned: Planned, proof: object = None) -> dict[str, Any]:
    """Render the same for machines, with the proof's own document when there is one."""
    judgement = planned.judgement
    return {
        "schema": "sealane/plan/1",
        "region": planned.settled.aws.region,
        "sandbox": planned.settled.aws.sandbox is not None,
        "folder": str(planned.folder),
        "changes": [
            {"address": change.address, "type": change.resource_type, "action": change.action}
            for change in planned.changes
        ],
        "cost": _cost(planned),
        "verdict": judgement.verdict,
        "problems": [problem_json(problem) for problem in judgement.problems],
        **({"proof": proof} if proof is not None else {}),
    }


def _cost(planned: Planned) -> dict[str, Any] | None:
    """Return what the plan changes in the bill; nothing where that could not be made out."""
    if not isinstance(planned.bill, Known):
        return None
    from sealane.report.cost.document import change_document

    return change_document(planned.bill.value)


def counts(planned: Planned) -> tuple[int, int, int]:
    """Count resources to add, change and remove; a replacement is one added and one removed."""
    by = Counter(change.action for change in planned.changes)
    return by["create"] + by["replace"], by["update"], by["delete"] + by["replace"]


def _total(planned: Planned, style: Style) -> str:
    if not planned.changes:
        return style.paint("no changes: what exists is what the spec asks for", "bold")
    add, change, remove = counts(planned)
    return style.paint(f"{add} to add, {change} to change, {remove} to remove", "bold")
