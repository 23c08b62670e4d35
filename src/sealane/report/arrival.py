"""A watched deployment as lines of talk, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sealane.readers.live.steadiness import Progress, Steadiness
from sealane.report.diagnosis.document import as_json as diagnosis_json
from sealane.report.diagnosis.text import as_text as diagnosis_text
from sealane.report.escape import visible
from sealane.report.paragraph import counted, joined, paragraph
from sealane.report.problem import as_json as problem_json
from sealane.report.problem import draw_all
from sealane.report.proof.fixing import no_fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sealane.report.proof.fixing import FixOf
    from sealane.report.style import Style
    from sealane.verbs.arrival import Arrival
    from sealane.verbs.stalled import Stalled

_MARKS = {
    Progress.STEADY: ("✓", "ok", "green"),
    Progress.MOVING: ("…", "..", "cyan"),
    Progress.FAILED: ("✗", "x", "red"),
}


def progress_line(service: Steadiness, style: Style) -> str:
    """Say where one service is, and how many of its tasks have ended."""
    unicode, ascii_, colour = _MARKS[service.progress]
    stopped = f", {len(service.stops)} stopped" if service.stops and service.progress is Progress.MOVING else ""
    return f"  {style.paint(style.mark(unicode, ascii_), colour)} {service.service}: {service.because}{stopped}"


def as_text(arrival: Arrival, style: Style, fix_of: FixOf = no_fix) -> str:
    """Say how the watching ended, why a service does not arrive, and what to do then."""
    if arrival.arrived:
        return style.paint("every service is steady", "bold")
    lost = joined([service.service for service in arrival.services if service.progress is not Progress.STEADY])
    if arrival.failed:
        head = f"what was applied does not become steady: {lost}"
    else:
        head = f"not steady yet: {lost}; ECS goes on, look again with `sealane status`"
    parts = [style.paint(paragraph(head, style), "bold", "yellow")]
    stalled = arrival.stalled
    if stalled is None or stalled.diagnosed is None:
        parts += ["\n".join(_reasons(arrival, style)), _undiagnosed(stalled, style)]
    else:
        parts.append(diagnosis_text(stalled.diagnosed, style, fix_of))
        parts.append("\n".join(_next(arrival, stalled, style)))
    return "\n\n".join(part for part in parts if part)


def as_json(arrival: Arrival, fix_of: FixOf = no_fix) -> dict[str, Any]:
    """Render the same for machines; `diagnosis` has the form of `sealane/diagnosis/1`."""
    stalled = arrival.stalled
    diagnosed = stalled.diagnosed if stalled else None
    return {
        "steady": arrival.arrived,
        "in_time": arrival.in_time,
        "services": [
            {"name": one.service, "progress": str(one.progress), "because": one.because, "stopped": len(one.stops)}
            for one in arrival.services
        ],
        "diagnosis": diagnosis_json(diagnosed, fix_of) if diagnosed else None,
        "problems": [problem_json(problem) for problem in stalled.problems] if stalled else [],
    }


def ask_again(cluster: str, services: tuple[str, ...], *, sandbox: bool) -> str:
    """Return the command that diagnoses services: one by its name, several as all of their cluster."""
    one = f" --service {services[0]}" if len(services) == 1 else ""
    return f"sealane diagnose{' --sandbox' if sandbox else ''} --cluster {cluster}{one}"


def _reasons(arrival: Arrival, style: Style) -> Iterator[str]:
    """Tell what ECS says of the tasks that stopped, each reason once with the number of its tasks."""
    for service in arrival.services:
        counts: dict[str, int] = {}
        for task in service.stops:
            for reason in dict.fromkeys((task.stopped_reason, *(container.reason for container in task.containers))):
                if reason:
                    counts[reason] = counts.get(reason, 0) + 1
        for reason, count in counts.items():
            yield paragraph(f"{service.service}, {counted(count, 'task')}: {visible(reason)}", style, "  ", "    ")


def _undiagnosed(stalled: Stalled | None, style: Style) -> str:
    if stalled is None or not stalled.problems:
        return ""
    head = style.paint("The cause could not be looked for", "bold")
    again = _command("looks for it again", _again(stalled), style)
    return f"{head}\n{draw_all(stalled.problems, style, severity='warning')}\n{again}"


def _next(arrival: Arrival, stalled: Stalled, style: Style) -> Iterator[str]:
    """Say what comes next; the rest is in the diagnosis itself."""
    yield style.paint("Then", "bold")
    if stalled.proved:
        apply = f"sealane apply{' --sandbox' if stalled.sandbox else ''}"
        yield _command("after the change; ECS alone tries again only until it goes back", apply, style)
    elif not arrival.in_time:
        yield _command("asks again; ECS goes on trying", _again(stalled), style)
    yield _command("keeps the stopped tasks, which ECS forgets after an hour", f"{_again(stalled)} --save DIR", style)


def _again(stalled: Stalled) -> str:
    return ask_again(stalled.cluster, stalled.services, sandbox=stalled.sandbox)


def _command(does: str, command: str, style: Style) -> str:
    """Lay out a command below what it does, in one piece, so that it can be copied."""
    return f"{paragraph(f'# {does}', style, '  ')}\n  {command}"
