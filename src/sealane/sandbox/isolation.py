"""What keeps the sandbox's server away from real AWS: a scrubbed environment and a hook that refuses to dial out.

The hook is Python's audit hook (https://docs.python.org/3.11/library/sys.html#sys.addaudithook): it cannot be removed
once added, and it sees every socket and every child process of the interpreter, whichever library asks.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Mapping
from pathlib import Path

_ADDRESSES = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"})
_NAMES = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"})
_PROCESSES = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty"})
_INHERITED = (
    *("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH", "SYSTEMROOT", "COVERAGE_PROCESS_START"),
    # How often the provider, a Go program, collects its garbage: https://pkg.go.dev/runtime#hdr-Environment_Variables
    *("GOGC", "GOMEMLIMIT"),
    # Whose it is: see `owner`.
    "SEALANE_SANDBOX_OWNER",
)


class FenceError(PermissionError):
    """The server tried to leave the machine, or to start a program that was not admitted."""


def server_environment(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return the whole environment of the server: nothing of the user's but what a process needs to run at all."""
    return {name: environ[name] for name in _INHERITED if name in environ} | {
        "HOME": str(folder),
        "AWS_ACCESS_KEY_ID": "sandbox",
        "AWS_SECRET_ACCESS_KEY": "sandbox",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
        "MOTO_DISABLE_GLOBAL_CORS": "true",
        "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": environ.get("PYTHONDONTWRITEBYTECODE", ""),
    }


class Fence:
    """The audit hook; `admit` opens it for one program, by its path."""

    def __init__(self) -> None:
        """Start with no program admitted."""
        self._programs: set[str] = set()

    def raise_now(self) -> None:
        """Put the fence up for the rest of this interpreter's life."""
        sys.addaudithook(self._hear)

    def admit(self, program: Path) -> None:
        """Allow this program to be started as a child."""
        self._programs.add(os.fspath(program))

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in _ADDRESSES:
            _check_address(event, arguments[1])
        elif event in _NAMES:
            _check_host(event, arguments[0])
        elif event in _PROCESSES:
            self._check_program(event, arguments)

    def _check_program(self, event: str, arguments: tuple[object, ...]) -> None:
        program = arguments[0] if arguments else None
        if isinstance(program, (str, bytes, os.PathLike)) and os.fsdecode(program) in self._programs:
            return
        msg = f"the sandbox starts no other program: {event} {program!r}"
        raise FenceError(msg)


def _check_address(event: str, address: object) -> None:
    # A Unix socket is refused too: a container engine behind one would dial out on the server's behalf.
    if isinstance(address, tuple) and address:
        _check_host(event, address[0])
    elif address is not None:
        _refuse(event, address)


def _check_host(event: str, host: object) -> None:
    if isinstance(host, tuple) and host:
        host = host[0]
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if not name and event != "socket.bind":
        return  # no host means this machine, except where one listens: there it means every interface
    if name == "localhost":
        return
    if not isinstance(name, str) or not _is_loopback(name):
        _refuse(event, host)


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _refuse(event: str, where: object) -> None:
    msg = f"the sandbox reaches nothing but this machine: {event} {where!r}"
    raise FenceError(msg)
