"""Starting, finding and ending the sandbox: at most one for a runtime folder, however many commands ask at once."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from sealane.errors import EnvironmentFailure, Problem
from sealane.sandbox import caller, group, record, registry_process
from sealane.sandbox.fargate import leftovers
from sealane.sandbox.folder import locked, make_private, runtime_folder
from sealane.sandbox.isolation import server_environment
from sealane.sandbox.record import Sandbox

_START_SECONDS = 60.0
_ANSWER_SECONDS = 5.0
_TAIL_LINES = 15
_POLL = 0.02


def running(environ: Mapping[str, str] = os.environ) -> Sandbox | None:
    """Return the sandbox that answers, or `None`; a record nobody stands behind is no sandbox.

    Raises:
        EnvironmentFailure: its process is there and does not answer.

    """
    return _answering(record.read(runtime_folder(environ)))


def start(environ: Mapping[str, str] = os.environ) -> Sandbox:
    """Return the running sandbox, started if there was none; it answers when this returns.

    Raises:
        EnvironmentFailure: moto is missing, the folder is unusable, or the server did not come up.

    """
    if found := running(environ):
        return found
    require_parts()
    folder = runtime_folder(environ)
    make_private(folder)
    with locked(folder, seconds=_START_SECONDS) as lock:
        recorded = record.read(folder)
        if found := _answering(recorded):
            return found
        _clear(folder, recorded)
        return _launch(folder, environ, lock)


def stop(environ: Mapping[str, str] = os.environ) -> Sandbox | None:
    """End the sandbox's whole process group and forget it; return what was running, `None` when nothing was."""
    folder = runtime_folder(environ)
    if not folder.is_dir():
        return None
    with locked(folder, seconds=_START_SECONDS):
        recorded = record.read(folder)
        ours = recorded is not None and group.is_ours(recorded.pid, recorded.instance)
        _clear(folder, recorded)
        return recorded if ours else None


def _answering(recorded: Sandbox | None) -> Sandbox | None:
    if recorded is None or not group.alive(recorded.pid):
        return None
    said = caller.identity(recorded, seconds=_ANSWER_SECONDS)
    if said is not None and said.get("instance") == recorded.instance:
        return recorded
    if not group.is_ours(recorded.pid, recorded.instance):
        return None
    raise EnvironmentFailure(
        Problem(
            code="sandbox-unresponsive",
            what="The sandbox is running and does not answer",
            facts=(("endpoint", recorded.endpoint), ("process", str(recorded.pid)), ("log", str(recorded.log))),
            hint="wait and try again, or end it with `sealane sandbox stop`; its state is lost by that",
        )
    )


def _clear(folder: Path, recorded: Sandbox | None) -> None:
    """End what is left of a recorded group and remove the record; a process that is not ours is left alone."""
    if recorded is not None:
        group.end(recorded.pid, recorded.instance)
        leftovers.remove(folder, recorded.instance)
    shutil.rmtree(folder / registry_process.FOLDER, ignore_errors=True)
    record.forget(folder)


def require_parts() -> None:
    """Refuse when a package that the sandbox stands on is missing.

    Raises:
        EnvironmentFailure: `sandbox-not-installed`.

    """
    missing = [name for name in ("moto", "flask", "flask_cors") if importlib.util.find_spec(name) is None]
    if missing:
        raise EnvironmentFailure(
            Problem(
                code="sandbox-not-installed",
                what="The sandbox needs moto's server, which is not installed",
                facts=(("missing", ", ".join(missing)), ("python", sys.executable)),
                hint=f"install it with `{sys.executable} -m pip install 'sealane[sandbox]'`",
                link="https://docs.getmoto.org/en/latest/docs/server_mode.html",
            )
        )


def _launch(folder: Path, environ: Mapping[str, str], lock: int) -> Sandbox:
    instance = secrets.token_hex(8)
    command = [sys.executable, "-P", "-m", "sealane.sandbox.process"]
    command += ["--instance", instance, "--folder", str(folder), "--lock-fd", str(lock)]
    handle = os.open(record.log_file(folder), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        child = subprocess.Popen(
            command,
            cwd=folder,
            env=server_environment(environ, folder) | {group.MARK: instance},
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
            pass_fds=(lock,),
            start_new_session=True,
            umask=0o077,
        )
    finally:
        os.close(handle)
    group.remember(child)
    return _wait(folder, instance, child)


def _wait(folder: Path, instance: str, child: subprocess.Popen[bytes]) -> Sandbox:
    deadline = time.monotonic() + _START_SECONDS
    while child.poll() is None and time.monotonic() < deadline:
        found = record.read(folder)
        if found and found.instance == instance and caller.identity(found, seconds=_ANSWER_SECONDS):
            return found
        time.sleep(_POLL)
    outcome = "it ended" if child.poll() is not None else f"no answer within {_START_SECONDS:.0f} s"
    group.end(child.pid, instance)
    record.forget(folder)
    raise EnvironmentFailure(
        Problem(
            code="sandbox-start-failed",
            what="The sandbox did not start",
            facts=(("because", outcome), ("log", str(record.log_file(folder))), ("last lines", _tail(folder))),
            hint="look at the log, then try again with `sealane sandbox start`",
        )
    )


def _tail(folder: Path) -> str:
    with contextlib.suppress(OSError):
        lines = record.log_file(folder).read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-_TAIL_LINES:])
    return ""
