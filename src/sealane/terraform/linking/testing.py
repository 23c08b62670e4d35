"""`terraform test` run for the plans it prints, and ended as soon as it has printed the last of them.

The messages: https://developer.hashicorp.com/terraform/internals/machine-readable-ui
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import msgspec

from sealane.errors import EnvironmentFailure, Problem
from sealane.terraform.binary import Binary
from sealane.terraform.events import Diagnostic, parse
from sealane.terraform.linking.copy import TESTS

_LONGEST_SECONDS: Final = 900.0
_ENDING: Final = ".tftest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """What one test file came to: the plan document as it was printed, and the errors on the way to it."""

    plan: bytes
    errors: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terraform:
    """How Terraform is run: the binary, its environment, the copy's root module, and arguments that give variables."""

    binary: Binary
    environ: Mapping[str, str]
    folder: Path
    variables: Sequence[str] = ()


class _Line(msgspec.Struct):
    type: str = ""
    file: str = msgspec.field(default="", name="@testfile")
    test_plan: msgspec.Raw = msgspec.Raw()


def run_tests(terraform: Terraform, files: Mapping[str, Mapping[str, object]]) -> dict[str, Tested]:
    """Plan once for each test file, in the order of their names; one that fails has errors and no plan.

    Raises:
        EnvironmentFailure: `terraform-failed` when Terraform says nothing about a file.

    """
    folder = terraform.folder / TESTS
    for stale in folder.iterdir():
        stale.unlink()
    for name, content in files.items():
        (folder / f"{name}{_ENDING}").write_text(json.dumps(content), encoding="utf-8")
    arguments = ("test", "-json", "-verbose", f"-test-directory={TESTS}", *terraform.variables)
    with tempfile.TemporaryFile() as said:
        process = _start(terraform, arguments, said)
        timer = threading.Timer(_LONGEST_SECONDS, _kill, (process,))
        timer.start()
        try:
            found = _read(process, set(files))
        finally:
            timer.cancel()
            _kill(process)
        said.seek(0)
        _check(found, files, said.read().decode(errors="replace"))
    return found


def initialise(terraform: Terraform, plugins: Sequence[Path]) -> tuple[Diagnostic, ...]:
    """Run `init` without a backend and without a registry; return the errors."""
    folders = [f"-plugin-dir={path}" for path in plugins] or [f"-plugin-dir={terraform.folder / TESTS}"]
    arguments = ("init", "-json", "-input=false", "-backend=false", *folders)
    with tempfile.TemporaryFile() as said:
        process = _start(terraform, arguments, said)
        try:
            output, _ = process.communicate()
        finally:
            _kill(process)
        events = [parse(line) for line in output.splitlines()]
        errors = tuple(event for event in events if isinstance(event, Diagnostic) and event.is_error)
        if process.returncode and not errors:
            said.seek(0)
            raise EnvironmentFailure(_unexplained("init", said.read().decode(errors="replace")))
    return errors


def _start(terraform: Terraform, arguments: Sequence[str], errors: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*terraform.binary.command, *arguments],
        cwd=terraform.folder,
        env=dict(terraform.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
        # In a session of its own it can be ended together with the providers it has started.
        start_new_session=True,
        umask=0o077,
    )


def _read(process: subprocess.Popen[bytes], left: set[str]) -> dict[str, Tested]:
    plans: dict[str, bytes] = {}
    errors: dict[str, list[Diagnostic]] = {}
    decoder = msgspec.json.Decoder(_Line)
    for raw in process.stdout or ():
        try:
            line = decoder.decode(raw)
        except msgspec.DecodeError:
            continue
        name = Path(line.file).name.removesuffix(_ENDING)
        if line.type == "test_plan":
            plans[name] = bytes(line.test_plan)
            left.discard(name)
        elif line.type == "diagnostic" and isinstance(event := parse(raw), Diagnostic) and event.is_error:
            errors.setdefault(name, []).append(event)
        if not left:
            break
    return {name: Tested(plan=plans.get(name, b""), errors=tuple(errors.get(name, ()))) for name in {*plans, *errors}}


def _check(found: dict[str, Tested], files: Mapping[str, object], said: str) -> None:
    general = found.pop("", None)
    for name in files:
        if name not in found:
            if not general:
                raise EnvironmentFailure(_unexplained("test", said))
            found[name] = general


def _kill(process: subprocess.Popen[bytes]) -> None:
    # The providers that Terraform has started do not end with it when it is killed.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout:
        process.stdout.close()


def _unexplained(command: str, said: str) -> Problem:
    lines = [line for line in said.splitlines() if line.strip(" ╷│╵")]
    return Problem(
        code="terraform-failed",
        what=f"`terraform {command}` ended without saying why",
        facts=(("said", "\n".join(lines)[-1500:] or "nothing"),),
        hint="run `terraform validate` in the directory, then try again",
    )
