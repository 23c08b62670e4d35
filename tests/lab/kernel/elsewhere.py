"""Runs this program as somebody else, or with fewer rights: in a mount namespace in which they may read it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from sealane.lab.kernel.syscalls import MS_BIND, MS_REC, detach, mount

ROOT = Path(__file__).resolve().parents[3]
_NOBODY = 65534
_STAGE = Path("/mnt")


def as_nobody(code: str) -> str:
    """Run code as an ordinary user, to be called in an enclosure, and return what it prints."""
    for folder in dict.fromkeys((sys.base_prefix, sys.prefix, str(ROOT))):
        _open(Path(folder))
    return _run((sys.executable, "-c", code), user=_NOBODY, group=_NOBODY, extra_groups=())


def without_rights(code: str, *, user: int) -> str:
    """Run code where nobody may make namespaces of users, as a user without any right, and return what it prints."""
    shut = 'echo 0 > /proc/sys/user/max_user_namespaces && exec setpriv "$@"'
    world = ("unshare", "--user", f"--map-user={user}", f"--map-group={user}", "--keep-caps")
    bare = ("--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all", "--no-new-privs")
    return _run((*world, "sh", "-c", shut, "sh", *bare, sys.executable, "-c", code))


def _run(command: Sequence[str], **options: object) -> str:
    environ = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/"}
    done = subprocess.run(command, cwd="/", env=environ, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    said: str = done.stdout
    return said


def _open(folder: Path) -> None:
    """Have a folder read by everybody, though one above it is its owner's alone; here only."""
    closed = next((one for one in reversed(folder.parents) if not one.stat().st_mode & 0o001), None)
    if closed is None:
        return
    mount(str(folder), str(_STAGE), "", MS_BIND | MS_REC)
    mount("open", str(closed), "tmpfs", 0, "mode=0755")
    folder.mkdir(parents=True)
    mount(str(_STAGE), str(folder), "", MS_BIND | MS_REC)
    detach(str(_STAGE))
