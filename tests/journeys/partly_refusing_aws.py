"""An AWS that refuses some calls of EC2 and hands all others on to one that answers."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_REFUSAL = (
    "<Response><Errors><Error><Code>UnauthorizedOperation</Code>"
    "<Message>You are not authorized to perform this operation.</Message></Error></Errors>"
    "<RequestID>1</RequestID></Response>"
)
# What belongs to one connection and not to what is said on it.
_OF_CONNECTION = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"})


class _Server(ThreadingHTTPServer):
    """Knows who answers, and what is refused."""

    behind: str
    refused: frozenset[str]


class _Handler(BaseHTTPRequestHandler):
    """Refuses a call, or hands it on."""

    server: _Server

    def do_POST(self) -> None:
        """Answer a call."""
        asked = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if any(f"Action={name}&".encode() in asked + b"&" for name in self.server.refused):
            self._send(403, [("Content-Type", "text/xml")], _REFUSAL.encode())
            return
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _OF_CONNECTION}
        asking = urllib.request.Request(  # noqa: S310 - the sandbox's own address
            self.server.behind + self.path, asked or None, headers, method=self.command
        )
        try:
            with urllib.request.urlopen(asking) as found:  # noqa: S310 - as above
                self._send(found.status, found.getheaders(), found.read())
        except urllib.error.HTTPError as error:
            self._send(error.code, list(error.headers.items()), error.read())

    def do_GET(self) -> None:
        """Answer this one in the same way."""
        self.do_POST()

    def do_HEAD(self) -> None:
        """And this one."""
        self.do_POST()

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""

    def _send(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in _OF_CONNECTION:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def partly_refusing_aws(behind: str, *refused: str) -> Iterator[str]:
    """Serve until the block ends and give the URL; `refused` are names of EC2's calls."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.behind, server.refused = behind.rstrip("/"), frozenset(refused)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
