"""A file put in its place in one step: a reader, an interrupt or a crash meets the old one or the new one."""

from __future__ import annotations

import os
from pathlib import Path

PRIVATE = 0o600
"""Readable by its owner only."""

SHARED = 0o666
"""As the user's own mask has it, like any file the user makes."""


def put(path: Path, content: bytes, *, mode: int = PRIVATE, durable: bool = False) -> None:
    """Write the file beside its place and move it there; `durable` waits until the disk has it.

    Raises:
        OSError: when it cannot be written; the old file is then untouched and nothing is left beside it.

    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(descriptor)
        fresh.replace(path)
    except OSError:
        if fresh.is_file():
            fresh.unlink()
        raise
