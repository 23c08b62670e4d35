"""Starting a provider and reading how to attach to it; runs inside the server, which it lives and ends with."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from sealane.sandbox import group, settings
from sealane.sandbox.isolation import Fence
from sealane.sandbox.record import Sandbox

_ATTACH = re.compile(r"TF_REATTACH_PROVIDERS='(?P<value>\{.*\})'")
_START_SECONDS = 60.0
_NOWHERE = "http://127.0.0.1:9"
"""The discard port: whatever the provider would ask a proxy for, so anything but loopback, is refused at once."""


class Attendant:
    """Keeps one provider process for each binary and Region."""

    def __init__(self, sandbox: Sandbox, fence: Fence, environ: dict[str, str]) -> None:
        """Start nothing yet; `environ` is the server's own, which holds nothing of the user's."""
        self._sandbox = sandbox
        self._fence = fence
        self._environ = environ
        self._kept: dict[tuple[str, str], tuple[subprocess.Popen[str], str]] = {}
        self._lock = threading.Lock()

    def keep(self, question: dict[str, Any]) -> str:
        """Return how to attach to the provider of `question["binary"]` and `question["region"]`."""
        key = (str(question["binary"]), str(question["region"]))
        with self._lock:
            child, value = self._kept.get(key, (None, ""))
            if child is None or child.poll() is not None:
                child, value = self._start(*key)
                self._kept[key] = (child, value)
            return value

    def end(self) -> None:
        """End every provider and wait for it."""
        for child, _ in self._kept.values():
            child.kill()
            child.wait()

    def _start(self, binary: str, region: str) -> tuple[subprocess.Popen[str], str]:
        self._fence.admit(Path(binary))
        child = subprocess.Popen(
            [binary, "-debug"],
            env=self._environment(region),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        timer = threading.Timer(_START_SECONDS, child.kill)
        timer.start()
        try:
            value = _read_attachment(child)
        finally:
            timer.cancel()
        return child, value

    def _environment(self, region: str) -> dict[str, str]:
        return settings.environment(self._environ, self._sandbox, region) | {
            "HTTP_PROXY": _NOWHERE,
            "HTTPS_PROXY": _NOWHERE,
            "NO_PROXY": "127.0.0.1,localhost",
            group.MARK: self._sandbox.instance,
        }


def _read_attachment(child: subprocess.Popen[str]) -> str:
    out = child.stdout
    if out is None:
        msg = "the provider has no output"
        raise RuntimeError(msg)
    for line in out:
        if found := _ATTACH.search(line):
            threading.Thread(target=_drain, args=(out,), daemon=True).start()
            return found["value"]
    msg = f"the provider ended with status {child.wait()} before it said how to attach to it"
    raise RuntimeError(msg)


def _drain(out: IO[str]) -> None:
    # A pipe that nobody reads fills, and then the provider waits for ever.
    for line in out:
        sys.stdout.write(line)
