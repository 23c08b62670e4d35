"""A code host on loopback: as much of GitHub's and GitLab's API as comments need, with what was asked of it."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

BOT = {"id": 1, "login": "github-actions[bot]", "type": "Bot"}
PERSON = {"id": 7, "login": "mallory", "type": "User"}
OWN = {"id": 3, "login": "ci-robot", "type": "User"}


@dataclass(slots=True, kw_only=True)
class CodeHost:
    """What the host holds and what it was asked; `status` other than 0 is answered to everything."""

    address: str
    who: dict[str, Any] = field(default_factory=lambda: BOT)
    comments: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    status: int = 0
    raw: bytes | None = None
    location: str = ""

    def say(self, body: str, user: dict[str, Any] | None = None) -> None:
        """Let somebody comment; the host's own writer when nobody is named."""
        writer = user or self.who
        number = len(self.comments) + 1
        page = f"https://code.example/pull/12#comment-{number}"
        self.comments.append({"id": number, "body": body, "user": writer, "author": writer, "html_url": page})

    def github(self, **more: str) -> dict[str, str]:
        """Return what a workflow knows."""
        return {"GITHUB_REPOSITORY": "acme/shop", "GITHUB_API_URL": self.address, "GITHUB_TOKEN": "t0ken", **more}

    def gitlab(self, **more: str) -> dict[str, str]:
        """Return what a pipeline of a merge request knows; its token is that of a user."""
        self.who = OWN
        known = {"GITLAB_CI": "true", "CI_API_V4_URL": self.address, "CI_PROJECT_ID": "5", "GITLAB_TOKEN": "t0ken"}
        return {
            **known,
            "CI_MERGE_REQUEST_IID": "12",
            "CI_MERGE_REQUEST_PROJECT_URL": "https://code.example/shop",
        } | more


class _Handler(BaseHTTPRequestHandler):
    """Answers for the host that its server has."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer."""
        self._answer()

    do_POST = do_PATCH = do_PUT = do_GET  # noqa: N815 - the names that the standard library looks for

    def _answer(self) -> None:
        host: CodeHost = self.server.host  # type: ignore[attr-defined]  # set below
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else {}
        host.asked.append(f"{self.command} {urlsplit(self.path).path}")
        host.tokens.add(self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or "")
        status, told = (
            (host.status, {"message": "Resource not accessible by integration"}) if host.status else (0, None)
        )
        if not status:
            status, told = _done(host, self.command, self.path, body)
        written = json.dumps(told).encode() if host.raw is None else host.raw
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(written)))
        if host.location:
            self.send_header("Location", host.location)
        self.end_headers()
        self.wfile.write(written)


def _done(host: CodeHost, method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
    place, asked = urlsplit(path).path, parse_qs(urlsplit(path).query)
    if place == "/user":
        return (403, {"message": "Resource not accessible"}) if host.who is BOT else (200, host.who)
    one = re.fullmatch(r"/repos/acme/shop/issues/comments/(\d+)|/projects/5/merge_requests/12/notes/(\d+)", place)
    if one and method in {"PATCH", "PUT"}:
        found = host.comments[int(one[1] or one[2]) - 1]
        found["body"] = body["body"]
        return 200, found
    if place not in {"/repos/acme/shop/issues/12/comments", "/projects/5/merge_requests/12/notes"}:
        return 404, {"message": "Not Found"}
    if method == "POST":
        host.say(body["body"])
        return 201, host.comments[-1]
    many, page = int(asked["per_page"][0]), int(asked["page"][0])
    return 200, host.comments[(page - 1) * many : page * many]


@contextmanager
def code_host() -> Iterator[CodeHost]:
    """Run a host until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.daemon_threads = True
        host = CodeHost(address=f"http://127.0.0.1:{server.server_address[1]}")
        server.host = host  # type: ignore[attr-defined]  # for the handler
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()
