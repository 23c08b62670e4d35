"""A rehearsal for a tired person: did it start, what happened at each step, and does the proof say the same?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.paragraph import field, joined, paragraph
from sealane.report.style import capital
from sealane.verdicts.rehearsal import Agreement
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sealane.report.style import Style
    from sealane.verdicts.observation import Exchange, Observation
    from sealane.verdicts.rehearsal import Rehearsal, ServiceRehearsal, StepRehearsal

_COLOURS: Final = {Verdict.HOLDS: "green", Verdict.FAILS: "red", Verdict.UNKNOWN: "yellow"}
_MARKS: Final = {Verdict.HOLDS: ("✓", "ok"), Verdict.FAILS: ("✗", "X"), Verdict.UNKNOWN: ("?", "?")}
_LABEL: Final = 8
_STEP: Final = 21
_LEAKS: Final = 5


def as_text(rehearsal: Rehearsal, style: Style) -> str:
    """Tell the whole rehearsal; it ends without a line break."""
    parts = [_head(rehearsal, style)]
    parts += [_service(service, style, alone=len(rehearsal.services) == 1) for service in rehearsal.services]
    if rehearsal.capture:
        parts.append(field("packets", rehearsal.capture, style, _LABEL))
    return "\n\n".join(parts)


def _head(rehearsal: Rehearsal, style: Style) -> str:
    verdict = rehearsal.verdict
    head = f"{verdict.value.upper()}  "
    text = paragraph(f"{rehearsal.source}{_without(rehearsal)}: {_says(rehearsal)}", style, head)
    return style.paint(head, "bold", _COLOURS[verdict]) + style.paint(text[len(head) :], "bold")


def _without(rehearsal: Rehearsal) -> str:
    return f" without {joined(rehearsal.taken)}" if rehearsal.taken else ""


def _says(rehearsal: Rehearsal) -> str:
    services = rehearsal.services
    if not services:
        return "there is no service to rehearse"
    names = [service.proof.service.origin.name for service in services]
    if rehearsal.differs:
        return "proof and rehearsal differ, so one of them is wrong"
    lost = [name for name, one in zip(names, services, strict=True) if one.starts is Verdict.FAILS]
    if lost:
        return f"{joined(lost)} did not start"
    leaking = [name for name, one in zip(names, services, strict=True) if one.leaks]
    if leaking:
        out = any(not leak.inbound for one in services for leak in one.leaks)
        return f"{joined(leaking)} reached the internet" if out else f"the internet reached {joined(leaking)}"
    if any(service.unseen_leak for service in services):
        return "started, and the proof knows a way in or out that was not tried"
    if any(service.in_doubt for service in services):
        return "it started, and the proof fails or is open by what no rehearsal enforces"
    if rehearsal.verdict is Verdict.UNKNOWN:
        return "not every step could be made"
    return f"{joined(names)} started, every step as predicted"


def _service(service: ServiceRehearsal, style: Style, *, alone: bool) -> str:
    lines = [] if alone else [style.paint(service.proof.service.origin.name, "bold")]
    for step in service.steps:
        lines += _step(step, style)
    failure = service.first_failure
    if failure is not None and failure.message:
        lines += ["", style.paint("What ECS would say:", "bold"), paragraph(failure.message, style, "  ")]
    tail = [*_leaks(service, style), *_left_out(service, style)]
    return "\n".join([*lines, "", *tail] if tail else lines)


def _step(step: StepRehearsal, style: Style) -> Iterator[str]:
    mark, plain = _MARKS[step.observed]
    sign = style.mark(mark, plain)
    name = str(step.predicted.step.name).ljust(_STEP)
    head = f"{sign} {name}"
    text = paragraph(f"{_happened(step)}{_against(step)}", style, head)
    colour = "yellow" if step.agreement is Agreement.DIFFERS else _COLOURS[step.observed]
    yield style.paint(sign, colour, "bold") + text[len(sign) :]


def _happened(step: StepRehearsal) -> str:
    """Say what happened on the wire, in the subnet where it was worst."""
    made = [one for one in step.observations if one.verdict is not Verdict.UNKNOWN]
    if not made:
        why = next((one.detail for one in step.observations if one.detail), "")
        return f"not made{': ' if why else ''}{why}"
    one = step.failed or made[0]
    where = _where(one)
    subject = f"{step.predicted.step.subject}: " if step.predicted.step.subject else ""
    if one.verdict is Verdict.HOLDS:
        return f"{subject}{where}{_wire(one)}"
    in_subnet = f" from {one.subnet}" if len(made) > 1 else ""
    return f"{subject}{where}{in_subnet} failed ({one.failure or 'other'}){': ' if one.detail else ''}{one.detail}"


def _where(one: Observation) -> str:
    if not one.host:
        return "made by ECS itself"
    return f"{one.host} at {one.address}" if one.address else one.host


def _wire(one: Observation) -> str:
    """Say through what it went and how much came back."""
    endpoints = tuple(dict.fromkeys(exchange.endpoint for exchange in one.wire if exchange.endpoint))
    through = f" through {joined(endpoints)}" if endpoints else ""
    sent = sum(exchange.sent for exchange in one.wire)
    return f"{through}, {sent:,} bytes" if sent else through


def _against(step: StepRehearsal) -> str:
    cause = f" [{step.predicted.cause}]" if step.predicted.cause else ""
    match step.agreement:
        case Agreement.DIFFERS:
            return f"; the proof says {step.predicted.verdict}{cause}: please report this difference"
        case Agreement.DECIDES:
            return "; the proof could not say"
        case Agreement.BEYOND:
            return f"; the proof says {step.predicted.verdict}, by what no rehearsal enforces{cause}"
        case Agreement.AGREES:
            return f"; as the proof says{cause}" if cause else ""
        case Agreement.NOT_MADE:
            return f"; the proof says {step.predicted.verdict}{cause}"


def _leaks(service: ServiceRehearsal, style: Style) -> Iterator[str]:
    for leak in service.leaks[:_LEAKS]:
        text = paragraph(f"{_leak(leak)}: the task is not sealed", style, f"{style.mark('✗', 'X')} ")
        yield style.paint(text, "red")
    if len(service.leaks) > _LEAKS:
        yield paragraph(f"and {len(service.leaks) - _LEAKS:,} more connections", style, "  ")


def _leak(leak: Exchange) -> str:
    if leak.inbound:
        return f"a connection from {leak.client} arrived at the task's {leak.address}, port {leak.port}"
    host = f" for {leak.host}" if leak.host else ""
    return f"a connection of {leak.client or 'the task'}{host} arrived outside"


def _left_out(service: ServiceRehearsal, style: Style) -> Iterator[str]:
    for image, instead in service.stand_ins:
        yield paragraph(f"{instead} stood in for {image}", style, "  ")
    for clause in service.left_out:
        yield paragraph(capital(clause), style, "  ")
