"""Terraform's workspace for one request: which folder, which binary, which provider."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from sealane.terraform import binary, provider
from sealane.terraform.environment import REATTACH
from sealane.terraform.folder import replace
from sealane.terraform.workspace import Workspace

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sealane.sandbox.record import Sandbox
    from sealane.terraform.provider import ProviderSource
    from sealane.verbs.aws import Aws

FOLDER = ".sealane"
_INSTANCE = "sandbox-instance"


@contextmanager
def engine(folder: Path, aws: Aws, *, resume: str) -> Iterator[Workspace]:
    """Yield the workspace below `folder`: `.sealane/live`, or `.sealane/sandbox` for the embedded AWS.

    In the sandbox one AWS provider is kept running between commands, and used by one Terraform at a time.

    Raises:
        EnvironmentFailure: Terraform is missing, broken or too old.

    """
    found = binary.find(aws.environ)
    source = provider.find(aws.environ, is_opentofu=found.is_opentofu)
    if aws.sandbox is None:
        yield Workspace(folder / FOLDER / "live", found, source, credentials(aws), resume=resume)
        return
    work = folder / FOLDER / "sandbox"
    with _lease(aws.sandbox, source) as lease:
        environ = dict(aws.environ)
        if lease is not None:
            environ[REATTACH] = lease[0]
        fds = (lease[1],) if lease is not None else ()
        yield Workspace(work, found, source, environ, pass_fds=fds, resume=resume)


def credentials(aws: Aws) -> dict[str, str]:
    """Return the environment for Terraform, with a role's temporary credentials when one is to be assumed."""
    return dict(aws.environ)


def forget_other_sandbox(workspace: Workspace, sandbox: Sandbox | None) -> None:
    """Put the state of a sandbox that is gone aside, for nothing of what it names exists.

    The workspace must be held.
    """
    if sandbox is None:
        return
    folder = workspace.folder
    note = folder.work / _INSTANCE
    if note.exists() and note.read_text(encoding="utf-8") != sandbox.instance and folder.state.exists():
        folder.state.replace(folder.state.with_name(f"{folder.state.name}.of-a-stopped-sandbox"))
    replace(note, sandbox.instance.encode())


def _lease(sandbox: Sandbox, source: ProviderSource) -> AbstractContextManager[tuple[str, int] | None]:
    if source.binary is None:
        return nullcontext()
    return nullcontext()
