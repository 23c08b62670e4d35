"""What a fresh interpreter does to become an enclosure; started by it and by nobody else."""

from __future__ import annotations

import os
import pickle
import resource
import select
import signal
import socket
import sys
from typing import Any, Final, NoReturn

from sealane.lab.kernel.channel import Channel
from sealane.lab.kernel.syscalls import (
    CLONE_NEWNS,
    CLONE_NEWPID,
    CLONE_NEWUSER,
    MS_NODEV,
    MS_NOEXEC,
    MS_NOSUID,
    MS_PRIVATE,
    MS_REC,
    die_with_parent,
    mount,
    unshare,
)
from sealane.lab.kernel.wire import Wire

_CAP_NET_ADMIN, _CAP_SYS_ADMIN = 12, 21
_DESCRIPTORS: Final = 16384
_LOST: Final = 70
_BY_SIGNAL: Final = 128


def main(channel: int, lifeline: int) -> NoReturn:
    """Make the namespaces, run the function in them, and end when it has ended or nobody waits for it."""
    for handle in (channel, lifeline):
        os.set_inheritable(handle, False)  # noqa: FBT003 - the form of the call
    speaking = Channel(socket.socket(fileno=channel))
    path, ports, call = speaking.receive()
    sys.path[:] = path
    privileged = _privileged()
    wire = Wire(speaking)
    try:
        _leave(privileged=privileged)
    except OSError as error:
        wire.raised(error)
        sys.exit(_LOST)
    first = os.fork()
    if first == 0:
        _first(wire, call, None if privileged else ports)
    speaking.close()
    sys.exit(_keep(first, lifeline))


def _privileged() -> bool:
    """Tell whether this process may make namespaces and networks as it is; root of a container often may not."""
    with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123 - not a file of anybody
        effective = next(int(line.split()[1], 16) for line in file if line.startswith("CapEff:"))
    return all(effective >> capability & 1 for capability in (_CAP_NET_ADMIN, _CAP_SYS_ADMIN))


def _leave(*, privileged: bool) -> None:
    """Get namespaces; who has not the rights of root has them in a namespace of users of their own, and there alone."""
    uid, gid = os.geteuid(), os.getegid()
    unshare(CLONE_NEWPID | CLONE_NEWNS | (0 if privileged else CLONE_NEWUSER))
    if not privileged:
        for name, line in (("setgroups", "deny"), ("uid_map", f"0 {uid} 1"), ("gid_map", f"0 {gid} 1")):
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:  # noqa: PTH123 - not a file of anybody
                file.write(line)


def _keep(first: int, lifeline: int) -> int:
    """Wait until the first process has ended, and end it when the caller has."""
    watched = os.pidfd_open(first)
    ready, _, _ = select.select([watched, lifeline], [], [])
    if watched not in ready:
        os.kill(first, signal.SIGKILL)
    _, status = os.waitpid(first, 0)
    return _as_shells_say(status)


def _first(wire: Wire, call: bytes, ports: tuple[int, ...] | None) -> NoReturn:
    """Be the first process: start the worker, and bury whoever dies without parents."""
    die_with_parent(signal.SIGKILL)
    try:
        mount("", "/", "", MS_REC | MS_PRIVATE)
        mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    except OSError as error:
        wire.raised(error)
        os._exit(_LOST)
    worker = os.fork()
    if worker == 0:
        _work(wire, call, ports)
    wire.close()
    while True:
        dead, status = os.wait()
        if dead == worker:
            os._exit(_as_shells_say(status))


def _work(wire: Wire, call: bytes, ports: tuple[int, ...] | None) -> NoReturn:
    """Run the function and say how it ended."""
    status = _LOST
    try:
        _allow_descriptors()
        if ports is not None:
            from sealane.lab.kernel.relay import relayed_loopback

            relayed_loopback(ports)
        function, args = pickle.loads(call)  # noqa: S301 - said by the process that started this one
        found: Any = function(wire, *args)
        wire.returned(found)
        status = 0
    except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
        wire.raised(error)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _allow_descriptors() -> None:
    """Have room for the descriptors of a large network: three for each space, and those of who listens there."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, _DESCRIPTORS) if most >= 0 else _DESCRIPTORS, most))


def _as_shells_say(status: int) -> int:
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else _BY_SIGNAL - code


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
