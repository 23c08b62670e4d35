"""What the server's environment holds and what its fence lets through, each tried in an interpreter of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sealane.sandbox.isolation import server_environment

FENCE = "from sealane.sandbox.isolation import Fence; import socket, os, subprocess\nFence().raise_now()\n"
OUTSIDE = [
    "socket.create_connection(('93.184.216.34', 80), timeout=1)",
    "socket.socket().connect_ex(('169.254.169.254', 80))",
    "socket.getaddrinfo('ecs.us-east-1.amazonaws.com', 443)",
    "socket.gethostbyname('example.com')",
    "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('8.8.8.8', 53))",
    "socket.socket(type=socket.SOCK_DGRAM).sendmsg([b'x'], [], 0, ('8.8.8.8', 53))",
    "socket.socket(socket.AF_INET6).connect(('2606:4700::1111', 443))",
    "socket.socket().bind(('0.0.0.0', 0))",
    "socket.socket().bind(('', 0))",
    "socket.socket(socket.AF_UNIX).connect('/var/run/docker.sock')",
    "subprocess.run(['true'])",
    "os.system('true')",
    "os.fork()",
]
LOOPBACK = (
    "s = socket.create_server(('127.0.0.1', 0)); c = socket.create_connection(s.getsockname()); s.accept()\n"
    "socket.getaddrinfo('localhost', 80); socket.getaddrinfo('127.0.0.1', 80); socket.getaddrinfo('::1', 80)\n"
    "u = socket.socket(type=socket.SOCK_DGRAM); u.bind(('127.0.0.1', 0)); u.sendto(b'x', u.getsockname())\n"
)


def _run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("attempt", OUTSIDE)
def test_the_fence_refuses_to_leave(attempt: str) -> None:
    """Every way out raises our refusal, whatever the network would have said."""
    got = _run(FENCE + attempt)
    assert got.returncode == 1
    assert "sealane.sandbox.isolation.FenceError" in got.stderr


def test_the_fence_lets_loopback_through() -> None:
    """Connections, names and datagrams of this machine work behind the fence."""
    got = _run(FENCE + LOOPBACK)
    assert (got.returncode, got.stderr) == (0, "")


def test_an_admitted_program_starts_and_another_does_not() -> None:
    """Admission is by path, one program at a time."""
    code = (
        "from sealane.sandbox.isolation import Fence; from pathlib import Path; import subprocess\n"
        "f = Fence(); f.raise_now(); f.admit(Path('/bin/true')); subprocess.run(['/bin/true'], check=True)\n"
    )
    assert _run(code).returncode == 0
    assert "FenceError" in _run(code + "subprocess.run(['/bin/false'])").stderr


def test_the_server_inherits_no_setting_of_the_user() -> None:
    """Only what a process needs to run is passed on; credentials are fake, configuration files empty."""
    users = {"PATH": "/bin", "HOME": "/home/me", "AWS_PROFILE": "p", "AWS_ACCESS_KEY_ID": "real", "HTTPS_PROXY": "x"}
    got = server_environment(users | {"GOGC": "9"}, Path("/run/sb"))
    assert (got["PATH"], got["GOGC"]) == ("/bin", "9")
    assert got["HOME"] == "/run/sb"
    assert got["AWS_ACCESS_KEY_ID"] == "sandbox"
    assert got["AWS_CONFIG_FILE"] == got["AWS_SHARED_CREDENTIALS_FILE"] == "/dev/null"
    assert not {"AWS_PROFILE", "HTTPS_PROXY"} & got.keys()
