"""`apply`: planned, checked against the account, agreed to, and carried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from sealane.errors import InputError
from sealane.readers.live.identity import caller
from sealane.records import dataclass
from sealane.verbs.gate import NotProvedError
from sealane.verbs.observer import Observer, Stage
from sealane.verbs.plan import planned_in, prepare
from sealane.verbs.preflight import Checked, preflight
from sealane.verbs.proving import gate_of
from sealane.verbs.settle import intend, settle
from sealane.verbs.workspace import workspace_of

if TYPE_CHECKING:
    from sealane.readers.live.identity import Caller
    from sealane.verbs.gate import Gate
    from sealane.verbs.plan import Planned
    from sealane.verbs.request import Request
    from sealane.verdicts.acceptance import Acceptance


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a person is asked to agree to: who acts, and what would change."""

    caller: Caller
    planned: Planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What was done: `done` is false when the person said no; `outputs` are the root module's."""

    proposal: Proposal
    done: bool
    outputs: Mapping[str, Any]


Agree = Callable[[Proposal], bool]


def apply(
    request: Request,
    observer: Observer,
    agree: Agree,
    gate: Gate | None = None,
    acceptances: tuple[Acceptance, ...] = (),
) -> Applied:
    """Plan, prove the plan, check the account, ask `agree`, and carry the plan out.

    The account is asked while Terraform plans. A plan that changes nothing is not asked about.

    Raises:
        InputError: when the spec, an argument, or what the preflight found is wrong.
        EnvironmentFailure: when Terraform or AWS fails.
        NotProvedError: when the proof, or the gate in its place, stops it: exit status 1 for what fails, 3 for what
            is unknown.

    """
    intent = intend(request, observer)
    door = intent.aws.door()
    with (
        workspace_of(request.folder, intent.aws, resume="sealane apply") as workspace,
        workspace.hold("apply", observer.event),
        ThreadPoolExecutor(max_workers=2) as pool,
    ):
        settled = settle(intent, observer)
        identity = pool.submit(caller, door)
        try:
            prepare(workspace, settled, observer)
            # Only a prepared workspace knows a state that others keep in a bucket, and in the sandbox that bucket.
            checked = pool.submit(preflight, door, settled, first=not workspace.has_state())
            planned = planned_in(workspace, settled, observer, gate or gate_of(settled, acceptances))
        finally:
            # Credentials that do not work are told by the SDK's own, clearer error.
            who = identity.result()
        _stop_on(checked.result(), observer)
        _stop_on_judgement(planned)
        proposal = Proposal(caller=who, planned=planned)
        if not planned.saved.changes:
            return Applied(proposal=proposal, done=True, outputs=workspace.output())
        if planned.changes and not agree(proposal):
            return Applied(proposal=proposal, done=False, outputs={})
        observer.stage(Stage.APPLY)
        workspace.apply(planned.saved, observer.event)
        return Applied(proposal=proposal, done=True, outputs=workspace.output())


def _stop_on(checked: Checked, observer: Observer) -> None:
    observer.stage(Stage.PREFLIGHT)
    for problem in checked.warnings:
        observer.warn(problem)
    if checked.errors:
        raise InputError(*checked.errors)


def _stop_on_judgement(planned: Planned) -> None:
    if planned.judgement.verdict != "holds":
        raise NotProvedError(planned.judgement)
