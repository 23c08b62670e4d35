"""How much longer `sealane apply --sandbox` takes than Terraform alone with the same files."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.places import SEALANE, fresh
from benchmarks.trial import Command, Comparison, Trial, WrongAnswerError, ordinary_environment
from sealane.sandbox import daemon
from sealane.sandbox.settings import environment
from sealane.terraform import provider
from sealane.terraform.binary import Binary, find
from sealane.terraform.environment import child_environment

_IMAGE = "demo/app:1.0"
_REGION = "us-east-1"


def comparisons() -> Iterator[Comparison]:
    """Yield the one comparison: an image alone, from an empty embedded AWS to a service in it."""
    ground = Ground(folder=fresh("applying"))
    try:
        yield Comparison(
            name="sealane apply --sandbox",
            against="terraform init and apply",
            subject=ground.with_sealane(),
            yardstick=ground.with_terraform(),
            repetitions=3,
            budget=1.05,
            beyond=1.0,
        )
    finally:
        ground.end()


@dataclass(slots=True, kw_only=True)
class Ground:
    """A sandbox of the benchmark's own that is empty again before each run.

    `created` is how many resources a run left in its state; every run must agree on it.
    """

    folder: Path
    created: set[int] = field(default_factory=set)

    @property
    def environ(self) -> dict[str, str]:
        """The environment in which `sealane` finds this sandbox and not the user's."""
        return ordinary_environment() | {"SEALANE_SANDBOX_DIR": str(self.folder / "sandbox"), "AWS_REGION": _REGION}

    def with_sealane(self) -> Trial:
        """Return the trial of the verb."""
        folder = self.folder / "sealane"

        def before() -> None:
            self._anew(folder)
            self._run((SEALANE, "init", "--image", _IMAGE, "--region", _REGION), folder)

        def after() -> None:
            states = [path for path in folder.rglob("*.tfstate") if ".terraform" not in path.parts]
            self._count(states)

        command = (SEALANE, "apply", "--sandbox", "--yes")
        return Trial(commands=(command,), folder=folder, environ=self.environ, before=before, after=after)

    def with_terraform(self) -> Trial:
        """Return the trial of Terraform alone, with the files that `sealane export` writes."""
        folder = self.folder / "terraform"
        infra = folder / "infra"
        binary = find(self.environ)
        # The address of a sandbox is known once it runs, so this mapping is filled before each run.
        environ: dict[str, str] = {}

        def before() -> None:
            self._anew(folder)
            self._run((SEALANE, "init", "--image", _IMAGE, "--region", _REGION), folder)
            self._run((SEALANE, "export", "--sandbox", infra.name), folder)
            sandbox = daemon.running(self.environ)
            if sandbox is None:
                msg = "the sandbox ended before it was used"
                raise WrongAnswerError(msg)
            environ.clear()
            environ.update(environment(child_environment(self.environ), sandbox, _REGION))

        apply = (*binary.command, "apply", "-input=false", "-auto-approve")
        return Trial(
            commands=(self._init(binary), apply),
            folder=infra,
            environ=environ,
            before=before,
            after=lambda: self._count([infra / "terraform.tfstate"]),
        )

    def _init(self, binary: Binary) -> Command:
        """Return `terraform init`, told of the mirror folder that sealane would tell it of."""
        source = provider.find(self.environ, is_opentofu=binary.is_opentofu)
        links = fresh("applying/links")
        plugins = source.plugin_folder(links, is_opentofu=binary.is_opentofu)
        return (*binary.command, "init", "-input=false", *((f"-plugin-dir={plugins}",) if plugins else ()))

    def _anew(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for command in ("stop",), ("start",), ("push", _IMAGE, "--region", _REGION):
            self._run((SEALANE, "sandbox", *command), folder)

    def end(self) -> None:
        """End the sandbox; nothing of it stays."""
        self._run((SEALANE, "sandbox", "stop"), self.folder)

    def _run(self, command: Command, folder: Path) -> None:
        done = subprocess.run(
            command,
            cwd=folder,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            msg = f"`{' '.join(command)}` ended with {done.returncode}: {done.stderr.strip()[-1000:]}"
            raise WrongAnswerError(msg)

    def _count(self, states: list[Path]) -> None:
        if len(states) != 1:
            msg = f"one state was expected and {len(states)} found"
            raise WrongAnswerError(msg)
        resources = json.loads(states[0].read_text(encoding="utf-8"))["resources"]
        self.created.add(sum(resource["mode"] == "managed" for resource in resources))
        if len(self.created) != 1 or 0 in self.created:
            msg = f"the runs did not create the same number of resources: {sorted(self.created)}"
            raise WrongAnswerError(msg)
