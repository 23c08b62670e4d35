"""HTTP requests out of a space."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from urllib.parse import urlsplit

from sealane.lab.task.connections import Caller
from sealane.lab.task.failures import no_answer
from sealane.records import dataclass

_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An HTTP answer, and the address that gave it; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str
    port: int

    @property
    def succeeded(self) -> bool:
        """Whether the status says so."""
        return http.HTTPStatus.OK <= self.status < http.HTTPStatus.MULTIPLE_CHOICES


def send(caller: Caller, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
    """Make one request over a connection of its own, and read the whole answer.

    Raises:
        CallFailed: it did not come to an answer.

    """
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    made = caller.secure(host, port) if parts.scheme == "https" else caller.connect(host, port)
    address = made.getpeername()[0]
    made.settimeout(caller.timeouts.answer)
    connection = http.client.HTTPConnection(host, port)
    connection.sock = made
    target = parts.path or "/"
    try:
        connection.request(method, f"{target}?{parts.query}" if parts.query else target, body or None, dict(headers))
        response = connection.getresponse()
        content = response.read(_LARGEST)
    except (OSError, http.client.HTTPException) as error:
        raise no_answer(error, address, port) from error
    finally:
        connection.close()
    told = {name.lower(): value for name, value in response.getheaders()}
    return Answer(status=response.status, headers=told, body=content, address=address, port=port)
