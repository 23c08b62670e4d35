"""`plan`: Terraform written from the spec, planned, and judged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sealane.terraform.events import PlannedChange
from sealane.verbs.engine import engine, forget_other_sandbox
from sealane.verbs.gate import Gate, Judgement
from sealane.verbs.observer import Observer, Stage
from sealane.verbs.settle import Settled, settle

if TYPE_CHECKING:
    from sealane.terraform.workspace import Plan, Workspace
    from sealane.verbs.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What applying would change; `judgement` is `None` when no gate was asked."""

    settled: Settled
    changes: tuple[PlannedChange, ...]
    saved: Plan
    folder: Path
    judgement: Judgement | None = None


def plan(request: Request, observer: Observer, gate: Gate | None = None) -> Planned:
    """Write the Terraform, plan it, and let the gate judge the plan; nothing is changed in the account.

    Raises:
        InputError: when the spec or an argument is wrong.
        EnvironmentFailure: when Terraform or AWS fails.

    """
    settled = settle(request, observer)
    with (
        engine(request.folder, settled.aws, resume="sealane plan") as workspace,
        workspace.hold("plan", observer.event),
    ):
        return planned_in(workspace, settled, observer, gate)


def planned_in(workspace: Workspace, settled: Settled, observer: Observer, gate: Gate | None) -> Planned:
    """Write and plan in a workspace that is held, so that nobody comes between this plan and its apply."""
    forget_other_sandbox(workspace, settled.aws.sandbox)
    workspace.write({file.name: file.text for file in settled.files}, observer.event)
    observer.stage(Stage.INIT)
    workspace.init(observer.event)
    observer.stage(Stage.PLAN)
    saved = workspace.plan(observer.event)
    judgement = None
    if gate is not None:
        observer.stage(Stage.PROVE)
        judgement = gate(workspace.show(saved, observer.event))
    changes = tuple(change for change in saved.planned if change.action not in {"noop", "read"})
    return Planned(settled=settled, changes=changes, saved=saved, folder=workspace.folder.path, judgement=judgement)
