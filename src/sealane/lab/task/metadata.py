"""What a container may ask at 169.254.170.2: about itself, about its task, and for the task role's credentials.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from sealane.lab.sockets import Spaces, listening

ADDRESS: Final = "169.254.170.2"
PORT: Final = 80

Ask = Callable[[str], Mapping[str, Any] | None]


def v4_uri(container_id: str) -> str:
    """Return the value of ECS_CONTAINER_METADATA_URI_V4."""
    return f"http://{ADDRESS}/v4/{container_id}"


def credentials_path(credentials_id: str) -> str:
    """Return the value of AWS_CONTAINER_CREDENTIALS_RELATIVE_URI."""
    return f"/v2/credentials/{credentials_id}"


class Metadata:
    """The server of one task; `ask` gives the document at a path, `None` for none."""

    def __init__(self, spaces: Spaces, space: str, ask: Ask, port: int = PORT, address: str = ADDRESS) -> None:
        """Listen in the task's space."""
        (self._socket,) = listening(spaces, space, port, address)
        self._socket.settimeout(None)
        self._server = _Server(ask)
        self._server.socket.close()
        self._server.socket = self._socket
        self._server.server_address = self._socket.getsockname()
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._socket.getsockname()[1])

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, ask: Ask) -> None:
        super().__init__(("", 0), _Handler, bind_and_activate=False)
        self.ask = ask


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 10

    def do_GET(self) -> None:
        """Answer one question."""
        found = self.server.ask(self.path.partition("?")[0].rstrip("/"))
        told = found if found is not None else {"code": "NotFound", "message": "there is nothing at this path"}
        body = json.dumps(told).encode()
        self.send_response(200 if found is not None else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the standard library's)
        """Say nothing of it."""
