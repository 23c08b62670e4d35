"""What stands behind the lab on this machine's loopback: the embedded AWS and the registry."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from sealane.lab.front.layers import Layers
from sealane.records import dataclass

_SECONDS: Final = 60.0
# Of one hop, not of the whole way: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
_HOP: Final = frozenset(
    {"connection", "keep-alive", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "expect"}
)
_TARGETS: Final = {
    "ecr": "AmazonEC2ContainerRegistry_V20150921",
    "secretsmanager": "secretsmanager",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Backends:
    """Where they are.

    Attributes:
        aws: `http://127.0.0.1:PORT` of the embedded AWS.
        account, region, partition: whose calls are when nothing says it.
        registry: the same of the registry, empty without one.
        layers: what that registry has stored.

    """

    aws: str
    account: str
    region: str
    partition: str = "aws"
    registry: str = ""
    layers: Layers | None = None


def forward(
    base: str, method: str, target: str, headers: Iterable[tuple[str, str]], body: bytes
) -> http.client.HTTPResponse:
    """Send a request on as it came, and return the answer with its body still to read."""
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=_SECONDS)
    connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
    for name, value in headers:
        if name.lower() not in _HOP and name.lower() != "content-length":
            connection.putheader(name, value)
    connection.putheader("Content-Length", str(len(body)))
    # So the connection is the answer's alone, and is closed with it.
    connection.putheader("Connection", "close")
    connection.endheaders(body)
    return connection.getresponse()


def passed_on(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the headers of an answer that are of the whole way."""
    return tuple((name, value) for name, value in headers if name.lower() not in _HOP)


def ask(
    backends: Backends, service: str, operation: str, fields: Mapping[str, Any], *, account: str, region: str
) -> tuple[int, dict[str, Any]]:
    """Ask the embedded AWS on the lab's own behalf, and return status and answer."""
    headers = [
        ("Host", f"{service}.{region}.amazonaws.com"),
        ("Content-Type", "application/x-amz-json-1.1"),
        ("X-Amz-Target", f"{_TARGETS[service]}.{operation}"),
        # moto finds the service by the scope of the credentials and checks no signature.
        ("Authorization", f"AWS4-HMAC-SHA256 Credential=lab/20260101/{region}/{service}/aws4_request, Signature=0"),
        ("x-moto-account-id", account),
    ]
    answer = forward(backends.aws, "POST", "/", headers, json.dumps(fields).encode())
    read = json.loads(answer.read() or b"{}")
    return answer.status, read if isinstance(read, dict) else {}
