"""What Terraform reports while it works, one typed event per line of its `-json` stream.

The stream's format: https://developer.hashicorp.com/terraform/internals/machine-readable-ui
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Anything that happened; `at` is seconds since the epoch by Terraform's clock, 0 when it did not say."""

    at: float = 0.0
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedChange(Event):
    """One resource instance that Terraform means to change.

    `action` is Terraform's: `create`, `read`, `update`, `replace`, `delete`, `noop`, `move`, `import`, `forget`.
    """

    address: str
    resource_type: str
    action: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceEvent(Event):
    """Something about one resource instance; `action` is `create`, `read`, `update`, `delete` or `refresh`."""

    address: str
    resource_type: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceStarted(ResourceEvent):
    """Work on the instance began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceProgress(ResourceEvent):
    """Work on the instance goes on; `elapsed` in seconds."""

    elapsed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceDone(ResourceEvent):
    """Work on the instance ended well; `elapsed` in seconds, `id` as AWS names it."""

    elapsed: float
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceFailed(ResourceEvent):
    """Work on the instance failed; the reason follows as a diagnostic. `elapsed` in seconds."""

    elapsed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Event):
    """How many resource instances a plan changes or an apply changed; `operation`: `plan`, `apply`, `destroy`."""

    add: int
    change: int
    remove: int
    operation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic(Event):
    """An error or a warning; `line` and `column` count from 1, 0 when Terraform named no place."""

    severity: str
    summary: str
    detail: str = ""
    address: str = ""
    file: str = ""
    line: int = 0
    column: int = 0

    @property
    def is_error(self) -> bool:
        """Whether it stops Terraform."""
        return self.severity == "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs(Event):
    """The root module's outputs by name; a value that Terraform keeps back or does not know yet is `None`."""

    values: Mapping[str, Any]
    sensitive: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Other(Event):
    """A line that is none of the above, kept as it came."""

    kind: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStarted(Event):
    """A Terraform command starts: `init`, `plan`, `show`, `apply`."""

    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDone(Event):
    """A Terraform command ended; `elapsed` in seconds."""

    stage: str
    elapsed: float
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopping(Event):
    """The user asked to stop. `times` counts the requests; only the first one reaches Terraform.

    `waiting_for` are the instances whose creation is just under way: Terraform is stopped when AWS has answered.
    """

    times: int
    waiting_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopting(Event):
    """An earlier sealane is gone but its Terraform still works: it is waited for, and its events are shown."""

    verb: str
    pid: int


Observer = Callable[[Event], None]


def unobserved(_: Event) -> None:
    """Observe nothing."""


def parse(line: bytes) -> Event | None:
    """Return the event of one line of output; `None` for an empty line. Never fails."""
    if not line.strip():
        return None
    try:
        raw = json.loads(line)
    except ValueError:
        raw = None
    if not isinstance(raw, dict):
        return Other(message=line.decode(errors="replace").rstrip(), kind="text")
    kind = str(raw.get("type", ""))
    common: dict[str, Any] = {"at": _seconds(raw.get("@timestamp")), "message": str(raw.get("@message", ""))}
    try:
        read = _READERS.get(kind)
        event = read(raw, common) if read else None
    except (KeyError, TypeError, ValueError, AttributeError):
        event = None
    return event or Other(**common, kind=kind, raw=raw)


def _seconds(stamp: object) -> float:
    try:
        return datetime.fromisoformat(str(stamp)).timestamp()
    except ValueError:
        return 0.0


def _planned(raw: dict[str, Any], common: dict[str, Any]) -> Event:
    change = raw["change"]
    resource = change["resource"]
    return PlannedChange(
        **common,
        address=resource["addr"],
        resource_type=resource["resource_type"],
        action=change["action"],
        reason=change.get("reason", ""),
    )


def _hook(raw: dict[str, Any], common: dict[str, Any]) -> dict[str, Any]:
    hook = raw["hook"]
    resource = hook["resource"]
    return common | {
        "address": resource["addr"],
        "resource_type": resource["resource_type"],
        "action": hook.get("action", "refresh"),
    }


def _started(raw: dict[str, Any], common: dict[str, Any]) -> Event:
    return ResourceStarted(**_hook(raw, common))


def _progress(raw: dict[str, Any], common: dict[str, Any]) -> Event:
    return ResourceProgress(**_hook(raw, common), elapsed=float(raw["hook"].get("elapsed_seconds", 0)))


def _done(raw: dict[str, Any], common: dict[str, Any]) -> Event:
    hook = raw["hook"]
    return ResourceDone(
        **_hook(raw, common), elapsed=float(hook.get("elapsed_seconds", 0)), id=str(hook.get("id_value", ""))
    )


def _failed(raw: dict[str, Any], common: dict[str, Any]) -> Event:
    return ResourceFailed(**_hook(raw, common), elapsed=float(raw["hook"].get("elapsed_seconds", 0)))


def _summary(raw: dict[str, Any], common: dict[str, Any]) -> Event:
    changes = raw["changes"]
    return Summary(
        **common,
        add=int(changes["add"]),
        change=int(changes["change"]),
        remove=int(changes["remove"]),
        operation=str(changes["operation"]),
    )


def _diagnostic(raw: dict[str, Any], common: dict[str, Any]) -> Event:
    said = raw["diagnostic"]
    place = said.get("range") or {}
    start = place.get("start") or {}
    return Diagnostic(
        **common,
        severity=said["severity"],
        summary=said["summary"],
        detail=said.get("detail", ""),
        address=said.get("address", ""),
        file=place.get("filename", ""),
        line=int(start.get("line", 0)),
        column=int(start.get("column", 0)),
    )


def _outputs(raw: dict[str, Any], common: dict[str, Any]) -> Event:
    outputs = raw["outputs"]
    return Outputs(
        **common,
        values={name: output.get("value") for name, output in outputs.items()},
        sensitive=frozenset(name for name, output in outputs.items() if output.get("sensitive")),
    )


_READERS: Mapping[str, Callable[[dict[str, Any], dict[str, Any]], Event]] = {
    "planned_change": _planned,
    "apply_start": _started,
    "apply_progress": _progress,
    "apply_complete": _done,
    "apply_errored": _failed,
    "refresh_start": _started,
    "refresh_complete": _done,
    "change_summary": _summary,
    "diagnostic": _diagnostic,
    "outputs": _outputs,
}
