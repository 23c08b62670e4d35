"""Which endpoints a task needs and why, as text and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sealane.report.advice import advice_text
from sealane.report.paragraph import counted, paragraph
from sealane.report.style import Style, table
from sealane.startup.step import Outside, Step, Undecided

if TYPE_CHECKING:
    from sealane.pricing.bill import Line
    from sealane.startup.needs import EndpointNeed, TaskSteps
    from sealane.verbs.understand import Understood

_TITLES = {Outside: "no endpoint serves this", Undecided: "which endpoint serves this is not known"}


def as_text(understood: Understood, style: Style, costs: tuple[Line, ...] = ()) -> str:
    """List the endpoints with what they cost, then for each the steps that need it, then what no endpoint can serve."""
    parts = [table(_rows(understood, costs), style) if understood.needs else "no endpoint is needed"]
    if understood.needs and costs:
        parts.append(paragraph(_sum(understood, costs), style))
    for need in understood.needs:
        lines = [style.paint(need.suffix, "bold")]
        lines += [f"  {task}: {step.because} ({step.name})" for task, step in need.reasons]
        lines += [style.paint(f"  {link}", "dim") for link in _links(need)]
        parts.append("\n".join(lines))
    parts += [
        f"{style.paint(_TITLES[type(carrier)], 'bold', 'yellow')}\n  {task}: {step.because} ({step.name})\n"
        f"  {carrier.reason}"
        for task, step, carrier in _unserved(understood.tasks)
    ]
    parts += [
        f"{style.paint('to know', 'bold', 'yellow')}\n  {task}: {advice_text(one)}" for task, one in understood.advice
    ]
    return "\n\n".join(parts)


def _rows(understood: Understood, costs: tuple[Line, ...]) -> list[tuple[str, ...]]:
    if not costs:
        plain = [(need.suffix, need.kind, need.service_name) for need in understood.needs]
        return [("ENDPOINT", "TYPE", "SERVICE NAME"), *plain]
    from sealane.report.cost.table import row_of

    amounts = [row_of(line).amount for line in costs]
    priced = [
        (need.suffix, need.kind, amount, need.service_name)
        for need, amount in zip(understood.needs, amounts, strict=True)
    ]
    return [("ENDPOINT", "TYPE", "A MONTH", "SERVICE NAME"), *priced]


def _sum(understood: Understood, costs: tuple[Line, ...]) -> str:
    """Say what all of them cost, in how many zones, by which prices."""
    from sealane.pricing.bill import total_of
    from sealane.pricing.usage import HOURS
    from sealane.report.cost.said import dates_of
    from sealane.report.cost.sums import reasons, told

    total = total_of(costs)
    why = f" ({'; '.join(reasons(total.unknown))})" if total.unknown else ""
    return (
        f"Cost in {counted(understood.zones, 'zone')}: {told(total)}{why}. What goes through them is charged by GB. "
        f"A month has {HOURS} hours; list prices {dates_of(costs)}. `sealane cost` has the whole bill."
    )


def _cost(understood: Understood, costs: tuple[Line, ...]) -> dict[str, Any]:
    from sealane.pricing.bill import total_of
    from sealane.report.cost.document import line_document, total_document

    return {
        "zones": understood.zones,
        "total": total_document(total_of(costs)),
        "lines": [line_document(line) for line in costs],
    }


def as_json(understood: Understood, costs: tuple[Line, ...] = ()) -> dict[str, Any]:
    """Render the same for machines; the cost of each endpoint is in the order of the endpoints."""
    return {
        "schema": "sealane/endpoints/1",
        "source": understood.source,
        "region": understood.setting.region,
        "endpoints": [
            {
                "endpoint": need.suffix,
                "type": need.kind,
                "service_name": need.service_name,
                "private_names": list(need.private_names),
                "needed_by": [
                    {"task": task, "step": str(step.name), "because": step.because, "link": step.source}
                    for task, step in need.reasons
                ],
            }
            for need in understood.needs
        ],
        "without_endpoint": _reasons(understood, Outside),
        "undecided": _reasons(understood, Undecided),
        **({"cost": _cost(understood, costs)} if costs else {}),
        "advice": [{"task": task, "text": advice_text(one)} for task, one in understood.advice],
    }


def _links(need: EndpointNeed) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step.source for _, step in need.reasons))


def _unserved(tasks: tuple[TaskSteps, ...]) -> list[tuple[str, Step, Outside | Undecided]]:
    return [
        (task.task, step, step.carrier)
        for task in tasks
        for step in task.steps
        if isinstance(step.carrier, Outside | Undecided)
    ]


def _reasons(understood: Understood, kind: type[Outside | Undecided]) -> list[dict[str, str]]:
    return [
        {"task": task, "step": str(step.name), "because": step.because, "reason": carrier.reason}
        for task, step, carrier in _unserved(understood.tasks)
        if isinstance(carrier, kind)
    ]
