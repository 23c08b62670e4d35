"""`plan`: Terraform written from the spec, planned, and judged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sealane.records import dataclass
from sealane.terraform.events import PlannedChange
from sealane.verbs.billing import bill_change
from sealane.verbs.gate import Gate, Judgement
from sealane.verbs.observer import Observer, Stage
from sealane.verbs.proving import gate_of
from sealane.verbs.settle import Settled, intend, settle
from sealane.verbs.workspace import prepare_sandbox, workspace_of

if TYPE_CHECKING:
    from sealane.pricing.change import BillChange
    from sealane.terraform.workspace import Plan, Workspace
    from sealane.verbs.request import Request
    from sealane.verdicts.acceptance import Acceptance
    from sealane.world.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What applying would change, and what the proof, or the gate in its place, says of it.

    `bill` is what it changes in the bill, `None` where nobody looked.
    """

    settled: Settled
    changes: tuple[PlannedChange, ...]
    saved: Plan
    folder: Path
    judgement: Judgement
    bill: Value[BillChange] | None = None


def plan(
    request: Request, observer: Observer, gate: Gate | None = None, acceptances: tuple[Acceptance, ...] = ()
) -> Planned:
    """Write the Terraform, plan it, and prove the plan, or let `gate` judge it; nothing is changed in the account.

    Raises:
        InputError: when the spec or an argument is wrong.
        EnvironmentFailure: when Terraform or AWS fails.

    """
    intent = intend(request, observer)
    with (
        workspace_of(request.folder, intent.aws, resume="sealane plan") as workspace,
        workspace.hold("plan", observer.event),
    ):
        settled = settle(intent, observer)
        prepare(workspace, settled, observer)
        return planned_in(workspace, settled, observer, gate or gate_of(settled, acceptances))


def prepare(workspace: Workspace, settled: Settled, observer: Observer) -> None:
    """Write the files and make Terraform ready, in a workspace that is held."""
    prepare_sandbox(workspace, settled.aws, settled.loaded.spec.state)
    workspace.write({file.name: file.text for file in settled.files}, observer.event)
    observer.stage(Stage.INIT)
    workspace.init(observer.event)


def planned_in(workspace: Workspace, settled: Settled, observer: Observer, gate: Gate) -> Planned:
    """Plan in a prepared workspace that is held, so that nobody comes between this plan and its apply."""
    observer.stage(Stage.PLAN)
    saved = workspace.plan(observer.event)
    observer.stage(Stage.PROVE)
    document = workspace.show(saved, observer.event)
    judgement = gate(document)
    changed = (change for change in saved.planned if change.action not in {"noop", "read"})
    changes = tuple(sorted(changed, key=lambda change: change.address))
    return Planned(
        settled=settled,
        changes=changes,
        saved=saved,
        folder=workspace.folder.path,
        judgement=judgement,
        bill=bill_change(document),
    )
