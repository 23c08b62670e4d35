"""One connection: TLS as its place has it, then requests over HTTP/1.1 until either side has enough."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any, Final, cast

from sealane.lab.blueprint.listeners import Listener, Stands
from sealane.lab.front.certificates import Authority
from sealane.lab.front.hosts import read_host, served_names
from sealane.lab.front.messages import Answer, Part, Request, Told
from sealane.lab.front.record import Exchanges
from sealane.records import replace
from sealane.verdicts.observation import Exchange

PLAIN_PORT: Final = 80
_IDLE_SECONDS: Final = 120.0
_HANDSHAKE_SECONDS: Final = 15.0
_LARGEST_BODY: Final = 1 << 29
_PART: Final = 1 << 19
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
_NO_BODY: Final = frozenset({http.HTTPStatus.NO_CONTENT, http.HTTPStatus.NOT_MODIFIED})
_HTTP: Final = frozenset({Stands.INTERFACE_ENDPOINT, Stands.GATEWAY_ENDPOINT, Stands.INTERNET})

Respond = Callable[[Request], Answer]


class Reception:
    """Receives connections on behalf of a front."""

    def __init__(self, authority: Authority, record: Exchanges, respond: Respond) -> None:
        """Answer with what `respond` says, and tell `record`."""
        self._authority = authority
        self._record = record
        self._respond = respond

    def welcome(self, connection: socket.socket, listener: Listener) -> None:
        """Serve one connection to its end."""
        known = _known(connection, listener)
        if listener.stands not in _HTTP:
            self._tell(replace(known, note="a connection to what is not AWS's"))
            return
        secured, name = connection, ""
        if listener.port != PLAIN_PORT:
            try:
                secured, name = self._secure(connection, listener, known)
            except OSError:
                return
        with contextlib.suppress(OSError), secured:
            handler = _Conversation(secured, replace(known, host=name), self._answer, self._record, listener)
            if not handler.asked:
                note = handler.broken or "a connection without a request"
                self._tell(replace(known, host=name, note=note))

    def _answer(self, request: Request) -> Answer:
        try:
            return self._respond(request)
        except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
            # What stands behind the lab failed, which is no finding about the network in front of it.
            told = Told(note=f"the lab's own AWS failed: {type(error).__name__}: {error}")
            return Answer(status=http.HTTPStatus.BAD_GATEWAY, told=told)

    def _secure(self, connection: socket.socket, listener: Listener, known: Exchange) -> tuple[socket.socket, str]:
        asked: list[str] = []

        def choose(stream: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> None:
            asked.append(name or "")
            stream.context = self._context(listener, name or known.address)

        # The name comes with the first message, so the first settings are copied: `choose` is set on them alone.
        first = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        first.set_alpn_protocols(["http/1.1"])
        first.sni_callback = choose
        connection.settimeout(_HANDSHAKE_SECONDS)
        with self._record.under_way():
            try:
                return first.wrap_socket(connection, server_side=True), "".join(asked)
            except OSError as error:
                self._record.add(_ended(known, host="".join(asked), note=_reason(error)))
                raise

    def _context(self, listener: Listener, name: str) -> ssl.SSLContext:
        """Return the certificate that stands there: an endpoint has its service's, whatever name it is asked for."""
        own = tuple(each for full in listener.services for each in served_names(full))
        return self._authority.context(own or (name,))

    def _tell(self, exchange: Exchange) -> None:
        self._record.add(replace(exchange, when=time.time()))


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS

    def __init__(
        self,
        connection: socket.socket,
        known: Exchange,
        respond: Respond,
        record: Exchanges,
        listener: Listener,
    ) -> None:
        self.asked, self.broken = False, ""
        self._known, self._respond, self._record, self._listener = known, respond, record, listener
        try:
            super().__init__(connection, (known.client, 0), cast("Any", None))
        except OSError as error:
            # A client that does not trust the certificate says so after the handshake, as far as this side sees it.
            self.broken = _reason(error)

    def _serve(self) -> None:
        self.asked = True
        with self._record.under_way():
            name = self.headers.get("Host", self._known.host).partition(":")[0].lower()
            host = read_host(name)
            known = replace(self._known, host=name, service=host.service, operation=f"{self.command} {self.path}")
            body = self._body()
            if body is None:
                self.close_connection = True
                self.send_error(http.HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                self._record.add(_ended(known, status=413, note="a body that is larger than the lab takes"))
                return
            request = Request(
                method=self.command,
                target=self.path,
                headers={key.lower(): value for key, value in self.headers.items()},
                pairs=tuple(self.headers.items()),
                body=body,
                name=name,
                host=host,
                listener=self._listener,
            )
            self._send(request, self._respond(request), replace(known, received=len(body)))

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Serve every method alike; the base class looks for one function each, as `do_GET`."""
        if name.removeprefix("do_") in _METHODS:
            return self._serve
        raise AttributeError(name)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the standard library's)
        """Say nothing on the terminal: the record has it."""

    def _body(self) -> bytes | None:
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return self._chunks()
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > _LARGEST_BODY:
            return None
        return self.rfile.read(int(length))

    def _chunks(self) -> bytes | None:
        whole = bytearray()
        while True:
            line = self.rfile.readline(128).partition(b";")[0].strip()
            try:
                size = int(line, 16)
            except ValueError:
                return None
            if size == 0:
                while self.rfile.readline(65537).strip():
                    pass
                return bytes(whole)
            if len(whole) + size > _LARGEST_BODY:
                return None
            whole += self.rfile.read(size)
            self.rfile.readline(128)

    def _send(self, request: Request, answer: Answer, known: Exchange) -> None:
        told = answer.told
        known = replace(
            known,
            operation=told.operation or known.operation,
            resource=told.resource,
            principal=told.principal,
            denied_by=told.denied_by,
            unenforced=told.unenforced,
            note=told.note,
            status=int(answer.status),
        )
        sent, note = 0, ""
        try:
            self._head(request, answer)
            if request.method != "HEAD" and answer.status not in _NO_BODY:
                sent = self._send_body(answer.body)
        except OSError as error:
            self.close_connection = True
            note = f"the client was gone before the end: {error}"
        finally:
            if isinstance(answer.body, http.client.HTTPResponse):
                answer.body.close()
            self._record.add(_ended(known, sent=sent, note=known.note or note))

    def _head(self, request: Request, answer: Answer) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        given = {name.lower() for name, _ in answer.headers}
        if "content-length" not in given and answer.status not in _NO_BODY:
            length = _length(answer.body)
            if length is None and request.method != "HEAD":
                self.close_connection = True
                self.send_header("Connection", "close")
            elif length is not None:
                self.send_header("Content-Length", str(length))
        self.end_headers()

    def _send_body(self, body: bytes | Part | http.client.HTTPResponse) -> int:
        if isinstance(body, bytes):
            self.connection.sendall(body)
            return len(body)
        view = memoryview(bytearray(_PART))
        sent = 0
        if isinstance(body, http.client.HTTPResponse):
            while count := body.readinto(view):
                self.connection.sendall(view[:count])
                sent += count
            return sent
        with body.path.open("rb", buffering=0) as file:
            file.seek(body.start)
            while sent < body.length and (count := file.readinto(view[: min(_PART, body.length - sent)])):
                self.connection.sendall(view[:count])
                sent += count
        return sent


def _length(body: bytes | Part | http.client.HTTPResponse) -> int | None:
    if isinstance(body, bytes):
        return len(body)
    return body.length


def _known(connection: socket.socket, listener: Listener) -> Exchange:
    client, address = connection.getpeername()[0], connection.getsockname()
    return Exchange(
        space=listener.space,
        endpoint=listener.endpoint,
        client=client.partition("%")[0],
        address=address[0].partition("%")[0],
        port=address[1],
        outside=listener.stands is Stands.INTERNET,
    )


def _ended(known: Exchange, **told: Any) -> Exchange:
    return replace(known, when=time.time(), **told)


def _reason(error: OSError) -> str:
    return f"no TLS: {error.reason}" if isinstance(error, ssl.SSLError) else str(error) or type(error).__name__
