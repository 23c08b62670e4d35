"""Which endpoints a task needs and why, as text and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sealane.report.advice import advice_text
from sealane.report.style import Style, table
from sealane.startup.step import Outside, Step, Undecided

if TYPE_CHECKING:
    from sealane.startup.needs import EndpointNeed, TaskSteps
    from sealane.verbs.understand import Understood

_TITLES = {Outside: "no endpoint serves this", Undecided: "which endpoint serves this is not known"}


def as_text(understood: Understood, style: Style) -> str:
    """List the endpoints, then for each the steps that need it, then what no endpoint can serve."""
    rows = [("ENDPOINT", "TYPE", "SERVICE NAME")]
    rows += [(need.suffix, need.kind, need.service_name) for need in understood.needs]
    parts = [table(rows, style) if understood.needs else "no endpoint is needed"]
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


def as_json(understood: Understood) -> dict[str, Any]:
    """Render the same for machines."""
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
