"""Reading a file that Terraform is still writing, line by line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from sealane.terraform.events import Event, parse

_CHUNK = 1 << 16


class Tail:
    """The events of a growing file, each given once; a line is given when its end has been written."""

    def __init__(self, path: Path) -> None:
        """Open the file at its start."""
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self._rest = b""

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        os.close(self._file)

    def events(self) -> Iterator[Event]:
        """Yield what was written since the last time."""
        while chunk := os.read(self._file, _CHUNK):
            *lines, self._rest = (self._rest + chunk).split(b"\n")
            for line in lines:
                if event := parse(line):
                    yield event

    def last(self) -> Iterator[Event]:
        """Yield what is left after the writer has ended, with a last line that has no end."""
        yield from self.events()
        rest, self._rest = self._rest, b""
        if event := parse(rest):
            yield event
