"""Tasks that were kept: one line each for a person, one document each for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sealane.report.escape import json_safe, visible
from sealane.report.paragraph import counted, joined
from sealane.report.schema_parts import TEXT, document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.report.style import Style
    from sealane.verbs.watch import Round, Task

_NAME: Final = "sealane/watch/1"
_LONG: Final = 160


def line(kept: Task, folder: str, style: Style) -> str:
    """Say which task was kept and where, in two lines that are never wrapped: they are what a log holds."""
    task = kept.task
    message = " ".join(visible(task.messages[0] if task.messages else "it does not say why").split())
    cut = message if len(message) <= _LONG else f"{message[: _LONG - 2]} {style.mark('…', '..')}"
    name = f"{task.cluster}/{task.service or 'run by hand'}"
    return f"{task.at} {style.paint(visible(name), 'bold')} {_id(task.id)}: {cut}\n  {_diagnose(kept, folder)}"


def as_json_line(kept: Task, folder: str) -> str:
    """Render the same in one line for machines."""
    task = kept.task
    return json_safe(
        json.dumps(
            {
                "schema": _NAME,
                "task": task.id,
                "cluster": task.cluster,
                "service": task.service,
                "task_definition": task.task_definition,
                "stopped_at": task.at,
                "stop_code": task.stop_code,
                "message": task.messages[0] if task.messages else "",
                "capture": _place(kept, folder),
                "diagnose": _diagnose(kept, folder),
            },
            ensure_ascii=False,
        )
    )


def trouble(found: Round, style: Style) -> str:
    """Say what could not be read, and what had to go for room; empty when there is neither."""
    lines = []
    if found.unread:
        lines.append(f"not everything could be read; allow {joined([f'`{one}`' for one in found.unread])}")
    if found.throttled:
        lines.append("AWS throttles; asking less often")
    if found.gone:
        lines.append(f"{counted(len(found.gone), 'capture')} of the oldest tasks went for room: see `--at-most`")
    return "\n".join(style.paint(text, "yellow") for text in lines)


def beginning(where: str, every: float, folder: str, style: Style) -> str:
    """Say what is watched, how often, and how it ends."""
    text = f"watching {where} every {every:g} s; what stops is kept in {folder}; end it with Ctrl-C"
    return f"{style.paint(style.mark('▸', '>'), 'cyan')} {text}"


def ending(rounds: Iterable[int], folder: str, style: Style) -> str:
    """Say how many tasks were kept."""
    number = sum(rounds)
    if not number:
        return style.paint("no task that was not kept already has stopped", "bold")
    told, again = counted(number, "task"), f"`sealane diagnose --capture {folder}` diagnoses the newest"
    return f"{style.paint(f'kept {told} in {folder}', 'bold')}; {again}"


def schema() -> dict[str, Any]:
    """Return the published JSON Schema of a line."""
    names = (
        "task",
        "cluster",
        "service",
        "task_definition",
        "stopped_at",
        "stop_code",
        "message",
        "capture",
        "diagnose",
    )
    return document(_NAME, "One line of what `sealane watch --format json` prints", dict.fromkeys(names, TEXT), {})


def _diagnose(kept: Task, folder: str) -> str:
    return f"sealane diagnose --capture {_place(kept, folder)}"


def _place(kept: Task, folder: str) -> str:
    return f"{folder.rstrip('/')}/{kept.path.name}"


def _id(arn: str) -> str:
    return arn.rpartition("/")[2]
