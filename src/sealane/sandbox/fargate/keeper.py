"""The agent as a child of the sandbox's server, which it lives and ends with."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Final

from sealane.lab.task.runtime import sweep
from sealane.sandbox import group
from sealane.sandbox.fargate import leftovers
from sealane.sandbox.fargate.ledger import LEDGER
from sealane.sandbox.isolation import Fence
from sealane.sandbox.record import Sandbox

ROUTE: Final = "fargate"
START: Final = "fargate-start"
STATE: Final = "fargate-state"
FOLDER: Final = leftovers.FOLDERS[0]
READY: Final = "sealane fargate agent ready"
_START_SECONDS: Final = 60.0
_ENDED: Final = "The agent that runs the sandbox's tasks has ended"


class Keeper:
    """Keeps one agent, started when first asked for and again when it has died."""

    def __init__(
        self, sandbox: Sandbox, fence: Fence, environ: dict[str, str], registry: Callable[[dict[str, Any]], Any]
    ) -> None:
        """Start nothing yet; `environ` is the server's own, `registry` keeps the registry that images come from."""
        self._sandbox, self._fence, self._environ, self._registry = sandbox, fence, environ, registry
        self._child: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def start(self, question: dict[str, Any]) -> dict[str, Any]:
        """Have an agent; `question["registry"]` is the program of the registry.

        With `question["capture"]` the tasks' packets are kept in that folder from now on, or nowhere when it is empty.
        """
        if "capture" in question:
            LEDGER.keep(str(question["capture"]))
        with self._lock:
            if not self._runs():
                self._launch(self._registry({"binary": question["registry"]}))
        return self.state({})

    def state(self, _question: dict[str, Any]) -> dict[str, Any]:
        """Tell whether an agent runs, its process, and where it keeps packets."""
        runs = self._runs()
        return {"runs": runs, "pid": self._child.pid if self._child and runs else 0, "capture": LEDGER.capture}

    def sync(self, question: dict[str, Any]) -> dict[str, Any]:
        """Take the agent's report, and say what is wanted."""
        return LEDGER.sync(question)

    def end(self) -> None:
        """End it, and remove what its tasks left."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
        leftovers.remove(Path(self._sandbox.folder), self._sandbox.instance)

    def _runs(self) -> bool:
        return self._child is not None and self._child.poll() is None

    def _launch(self, registry: dict[str, str]) -> None:
        (Path(self._sandbox.folder) / FOLDER).mkdir(mode=0o700, exist_ok=True)
        self._fence.admit(Path(sys.executable))
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", "sealane.sandbox.fargate.agent"],
            env=self._environ | {group.MARK: self._sandbox.instance},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if child.stdin is None or child.stdout is None:
            raise RuntimeError(_ENDED)
        child.stdin.write(json.dumps({"sandbox": asdict(self._sandbox), "registry": registry}) + "\n")
        child.stdin.flush()
        timer = threading.Timer(_START_SECONDS, child.kill)
        timer.start()
        try:
            if child.stdout.readline().strip() != READY:
                msg = f"the Fargate agent ended with status {child.wait()} before it was ready"
                raise RuntimeError(msg)
        finally:
            timer.cancel()
        LEDGER.active = True
        self._child = child
        threading.Thread(target=_drain, args=(child.stdout,), daemon=True).start()
        threading.Thread(target=self._bury, args=(child,), daemon=True).start()

    def _bury(self, child: subprocess.Popen[str]) -> None:
        """Say of the tasks of an agent that has ended that they have too."""
        child.wait()
        with self._lock:
            if self._child is child:
                LEDGER.lose(_ENDED)
        with contextlib.suppress(OSError):
            sweep(f"sealane-{self._sandbox.instance}")


def _drain(out: IO[str]) -> None:
    for line in out:
        sys.stdout.write(line)
