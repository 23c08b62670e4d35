"""Terraform's workspace for one request: which folder, which binary, which provider."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from sealane.terraform import binary, provider
from sealane.terraform.environment import REATTACH
from sealane.terraform.folder import Folder
from sealane.terraform.placing import put
from sealane.terraform.workspace import Workspace

if TYPE_CHECKING:
    from sealane.sandbox.record import Sandbox
    from sealane.spec.document import State
    from sealane.verbs.aws import Aws

FOLDER = ".sealane"
_INSTANCE = "sandbox-instance"


@contextmanager
def workspace_of(folder: Path, aws: Aws, *, resume: str) -> Iterator[Workspace]:
    """Yield the workspace below `folder`: `.sealane/live`, or `.sealane/sandbox` for the embedded AWS.

    In the sandbox one AWS provider is kept running between commands, and used by one Terraform at a time.

    Raises:
        EnvironmentFailure: Terraform is missing, broken or too old.

    """
    found = binary.find(aws.environ)
    source = provider.find(aws.environ, is_opentofu=found.is_opentofu)
    work = workspace_folder(folder, aws).path
    if aws.sandbox is None:
        yield Workspace(work, found, source, credentials(aws), resume=resume)
        return
    from sealane.sandbox.provider import keep_provider, provider_lease

    with provider_lease(aws.sandbox) if source.binary else nullcontext() as lease:
        environ = dict(aws.environ)
        fds: tuple[int, ...] = ()
        if lease is not None and source.binary is not None:
            environ[REATTACH] = keep_provider(aws.sandbox, source.binary, aws.region)
            fds = (lease,)
        yield Workspace(work, found, source, environ, pass_fds=fds, resume=resume)


def workspace_folder(folder: Path, aws: Aws) -> Folder:
    """Return where Terraform works for this AWS; nothing is created."""
    return Folder((folder / FOLDER / ("live" if aws.sandbox is None else "sandbox")).absolute())


def of_this_sandbox(work: Folder, sandbox: Sandbox | None) -> bool:
    """Tell whether a local state speaks of this sandbox, not of one that is gone; always so for a real account."""
    note = work.work / _INSTANCE
    return sandbox is None or not note.exists() or note.read_text(encoding="utf-8") == sandbox.instance


def credentials(aws: Aws) -> dict[str, str]:
    """Return the environment for Terraform, with a role's temporary credentials when one is to be assumed."""
    if not aws.role_arn:
        return dict(aws.environ)
    from sealane.readers.live.role import role_environment

    return role_environment(dataclasses.replace(aws, role_arn="").door(), aws.role_arn, aws.environ)


def prepare_sandbox(workspace: Workspace, aws: Aws, state: State | None) -> None:
    """Put the state of a sandbox that is gone aside, and make the bucket that the spec keeps its state in.

    Nothing happens for a real account. The workspace must be held.
    """
    sandbox = aws.sandbox
    if sandbox is None:
        return
    if state is not None:
        from sealane.sandbox.state_bucket import ensure_bucket

        ensure_bucket(sandbox, state.region or aws.region, state.bucket)
    folder = workspace.folder
    if not of_this_sandbox(folder, sandbox) and folder.state.exists():
        folder.state.replace(folder.state.with_name(f"{folder.state.name}.of-a-stopped-sandbox"))
    put(folder.work / _INSTANCE, sandbox.instance.encode())
