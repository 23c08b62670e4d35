"""The program in the demo's image: says where it came from and what it can reach, then answers until it is told to end.

It is copied into the image as text, so it uses nothing but the standard library and is complete in this one file.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import os
import signal
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

_OUTSIDE = "www.iana.org"
_SECONDS = 3.0
_PORT = "PORT"
_DEFAULT_PORT = 8080


def main(arguments: list[str]) -> int:
    """Run as the container does, or, with `health`, ask the running one whether it is well."""
    if arguments == ["health"]:
        return _ask_health()
    signal.signal(signal.SIGTERM, _end)
    _say(f"started, with {len(os.environ)} variables in the environment")
    for line in (*_origin(_metadata()), _internet()):
        _say(line)
    server = ThreadingHTTPServer(("", _port()), _Health)
    _say(f"ready: answering on port {_port()}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    while True:
        signal.pause()


class _Health(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer every path alike."""
        body = b"well\n"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the standard library's)
        """Keep health checks out of the log."""


def _metadata() -> dict[str, Any]:
    """Read the task metadata endpoint.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html
    """
    place = urlsplit(os.environ.get("ECS_CONTAINER_METADATA_URI_V4", ""))
    if not place.hostname:
        return {}
    try:
        connection = http.client.HTTPConnection(place.hostname, place.port, timeout=_SECONDS)
        connection.request("GET", place.path)
        read = json.loads(connection.getresponse().read())
    except (OSError, ValueError, http.client.HTTPException):
        return {}
    return read if isinstance(read, dict) else {}


def _origin(metadata: dict[str, Any]) -> list[str]:
    image = str(metadata.get("Image", ""))
    if not image:
        return ["image: there is no task metadata to read its name from"]
    registry = image.partition("/")[0]
    return [f"image: {image} {metadata.get('ImageID', '')}".rstrip(), _registry(registry)]


def _registry(host: str) -> str:
    try:
        address = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)[0][4][0]
    except OSError as error:
        return f"registry: {host} has no address here ({error.strerror or error})"
    if ipaddress.ip_address(address).is_private:
        return f"registry: {host} is {address} here, inside the VPC: the image was pulled through its endpoint"
    return f"registry: {host} is {address} here, a public address: the image was pulled over the internet"


def _internet() -> str:
    try:
        with socket.create_connection((_OUTSIDE, 443), timeout=_SECONDS):
            return f"internet: {_OUTSIDE} can be reached from here"
    except OSError as error:
        return f"internet: {_OUTSIDE} cannot be reached from here ({error.strerror or error}), as it should be"


def _port() -> int:
    given = os.environ.get(_PORT, "")
    return int(given) if given.isdigit() else _DEFAULT_PORT


def _ask_health() -> int:
    connection = http.client.HTTPConnection("127.0.0.1", _port(), timeout=_SECONDS)
    try:
        connection.request("GET", "/health")
        return 0 if connection.getresponse().status == http.HTTPStatus.OK else 1
    except OSError:
        return 1


def _say(line: str) -> None:
    # Past Python's buffer, which a signal's handler may not enter while a line is on its way through it.
    os.write(1, f"sealane demo: {line}\n".encode())


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (the signature is the standard library's)
    _say("ending, as asked")
    # As the first process of a container it has no default action for the signal, and threads may not hold it back.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
