"""`logs`: what the services' containers wrote."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.errors import InputError, Problem
from sealane.readers.live.log_lines import LogLine, tail
from sealane.startup.intent import log_group_name
from sealane.verbs.aws import aws
from sealane.verbs.wanted import wanted

if TYPE_CHECKING:
    from sealane.verbs.observer import Observer
    from sealane.verbs.request import Request

_AGO = re.compile(r"(\d+)([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def logs(request: Request, observer: Observer, *, service: str, since: str, follow: bool) -> Iterator[LogLine]:
    """Give the lines of one service's log group, from `since` ago (`10m`, `2h`, `1d`) on; the only service's by default.

    Raises:
        InputError: when the spec, the service or `since` is wrong, or the log group is not there.
        EnvironmentFailure: when AWS cannot be asked.

    """
    spec = wanted(request).spec
    start = _moment(since)
    names = tuple(spec.services)
    chosen = service or (names[0] if len(names) == 1 else "")
    if chosen not in names:
        raise InputError(
            Problem(
                code="service-unknown",
                what=f"the spec has no service `{service}`" if service else "the spec has several services",
                facts=(("services", ", ".join(names)),),
                hint=f"`sealane logs {names[0]}`",
            )
        )
    where = aws(request, spec.region, observer)
    return tail(where.door(), log_group_name(spec, chosen), start, follow=follow)


def _moment(since: str) -> int:
    found = _AGO.fullmatch(since)
    if found is None:
        raise InputError(
            Problem(
                code="since-invalid", what=f"`--since {since}` is no length of time", hint="`--since 10m`, `2h`, `1d`"
            )
        )
    return int((time.time() - int(found[1]) * _SECONDS[found[2]]) * 1000)
