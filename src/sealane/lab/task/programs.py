"""Programs inside a space, run to their end."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Mapping
from typing import Any, Protocol

from sealane.lab.sockets import Spaces
from sealane.lab.task.supply import Ended

_SAID = 4000


class Lab(Spaces, Protocol):
    """A lab that starts programs inside its spaces; the kernel's does."""

    def popen(self, space: str, args: list[str], **options: Any) -> subprocess.Popen[bytes]:
        """Start one there, as `subprocess.Popen` would."""
        ...


class Programs:
    """Runs programs of a lab."""

    def __init__(self, lab: Lab) -> None:
        """Take the lab."""
        self._lab = lab

    def __call__(self, space: str, arguments: list[str], environment: Mapping[str, str], seconds: float) -> Ended:
        """Run one to its end; one that takes longer than `seconds` is killed."""
        try:
            child = self._lab.popen(
                space,
                arguments,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        except OSError as error:
            return Ended(status=127, said=f"{arguments[0]}: {error.strerror or error}")
        with child:
            try:
                said, _ = child.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                child.kill()
                with contextlib.suppress(ValueError):
                    child.communicate()
                return Ended(status=None, said="")
        return Ended(status=child.returncode, said=said.decode(errors="replace").strip()[-_SAID:])
