"""The calls to the kernel that Python 3.11 has no function for."""

from __future__ import annotations

import ctypes
import os
from typing import Final

CLONE_FS: Final = 0x00000200
CLONE_NEWNS: Final = 0x00020000
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWPID: Final = 0x20000000
CLONE_NEWNET: Final = 0x40000000

MS_RDONLY: Final = 1
MS_NOSUID: Final = 2
MS_NODEV: Final = 4
MS_NOEXEC: Final = 8
MS_BIND: Final = 4096
MS_REC: Final = 16384
MS_PRIVATE: Final = 1 << 18
MNT_DETACH: Final = 2

_PR_SET_PDEATHSIG: Final = 1

_libc: Final = ctypes.CDLL(None, use_errno=True)


def unshare(flags: int) -> None:
    """Give the calling thread namespaces of its own."""
    _checked(_libc.unshare(flags))


def setns(namespace: int, kind: int) -> None:
    """Move the calling thread into the namespace that a file descriptor holds."""
    _checked(_libc.setns(namespace, kind))


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    """Mount something in the calling thread's mount namespace."""
    given = [text.encode() or None for text in (source, target, kind)]
    _checked(_libc.mount(*given, ctypes.c_ulong(flags), data.encode() or None))


def detach(target: str) -> None:
    """Take a mount away, although something may still use it."""
    _checked(_libc.umount2(target.encode(), MNT_DETACH))


def die_with_parent(signal: int) -> None:
    """Ask for a signal at the moment at which the thread that made this process ends."""
    _checked(_libc.prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal), 0, 0, 0))


def current_cpu() -> int:
    """Return the processor that the calling thread runs on."""
    return int(_libc.sched_getcpu())


def _checked(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
