"""`destroy`: everything that apply created, removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sealane.readers.live.identity import caller
from sealane.records import dataclass
from sealane.terraform.events import PlannedChange
from sealane.verbs.observer import Observer, Stage
from sealane.verbs.settle import intend, settle
from sealane.verbs.workspace import prepare_sandbox, workspace_of

if TYPE_CHECKING:
    from sealane.readers.live.identity import Caller
    from sealane.verbs.request import Request

VERSIONS = "versions.tf"
"""The file that every written module has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What a person is asked to agree to: who acts, and what would be removed."""

    caller: Caller
    changes: tuple[PlannedChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Destroyed:
    """What was done; `done` is false when the person said no."""

    removal: Removal
    done: bool


def destroy(request: Request, observer: Observer, agree: Callable[[Removal], bool]) -> Destroyed:
    """Plan the removal of everything in the state, ask `agree`, and carry it out.

    The files of the last plan are used as they are, so that what was created by an older spec goes too.

    Raises:
        InputError: when the spec or an argument is wrong.
        EnvironmentFailure: when Terraform or AWS fails.

    """
    intent = intend(request, observer)
    spec, where = intent.loaded.spec, intent.aws
    with (
        workspace_of(request.folder, where, resume="sealane destroy") as workspace,
        workspace.hold("destroy", observer.event),
    ):
        who = caller(where.door())
        prepare_sandbox(workspace, where, spec.state)
        if not (workspace.folder.path / VERSIONS).exists():
            # A fresh checkout whose state is in a bucket: the spec's own files say where.
            settled = settle(intent, observer)
            workspace.write({file.name: file.text for file in settled.files}, observer.event)
        observer.stage(Stage.PLAN)
        saved = workspace.plan(observer.event, destroy=True)
        changes = tuple(change for change in saved.planned if change.action == "delete")
        removal = Removal(caller=who, changes=changes)
        if not changes:
            return Destroyed(removal=removal, done=True)
        if not agree(removal):
            return Destroyed(removal=removal, done=False)
        observer.stage(Stage.DESTROY)
        workspace.apply(saved, observer.event)
        return Destroyed(removal=removal, done=True)
