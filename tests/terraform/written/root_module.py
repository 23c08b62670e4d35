"""A written root module in a folder, and Terraform in it."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sealane.grammar.partitions import partition_of
from sealane.spec.document import Spec
from sealane.spec.load import load
from sealane.startup.intent import steps_of
from sealane.startup.supply import Supply
from sealane.terraform import binary, files
from sealane.terraform.files import File
from sealane.world.tasks import Setting
from sealane.world.values import Unknown

REGION = "us-east-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """What `terraform init` leaves behind: its data folder and the lock file."""

    data: Path
    lock: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RootModule:
    """A folder with written files."""

    folder: Path
    environ: Mapping[str, str]

    @classmethod
    def of(cls, folder: Path, written: Iterable[File], provider: Provider, environ: Mapping[str, str]) -> RootModule:
        """Write the files into a folder that counts as initialised."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for file in written:
            (folder / file.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / file.name).write_text(file.text, encoding="utf-8", newline="")
        shutil.copy(provider.lock, folder)
        return cls(folder=folder, environ={**environ, "TF_DATA_DIR": str(provider.data)})

    def terraform(self, *arguments: str, status: int = 0) -> str:
        """Run Terraform here and return what it says; fail when its exit status is not the one expected."""
        return run(self.folder, self.environ, *arguments, status=status)

    def plan(self, *arguments: str) -> dict[str, Any]:
        """Return the plan document."""
        self.terraform("plan", "-out=plan", *arguments)
        document: dict[str, Any] = json.loads(self.terraform("show", "-json", "plan"))
        return document

    def values(self, *arguments: str) -> dict[str, dict[str, Any]]:
        """Return the planned values of every resource by its address."""
        module = self.plan(*arguments)["planned_values"]["root_module"]
        return {resource["address"]: resource["values"] for resource in module["resources"]}


@functools.cache
def engine() -> tuple[str, ...]:
    """Return the command of the Terraform that sealane itself would run."""
    return binary.find(os.environ).command


def run(folder: Path, environ: Mapping[str, str], *arguments: str, status: int = 0) -> str:
    """Run Terraform in a folder."""
    answer = subprocess.run(
        [*engine(), *arguments, *(() if arguments[0] == "fmt" else ("-no-color",))],
        cwd=folder,
        env=dict(environ),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    said = answer.stdout + answer.stderr
    assert answer.returncode == status, said
    # A document on stdout stays one even when Terraform warns.
    return answer.stdout if status == 0 else said


def files_of(text: str, supply: Supply | None = None) -> tuple[File, ...]:
    """Return the files written for the text of a spec."""
    return files_for(spec_of(text), supply)


def spec_of(text: str) -> Spec:
    """Return the spec of a text without its `version`."""
    return load(f"version: 1\n{text}\n", "sealane.yaml").spec


def files_for(spec: Spec, supply: Supply | None = None) -> tuple[File, ...]:
    """Return the files written for a spec."""
    setting = setting_of(spec)
    return files.write(spec, steps_of(spec, setting), setting, supply)


def setting_of(spec: Spec) -> Setting:
    """Return the setting of a spec as it is before Terraform has asked who the caller is."""
    return Setting(partition=partition_of(spec.region).name, region=spec.region, account=Unknown("read by Terraform"))
