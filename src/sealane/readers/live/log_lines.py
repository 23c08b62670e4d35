"""The lines of a log group, past ones and, when asked, those still to come."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sealane.errors import InputError, Problem
from sealane.readers.live.call import Call, permissions
from sealane.readers.live.door import Door
from sealane.readers.live.refusals import CallFailed

_EVENTS = Call(service="logs", operation="FilterLogEvents")

ACTIONS: tuple[str, ...] = permissions(_EVENTS)

_POLL_SECONDS = 2.0
# Events may become readable some time after their own moment, in another order than they happened.
_OVERLAP_MS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One log event: `at` in milliseconds since 1970 UTC, its stream, and the message as it was written."""

    id: str
    at: int
    stream: str
    message: str


def tail(
    door: Door, log_group: str, since: int, *, follow: bool = False, wait: Callable[[float], None] = time.sleep
) -> Iterator[LogLine]:
    """Give the lines from `since` (milliseconds since 1970 UTC) on, each once; with `follow` until interrupted.

    Args:
        door: the way into the account.
        log_group: the group's name.
        since: the earliest moment.
        follow: keep asking for more.
        wait: sleeps for some seconds between two rounds.

    Raises:
        InputError: `log-group-not-found`.
        EnvironmentFailure: refused, unreachable or without credentials.

    """
    seen: dict[str, int] = {}
    latest = since
    try:
        while True:
            for line in _lines(door, log_group, max(since, latest - _OVERLAP_MS)):
                if line.id not in seen:
                    seen[line.id] = line.at
                    latest = max(latest, line.at)
                    yield line
            if not follow:
                return
            # What is older than the overlap is not asked for again, so it need not be remembered.
            seen = {id_: at for id_, at in seen.items() if at >= latest - _OVERLAP_MS}
            wait(_POLL_SECONDS)
    except KeyboardInterrupt:
        return


def _lines(door: Door, log_group: str, start: int) -> Iterator[LogLine]:
    try:
        for page in door.pages(_EVENTS, logGroupName=log_group, startTime=start):
            yield from map(_line, page.get("events") or ())
    except CallFailed as failed:
        if failed.aws_code == "ResourceNotFoundException":
            raise InputError(_not_found(door, log_group)) from None
        raise


def _line(document: Mapping[str, Any]) -> LogLine:
    """Return the line: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilteredLogEvent.html."""
    stream, at = str(document.get("logStreamName") or ""), int(document.get("timestamp") or 0)
    message = str(document.get("message") or "")
    return LogLine(id=str(document.get("eventId") or f"{stream}/{at}/{message}"), at=at, stream=stream, message=message)


def _not_found(door: Door, log_group: str) -> Problem:
    return Problem(
        code="log-group-not-found",
        what=f"There is no log group {log_group} in {door.region}",
        facts=(("log group", log_group), ("Region", door.region)),
        hint=f"see what is there with `aws logs describe-log-groups --region {door.region}`",
        link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
    )
