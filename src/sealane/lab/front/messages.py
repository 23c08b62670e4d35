"""A request as it came, and an answer as it is to go; both are values."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from sealane.lab.blueprint.listeners import Listener
from sealane.lab.front.hosts import Host
from sealane.records import dataclass

JSON: Final = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request.

    Attributes:
        method, target: as they stand in the request line.
        headers: by lower-case name; `pairs` has them as they came, in order.
        body: whole.
        name: the host that was asked for, without a port.
        host: what that name stands for.
        listener: where it arrived.

    """

    method: str
    target: str
    headers: Mapping[str, str]
    pairs: tuple[tuple[str, str], ...]
    body: bytes
    name: str
    host: Host
    listener: Listener

    @property
    def path(self) -> str:
        """The path, as it came."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """The query; of a name that comes twice the last value."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    def fields(self) -> dict[str, Any]:
        """Return the body's fields, of a JSON object or of a form; none when it is neither."""
        if "json" in self.headers.get("content-type", ""):
            try:
                read = json.loads(self.body or b"{}")
            except ValueError:
                return {}
            return read if isinstance(read, dict) else {}
        return dict(parse_qsl(self.body.decode(errors="replace"), keep_blank_values=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What there is to say of an exchange beside its bytes; see `Exchange`."""

    operation: str = ""
    resource: str = ""
    principal: str = ""
    denied_by: str = ""
    unenforced: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a file, from a place on and so many bytes."""

    path: Path
    start: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer; its body is at hand, in a file, or on its way from the embedded AWS."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | Part | http.client.HTTPResponse = b""
    told: Told = Told()


def plain(status: int, text: str, told: Told = Told()) -> Answer:  # noqa: B008 (a Told is a value)
    """Answer with text."""
    return Answer(status=status, headers=(("Content-Type", "text/plain"),), body=text.encode(), told=told)


def of_json(status: int, value: object, told: Told, kind: str = JSON) -> Answer:
    """Answer with JSON."""
    return Answer(status=status, headers=(("Content-Type", kind),), body=json.dumps(value).encode(), told=told)
