"""A real Terraform, the real AWS provider, and an embedded AWS on a port of its own.

Between Terraform and the embedded AWS stands a relay that holds every answer back for a moment. AWS is that far away,
and only then is there a time between a resource's creation and Terraform's knowledge of it, in which a stop can fall.
"""

from __future__ import annotations

import http.client
import http.server
import json
import os
import select
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sealane.terraform import binary, provider
from sealane.terraform.workspace import Workspace

HERE = Path(__file__).parent
DELAY_SECONDS = 0.06
# Terraform's handshake with a provider that it starts, which makes a provider started by hand tell its address.
# https://developer.hashicorp.com/terraform/plugin/debugging
COOKIE = {
    "TF_PLUGIN_MAGIC_COOKIE": "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
    "PLUGIN_PROTOCOL_VERSIONS": "5",
}


@dataclass
class Cloud:
    """The embedded AWS behind its relay; `delay` is in seconds."""

    port: int
    relay_port: int = 0
    delay: float = DELAY_SECONDS
    under_way: set[object] = field(default_factory=set)
    gone: list[bytes] = field(default_factory=list)

    def lost(self) -> list[bytes]:
        """Return the calls that were carried out and whose answer nobody waited for, when all are answered."""
        until = time.monotonic() + 60
        while self.under_way and time.monotonic() < until:
            time.sleep(0.02)
        return self.gone

    def environ(self) -> dict[str, str]:
        """Return what Terraform needs to reach it, and nothing that leads to real AWS."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return kept | {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.relay_port}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def reset(self) -> None:
        """Forget everything."""
        url = f"http://127.0.0.1:{self.port}/moto-api/reset"
        urllib.request.urlopen(urllib.request.Request(url, method="POST"), timeout=30).close()
        self.lost().clear()
        self.delay = DELAY_SECONDS


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait_until_open(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait for the server, or fail with it."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/moto-api/data.json", timeout=30).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"moto did not start: {process.poll()}")


class Quiet(http.server.ThreadingHTTPServer):
    """A server that says nothing of clients that were killed."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent about a connection that broke; what was lost by it is seen in the inventory."""


def is_closed(connection: socket.socket) -> bool:
    """Whether the other side has hung up; a client that waits for an answer sends nothing meanwhile."""
    readable, _, _ = select.select([connection], [], [], 0)
    try:
        return bool(readable) and connection.recv(1, socket.MSG_PEEK) == b""
    except OSError:
        return True


def relay(cloud: Cloud) -> http.server.ThreadingHTTPServer:
    """Return the relay, not yet serving."""

    class Relay(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def forward(self) -> None:
            call = object()
            cloud.under_way.add(call)
            try:
                self.answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            finally:
                cloud.under_way.discard(call)

        def answer(self, body: bytes) -> None:
            upstream = http.client.HTTPConnection("127.0.0.1", cloud.port, timeout=60)
            headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
            upstream.request(self.command, self.path, body, headers)
            answer = upstream.getresponse()
            content = answer.read()
            upstream.close()
            time.sleep(cloud.delay)
            if is_closed(self.connection):
                cloud.gone.append(body)
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in {"transfer-encoding", "content-length", "connection"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = forward  # noqa: N815 - the names HTTPServer calls

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the method replaced
            """Stay silent."""

    return Quiet(("127.0.0.1", 0), Relay)


@pytest.fixture(scope="module")
def running_cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """Give an embedded AWS for the module."""
    cloud = Cloud(port=free_port())
    environ = {name: value for name, value in os.environ.items() if name != "MOTO_IAM_LOAD_MANAGED_POLICIES"}
    log = tmp_path_factory.mktemp("moto") / "log"
    with log.open("wb") as out:
        moto = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-p", str(cloud.port)], env=environ, stdout=out, stderr=out
        )
    server = relay(cloud)
    cloud.relay_port = int(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        wait_until_open(moto, cloud.port)
        yield cloud
    finally:
        server.shutdown()
        server.server_close()
        moto.terminate()
        moto.wait(30)


@pytest.fixture
def cloud(running_cloud: Cloud) -> Cloud:
    """Give the module's embedded AWS, empty."""
    running_cloud.reset()
    return running_cloud


@pytest.fixture(scope="module")
def kept_provider(running_cloud: Cloud) -> Iterator[dict[str, str]]:
    """Give the environment of a provider that is kept running, as the sandbox keeps one."""
    source = provider.find(os.environ)
    assert source.binary, f"these tests need an unpacked AWS provider on this machine, looked at {source.looked}"
    environ = running_cloud.environ() | COOKIE
    with subprocess.Popen([source.binary], env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        _, version, network, address, *_ = process.stdout.readline().decode().strip().split("|")
        said = {
            "Protocol": "grpc",
            "ProtocolVersion": int(version),
            "Pid": process.pid,
            "Test": True,
            "Addr": {"Network": network, "String": address},
        }
        yield {"TF_REATTACH_PROVIDERS": json.dumps({"registry.terraform.io/hashicorp/aws": said})}
        process.terminate()


def make_workspace(folder: Path, environ: dict[str, str]) -> Workspace:
    """Return a workspace with what this machine has."""
    found = binary.find(environ)
    return Workspace(folder, found, provider.find(environ, is_opentofu=found.is_opentofu), environ)


@pytest.fixture
def files() -> dict[str, str]:
    """Give a small module without any of the provider's long waits."""
    return {"main.tf": (HERE / "small.tf").read_text()}
