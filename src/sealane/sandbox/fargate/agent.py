"""The agent's process: asks the server what is wanted, has the lab do it, and reports what became of it.

Started by the server as `python -m sealane.sandbox.fargate.agent`, with the sandbox's record on its standard input,
which stays open as long as the server lives: when it closes, everything here ends.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sealane.sandbox import caller
from sealane.sandbox.fargate import leftovers
from sealane.sandbox.fargate.keeper import FOLDER, READY, ROUTE
from sealane.sandbox.fargate.office import Office
from sealane.sandbox.fargate.orders import News
from sealane.sandbox.fargate.region import Region
from sealane.sandbox.fargate.settling import Settling
from sealane.sandbox.record import Sandbox
from sealane.sandbox.registry import Registry

_WAIT: Final = 20.0
_TICK: Final = 0.5


def main() -> int:
    """Work until the server is gone."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTSTP):
        signal.signal(number, signal.SIG_IGN)
    told = json.loads(sys.stdin.readline())
    sandbox = Sandbox(**told["sandbox"])
    registry = Registry(url=told["registry"]["url"], folder=Path(told["registry"]["folder"]))
    leftovers.remove(Path(sandbox.folder), sandbox.instance)
    (Path(sandbox.folder) / FOLDER).mkdir(mode=0o700, exist_ok=True)
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    sys.stdout.write(f"{READY}\n")
    sys.stdout.flush()
    work(sandbox, registry)
    return 0


def work(sandbox: Sandbox, registry: Registry) -> None:
    """Do what is wanted and report what happens, whenever there is either."""
    heard: queue.Queue[News | dict[str, Any]] = queue.Queue()
    threading.Thread(target=_listen, args=(sandbox, heard.put), daemon=True).start()
    regions: dict[str, Region] = {}
    office = Office()
    wanted, folder = caller.ask(sandbox, ROUTE, {}), ""
    settling = Settling(wanted["network"])
    while True:
        now = time.time()
        news, wanted = _sorted(_drained(heard), wanted)
        if wanted["capture"] != folder:
            folder = wanted["capture"]
            for region in regions.values():
                region.listen(folder)
        made = office.turn(wanted, news, now)
        for arn, stop in made.halts:
            regions[_region(arn)].halt(arn, stop)
        if settling.due(wanted["network"], now):
            _redraw(office, regions)
        for name, lives in made.launches.items():
            # What has just been decided is seen before the lab is busy with it.
            wanted = _reported(sandbox, office, wanted, now)
            if name not in regions:
                regions[name] = Region(sandbox, registry, name, heard.put)
                regions[name].listen(folder)
            regions[name].launch(lives, office.standing(name), wanted["definitions"])
        wanted = _reported(sandbox, office, wanted, now)


def _redraw(office: Office, regions: dict[str, Region]) -> None:
    """Let the network of the tasks that run follow the account, where there are any."""
    for name, region in regions.items():
        if standing := office.standing(name):
            region.redraw(standing)


def _listen(sandbox: Sandbox, tell: Callable[[dict[str, Any]], None]) -> None:
    """Wait at the server for changes of what is wanted."""
    changes = -1
    while True:
        wanted = caller.ask(sandbox, ROUTE, {"since": changes, "wait": _WAIT}, seconds=2 * _WAIT)
        if wanted["changes"] != changes:
            changes = wanted["changes"]
            tell(wanted)


def _reported(sandbox: Sandbox, office: Office, wanted: dict[str, Any], now: float) -> dict[str, Any]:
    report = office.report(now)
    if not report:
        return wanted
    answer: dict[str, Any] = caller.ask(sandbox, ROUTE, report)
    return answer


def _drained(heard: queue.Queue[Any]) -> list[Any]:
    """Return all that was heard, or nothing after a while, in which a pause may have ended."""
    found = []
    try:
        found.append(heard.get(timeout=_TICK))
        while True:
            found.append(heard.get_nowait())
    except queue.Empty:
        return found


def _sorted(heard: list[Any], wanted: dict[str, Any]) -> tuple[list[News], dict[str, Any]]:
    news = [one for one in heard if not isinstance(one, dict)]
    latest = [one for one in heard if isinstance(one, dict)]
    return news, latest[-1] if latest else wanted


def _region(arn: str) -> str:
    return arn.split(":")[3]


def _end_with_the_server() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
