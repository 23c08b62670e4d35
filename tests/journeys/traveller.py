"""A person at a shell: the installed `sealane`, a folder to work in, and a sandbox that is nobody else's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sealane.sandbox import daemon
from sealane.sandbox.inventory import inventory
from sealane.sandbox.record import Sandbox

SEALANE = str(Path(sys.executable).with_name("sealane"))
REGION = "us-east-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How a command ended, and what it wrote where."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - each verb has its own form
        """The answer as a document; nothing else may be on stdout."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traveller:
    """Runs commands in `folder` with `environ`."""

    folder: Path
    environ: Mapping[str, str]

    def run(self, *arguments: str, typed: str | bytes = "", **more: str) -> Done:
        """Run `sealane` to its end, without a terminal; `typed` is its standard input, `more` its further variables."""
        told = typed.encode() if isinstance(typed, str) else typed
        done = subprocess.run(
            [SEALANE, *arguments],
            cwd=self.folder,
            env={**self.environ, **more},
            input=told,
            capture_output=True,
            check=False,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err, err
        return Done(status=done.returncode, out=out, err=err)

    def must(self, *arguments: str, **more: str) -> Done:
        """Run a command that has to succeed."""
        done = self.run(*arguments, **more)
        assert done.status == 0, done.out + done.err
        return done

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command and come back at once; its talk can be read line by line."""
        return subprocess.Popen(
            [SEALANE, *arguments],
            cwd=self.folder,
            env=dict(self.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def write(self, text: str, name: str = "sealane.yaml") -> Path:
        """Write a spec."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def beside(self, name: str) -> Traveller:
        """Return the same person in another folder."""
        folder = self.folder.parent / name
        folder.mkdir()
        return Traveller(folder=folder, environ=self.environ)

    @property
    def sandbox(self) -> Sandbox:
        """The sandbox that runs."""
        found = daemon.running(self.environ)
        assert found is not None
        return found

    def holdings(self) -> list[str]:
        """List what is alive in the sandbox."""
        return sorted(inventory(self.sandbox))


def traveller(folder: Path) -> Traveller:
    """Return a person with an empty folder and no sandbox yet."""
    work = folder / "work"
    work.mkdir()
    # How the tests themselves are run must not change how the command buffers its output.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return Traveller(folder=work, environ={**kept, "SEALANE_SANDBOX_DIR": str(folder / "sandbox")})
