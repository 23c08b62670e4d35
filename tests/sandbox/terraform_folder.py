"""Terraform as the tests of the sandbox run it: the real binary, the real AWS provider, a folder of its own."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from sealane.sandbox import settings
from sealane.sandbox.record import Sandbox
from sealane.terraform import binary, provider


def provider_binary() -> Path:
    """Return the AWS provider's executable on this machine."""
    found = provider.find(os.environ).binary
    assert found is not None, "no AWS provider in any mirror on this machine"
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Terraform in one folder, for one sandbox; `more` are further variables of its environment."""

    sandbox: Sandbox
    folder: Path
    region: str
    more: tuple[tuple[str, str], ...] = ()

    def run(self, *arguments: str, more: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run one Terraform command to its end."""
        environ = settings.environment(os.environ, self.sandbox, self.region) | dict(self.more) | (more or {})
        command = [*binary.find(environ).command, *arguments, "-no-color", "-input=false"]
        return subprocess.run(command, cwd=self.folder, env=environ, capture_output=True, text=True, check=False)

    def must(self, *arguments: str, more: dict[str, str] | None = None) -> str:
        """Run one Terraform command that has to succeed, and return what it said."""
        done = self.run(*arguments, more=more)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def init(self) -> None:
        """Run `init` with the provider of a mirror on this machine."""
        folder = provider.find(os.environ).plugin_folder(self.folder / ".links", is_opentofu=False)
        self.must("init", *((f"-plugin-dir={folder}",) if folder else ()))
