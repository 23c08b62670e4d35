"""The sandbox's own routes, in front of moto: who is this, what is alive, keep a provider running.

Under a prefix no bucket name can have (an underscore:
https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).
All but the identity need the token of the record file, so no web page and no other user of the machine can call them.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sealane.sandbox.blobs import PREFIX, Blobs

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

TOKEN_HEADER = "X-Sealane-Token"  # noqa: S105 (a header's name, not a secret)

Route = Callable[[dict[str, Any]], object]


class Routes:
    """A WSGI application that answers sealane's own routes and hands everything else to moto."""

    def __init__(self, moto: WSGIApplication, token: str, identity: dict[str, str], blobs: Blobs) -> None:
        """Answer `identity` and `blobs` to everyone; the other routes are added with `add`."""
        self._moto = moto
        self._token = token
        self._identity = identity
        self._blobs = blobs
        self._routes: dict[str, Route] = {}

    def add(self, name: str, route: Route) -> None:
        """Answer `POST /_sealane/<name>`: a JSON object in, whatever `route` returns out, as JSON."""
        self._routes[name] = route

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        path: str = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX):
            return self._moto(environ, start_response)
        name = path.removeprefix(PREFIX)
        if name.startswith("blobs/") and (blob := self._blobs.find(name.removeprefix("blobs/"))) is not None:
            length, parts = blob
            start_response("200 OK", [("Content-Type", "application/octet-stream"), ("Content-Length", str(length))])
            return parts
        status, answer = self._answer(name, environ)
        return _respond(start_response, status, "application/json", json.dumps(answer).encode())

    def _answer(self, name: str, environ: WSGIEnvironment) -> tuple[str, object]:
        if name == "identity":
            return "200 OK", self._identity
        given = environ.get("HTTP_" + TOKEN_HEADER.upper().replace("-", "_"), "")
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            return "403 Forbidden", {"error": "the token of the sandbox's record file is missing"}
        route = self._routes.get(name)
        if route is None:
            return "404 Not Found", {"error": f"no such route: {name}"}
        try:
            sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            return "200 OK", route(json.loads(sent or b"{}"))
        except Exception as error:  # noqa: BLE001 (the caller turns it into a problem; the server must live on)
            return "500 Internal Server Error", {"error": f"{type(error).__name__}: {error}"}


def _respond(start_response: StartResponse, status: str, kind: str, body: bytes) -> Iterable[bytes]:
    start_response(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]
