"""One container while it runs: its process, its output, its checks."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from collections.abc import Callable
from typing import IO, Final

from sealane.lab.task.definition import HealthCheck
from sealane.lab.task.dressing import Dressed
from sealane.lab.task.runtime import Runtime, ran_out_of_memory
from sealane.lab.task.shipping import Shipper
from sealane.records import dataclass

_LONGEST: Final = 64 * 1024
_START: Final = 20.0
_POLL: Final = 0.02
_RUNTIME_SAYS: Final = b"runc "
_CANNOT_START: Final = "CannotStartContainerError: ResourceInitializationError: failed to create new container runtime"
_OUT_OF_MEMORY: Final = "OutOfMemoryError: container killed due to memory usage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """It runs."""

    name: str
    when: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Exited:
    """It has ended; `exit_code` is `None` when it never ran."""

    name: str
    when: float
    exit_code: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A health check has ended."""

    name: str
    passed: bool
    age: float


Event = Started | Exited | Checked


class Running:
    """A container's process; `tell` hears what becomes of it, from threads of its own."""

    def __init__(
        self, dressed: Dressed, runtime: Runtime, shipper: Shipper | None, tell: Callable[[Event], None]
    ) -> None:
        """Start nothing yet."""
        self._dressed, self._runtime, self._shipper, self._tell = dressed, runtime, shipper, tell
        self._over = threading.Event()
        self._lines = threading.Lock()
        self._held: list[bytes] | None = []
        self.identifier = dressed.instance.identifier
        self.name = dressed.instance.container.name
        self.stop_seconds = dressed.instance.container.stop_seconds
        self._thread = threading.Thread(target=self._live, name=f"container-{self.name}", daemon=True)

    def start(self) -> None:
        """Start it."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Send the signal that its image wants for that."""
        self._runtime.signal(self.identifier, self._dressed.stop_signal)

    def kill(self) -> None:
        """End it."""
        self._runtime.signal(self.identifier, "SIGKILL")

    def wait(self, seconds: float) -> bool:
        """Wait until it is over, and tell whether it is."""
        return self._over.wait(seconds)

    def _live(self) -> None:
        try:
            child = self._runtime.run(self.identifier, self._dressed.bundle, self._dressed.specification)
        except OSError as error:
            self._over.set()
            self._tell(Exited(name=self.name, when=time.time(), exit_code=None, reason=f"{_CANNOT_START}: {error}"))
            return
        reader = threading.Thread(target=self._read, args=(child.stdout,), daemon=True)
        reader.start()
        began = self._begin(child)
        if began and (check := self._dressed.instance.container.health):
            threading.Thread(target=self._check, args=(check,), daemon=True).start()
        status = child.wait()
        reader.join()
        self._release(began=began)
        self._end(status, began=began)

    def _begin(self, child: subprocess.Popen[bytes]) -> bool:
        """Wait until the runtime says that the program runs."""
        mark, end = self._dressed.bundle / "pid", time.monotonic() + _START
        while child.poll() is None and time.monotonic() < end and not mark.exists():
            time.sleep(_POLL)
        if not mark.exists():
            return False
        self._release(began=True)
        self._tell(Started(name=self.name, when=time.time()))
        return True

    def _end(self, status: int, *, began: bool) -> None:
        trouble = "" if began else self._runtime.trouble(self._dressed.bundle)
        reason = f"{_CANNOT_START} task: {trouble}" if trouble else ""
        if began and self._dressed.group and ran_out_of_memory(self._dressed.group):
            reason = _OUT_OF_MEMORY
        self._runtime.remove(self.identifier)
        if self._shipper is not None:
            self._shipper.close()
        self._over.set()
        code = None if trouble else status if status >= 0 else 128 - status
        self._tell(Exited(name=self.name, when=time.time(), exit_code=code, reason=reason))

    def _read(self, output: IO[bytes] | None) -> None:
        """Hand on every line, but keep what comes before the start: the runtime's own words are no output."""
        while output is not None and (line := output.readline(_LONGEST)):
            with self._lines:
                if self._held is None:
                    self._say(line)
                else:
                    self._held.append(line)

    def _release(self, *, began: bool) -> None:
        """Hand on what was kept; of a container that never began, only what the runtime did not say."""
        with self._lines:
            kept, self._held = self._held or [], None
            for line in kept:
                if began or not line.startswith(_RUNTIME_SAYS):
                    self._say(line)

    def _say(self, line: bytes) -> None:
        if self._shipper is not None:
            self._shipper.write(line.rstrip(b"\r\n"))

    def _check(self, check: HealthCheck) -> None:
        born = time.monotonic()
        while not self._over.wait(check.interval):
            passed = False
            with contextlib.suppress(OSError):
                passed = self._runtime.execute(self.identifier, check.command, check.timeout)
            if not self._over.is_set():
                self._tell(Checked(name=self.name, passed=passed, age=time.monotonic() - born))
