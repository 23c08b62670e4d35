"""How long a diagnosis takes: of one service of an account beyond the calls themselves, and from what was kept.

The account is an embedded one in which a service ran, until its image was removed and its tasks started anew.
"""

from __future__ import annotations

import json
import resource
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.places import SEALANE, fresh
from benchmarks.trial import Comparison, Limit, WrongAnswerError, ordinary_environment
from sealane.sandbox import daemon
from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox
from sealane.sandbox.settings import environment

_IMAGE = "demo/app:1.0"
_REGION = "us-east-1"
_CAUSE = "image-missing"
_PATIENCE = 120.0
# What belongs to one connection and not to what is said on it.
_OF_CONNECTION = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"})


def comparisons() -> Iterator[Comparison]:
    """Yield both diagnoses against what they may take."""
    folder = fresh("diagnosing")
    environ = ordinary_environment() | {"SEALANE_SANDBOX_DIR": str(folder / "sandbox"), "AWS_REGION": _REGION}
    try:
        sandbox = _stopped(folder, environ)
        with passing_on(sandbox.endpoint) as gate:
            live = Live(gate=gate, environ=environment(environ, sandbox, _REGION), folder=folder)
            yield from _both("sealane diagnose of a live service, beyond its calls", live, 3.0)
    finally:
        daemon.stop(environ)
    yield from _both("sealane diagnose of what was kept, whole process", Kept(folder=folder), 1.0)


def _both(name: str, subject: Live | Kept, limit: float) -> Iterator[Comparison]:
    """Yield the time by the clock, and that of the processor, which other work on the machine does not lengthen."""
    for told, side, budget in (
        (name, subject, 1.0),
        ("the same, time of the processor", replace(subject, processor=True), None),
    ):
        yield Comparison(
            name=told,
            against=f"{limit:.0f} s",
            subject=side,
            yardstick=Limit(limit=limit),
            repetitions=7,
            budget=budget,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The whole process, less the time in which any of its calls was under way."""

    gate: Gate
    environ: dict[str, str]
    folder: Path
    processor: bool = False

    def seconds(self) -> float:
        """Diagnose once.

        Raises:
            WrongAnswerError: when the cause is not named first.

        """
        self.gate.spans.clear()
        elsewhere = {name: text for name, text in self.environ.items() if not name.startswith("AWS_ENDPOINT_URL")}
        words = ("--cluster", "app", "--service", "app", "--endpoint-url", self.gate.url)
        clock, processor = _diagnosed(words, self.folder, elsewhere)
        return processor if self.processor else clock - covered(self.gate.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The whole process, from start to end."""

    folder: Path
    processor: bool = False

    def seconds(self) -> float:
        """Diagnose once; raises as the live one."""
        clock, processor = _diagnosed(("--capture", "kept"), self.folder, ordinary_environment())
        return processor if self.processor else clock


class Gate(ThreadingHTTPServer):
    """Passes every call on to the account, and knows from when to when each was under way."""

    daemon_threads = True

    def __init__(self, behind: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind = behind.rstrip("/")
        self.spans: list[tuple[float, float]] = []

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Gate

    def do_POST(self) -> None:
        """Pass a call on."""
        begun = time.perf_counter()
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _OF_CONNECTION}
        asking = urllib.request.Request(  # noqa: S310 - the sandbox's own address
            self.server.behind + self.path, body or None, headers, method=self.command
        )
        try:
            with urllib.request.urlopen(asking) as found:  # noqa: S310 - as above
                self._send(found.status, found.getheaders(), found.read())
        except urllib.error.HTTPError as error:
            self._send(error.code, list(error.headers.items()), error.read())
        self.server.spans.append((begun, time.perf_counter()))

    def do_GET(self) -> None:
        """Pass this one on too."""
        self.do_POST()

    def do_HEAD(self) -> None:
        """And this one."""
        self.do_POST()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _send(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in _OF_CONNECTION:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def passing_on(behind: str) -> Iterator[Gate]:
    """Serve until the block ends."""
    with Gate(behind) as gate:
        thread = threading.Thread(target=gate.serve_forever)
        thread.start()
        try:
            yield gate
        finally:
            gate.shutdown()
            thread.join()


def covered(spans: list[tuple[float, float]]) -> float:
    """Return how long at least one of some spans of time lasted."""
    total, end = 0.0, 0.0
    for begin, stop in sorted(spans):
        total += max(0.0, stop - max(begin, end))
        end = max(end, stop)
    return total


def _diagnosed(words: tuple[str, ...], folder: Path, environ: dict[str, str]) -> tuple[float, float]:
    """Run the verb, and return how long it took by the clock and of the processor."""
    command = (SEALANE, "diagnose", *words, "--format", "json")
    started, before = time.perf_counter(), _worked()
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, check=False)
    taken = time.perf_counter() - started, _worked() - before
    told = json.loads(done.stdout)["causes"] if done.returncode == 1 else []
    if not told or told[0]["cause"] != _CAUSE:
        msg = f"`{' '.join(command)}` ended with {done.returncode}: {done.stderr.decode()[-2000:]}"
        raise WrongAnswerError(msg)
    return taken


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _stopped(folder: Path, environ: dict[str, str]) -> Sandbox:
    """Bring a service up, take its image away, and keep the tasks that cannot start any more."""
    for words in (("start",), ("push", _IMAGE)):
        _must((SEALANE, "sandbox", *words), folder, environ)
    _must((SEALANE, "apply", "--sandbox", "--yes", "--image", _IMAGE), folder, environ)
    sandbox = daemon.running(environ)
    if sandbox is None:
        msg = "the sandbox has ended"
        raise WrongAnswerError(msg)
    ecs, ecr = client(sandbox, "ecs", _REGION), client(sandbox, "ecr", _REGION)
    ecr.batch_delete_image(repositoryName="demo/app", imageIds=[{"imageTag": "1.0"}])
    ecs.update_service(cluster="app", service="app", forceNewDeployment=True)
    end = time.monotonic() + _PATIENCE
    while not ecs.list_tasks(cluster="app", serviceName="app", desiredStatus="STOPPED")["taskArns"]:
        if time.monotonic() > end:
            msg = "no task has stopped"
            raise WrongAnswerError(msg)
        time.sleep(0.5)
    _must((SEALANE, "watch", "kept", "--sandbox", "--cluster", "app", "--once"), folder, environ)
    return sandbox


def _must(command: tuple[str, ...], folder: Path, environ: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, check=False)
    if done.returncode:
        msg = f"`{' '.join(command)}` ended with {done.returncode}: {done.stderr.decode()[-2000:]}"
        raise WrongAnswerError(msg)
