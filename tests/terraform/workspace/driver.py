"""A process that does what `sealane apply` does with a workspace, to be killed at any moment.

`python driver.py FOLDER MODULE` prints one line per event: its kind, and what it is about.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sealane.errors import SealaneError
from sealane.terraform import binary, provider
from sealane.terraform.events import Adopting, Event, ResourceDone, ResourceStarted, StageStarted, Stopping
from sealane.terraform.workspace import Workspace


def say(*words: object) -> None:
    """Print one line at once."""
    print(*words, flush=True)  # noqa: T201 - the test reads it


def observer(event: Event) -> None:
    """Print the events that the test waits for."""
    if isinstance(event, StageStarted):
        say("stage", event.stage)
    elif isinstance(event, ResourceStarted) and event.action != "refresh":
        say("started", event.address)
    elif isinstance(event, ResourceDone) and event.action != "refresh":
        say("done", event.address)
    elif isinstance(event, Stopping):
        say("stopping", event.times)
    elif isinstance(event, Adopting):
        say("adopting", event.verb)


def main(folder: Path, module: Path) -> int:
    """Apply the module, and return the exit status."""
    try:
        found = binary.find(os.environ)
        workspace = Workspace(folder, found, provider.find(os.environ), os.environ)
        with workspace.hold("apply", observer):
            workspace.write({"main.tf": module.read_text()})
            plan = workspace.plan(observer)
            say("changes", plan.changes)
            if plan.changes:
                workspace.apply(plan, observer)
    except SealaneError as failure:
        for problem in failure.problems:
            say("problem", problem.code, problem.what, *(f"{label}={value}" for label, value in problem.facts))
        return int(failure.status)
    say("ended")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
