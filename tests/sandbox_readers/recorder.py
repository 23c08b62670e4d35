"""A line that writes down what goes over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sealane.readers.live.call import Call
from sealane.readers.live.door import Door
from sealane.readers.live.session import SdkLine


class Recorder:
    """The SDK's line, with the permission of every call remembered."""

    def __init__(self, environ: Mapping[str, str], region: str) -> None:
        self._line = SdkLine(environ, region)
        self.asked: set[str] = set()

    def send(self, call: Call, region: str, parameters: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Pass the call on."""
        self.asked.add(call.permission)
        return self._line.send(call, region, parameters)

    def fetch(self, url: str, limit: int) -> bytes:
        """Pass the request on."""
        return self._line.fetch(url, limit)

    @property
    def actions(self) -> tuple[str, ...]:
        """Return the permissions used, sorted."""
        return tuple(sorted(self.asked))


def recorded(environ: Mapping[str, str]) -> tuple[Door, Recorder]:
    """Return a door and what goes through it."""
    recorder = Recorder(environ, environ["AWS_REGION"])
    return Door(environ=environ, line=recorder), recorder
