"""The hooks for pre-commit do what their file says: the files they watch, and the command they run."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.journeys.pipelines.conftest import ROOT
from tests.journeys.traveller import SEALANE

HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}


def run(hook: str, folder: Path, *arguments: str) -> tuple[int, str]:
    """Run a hook's entry as pre-commit does, with its own arguments unless there are others, and no file names."""
    told = HOOKS[hook]
    name, *words = shlex.split(told["entry"])
    assert (name, told["pass_filenames"], told["language"]) == ("sealane", False, "python")
    command = [SEALANE, *words, *(arguments or told["args"])]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return done.returncode, done.stderr


def test_a_spec_is_read_without_an_account(repository: Path) -> None:
    """A good spec passes; one with a mistake stops the commit with its line."""
    spec = repository / "sealane.yaml"
    spec.write_text("version: 1\nimage: demo/app:1.0\nregion: us-east-1\n")
    assert run("sealane-spec", repository) == (0, "")
    spec.write_text("version: 1\nimage: docker.io/nginx:1\nregion: us-east-1\n")
    status, told = run("sealane-spec", repository)
    assert (status, "sealane.yaml:2:" in told) == (2, True)


@pytest.mark.parametrize(("source", "status"), [("holds.json", 0), ("fails.json", 1), ("undecided.json", 3)])
def test_a_plan_is_proved(source: str, status: int, repository: Path) -> None:
    """Only what holds passes."""
    assert run("sealane-prove", repository, source)[0] == status


@pytest.mark.parametrize(
    ("hook", "files", "others"),
    [
        ("sealane-spec", ["sealane.yaml", "apps/a/sealane.yml"], ["my-sealane.yaml", "sealane.yaml.bak"]),
        ("sealane-prove", ["main.tf", "a/b.tfvars", "x.tf.json", "m.tofu"], ["main.tf.orig", "tf.py", "plan.json"]),
    ],
)
def test_hooks_watch_their_files(hook: str, files: list[str], others: list[str]) -> None:
    """A hook runs for the files that its verb reads and for no others."""
    watched = re.compile(HOOKS[hook]["files"])
    assert [name for name in (*files, *others) if watched.search(name)] == files
