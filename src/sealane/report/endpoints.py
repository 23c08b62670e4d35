"""Which endpoints a task needs and why, as text and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sealane.report.style import Style, table
from sealane.startup.step import Outside, Step

if TYPE_CHECKING:
    from sealane.startup.needs import EndpointNeed, TaskSteps
    from sealane.verbs.understand import Understood


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
        f"{style.paint('no endpoint serves this', 'bold', 'yellow')}\n  {task}: {step.because} ({step.name})\n"
        f"  {carrier.reason}"
        for task, step, carrier in _outside(understood.tasks)
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
        "without_endpoint": [
            {"task": task, "step": str(step.name), "because": step.because, "reason": carrier.reason}
            for task, step, carrier in _outside(understood.tasks)
        ],
    }


def _links(need: EndpointNeed) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step.source for _, step in need.reasons))


def _outside(tasks: tuple[TaskSteps, ...]) -> list[tuple[str, Step, Outside]]:
    return [
        (task.task, step, step.carrier) for task in tasks for step in task.steps if isinstance(step.carrier, Outside)
    ]
