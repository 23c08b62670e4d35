"""The Python API: the same verbs with the same values, for programs.

    import sealane

    spec = sealane.load(open("sealane.yaml").read(), "sealane.yaml")
    planned = sealane.plan(spec, sandbox=True)
    for change in planned.changes:
        print(change.action, change.address)

Every function raises `sealane.SealaneError`; its `problems` say what is wrong and what would help.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sealane.spec.document import Spec
from sealane.spec.load import load as load_text
from sealane.verbs.observer import Observer, Silent
from sealane.verbs.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from sealane.pricing.usage import Usage
    from sealane.verbs.apply import Applied, Proposal
    from sealane.verbs.cost import Costed
    from sealane.verbs.destroy import Destroyed, Removal
    from sealane.verbs.diagnose import Diagnosed
    from sealane.verbs.export import Exported
    from sealane.verbs.gate import Gate
    from sealane.verbs.plan import Planned
    from sealane.verbs.prove import Proved
    from sealane.verbs.subject import Subject
    from sealane.verbs.understand import Understood
    from sealane.verdicts.acceptance import Acceptance
    from sealane.verdicts.decision import Decision
    from sealane.verdicts.rehearsal import Rehearsal
    from sealane.verdicts.trace import Trace


_OF_REQUEST = frozenset({"sandbox", "profile", "region", "role_arn", "endpoint_url", "environ"})


def load(text: str, file: str = "sealane.yaml") -> Spec:
    """Read a spec from YAML text; `file` is the name that problems are placed in.

    Raises:
        InputError: every problem found, each with line and column.

    """
    return load_text(text, file).spec


def plan(
    spec: Spec, *, folder: Path | str = ".", gate: Gate | None = None, observer: Observer | None = None, **aws: Any
) -> Planned:
    """Write the spec's Terraform below `folder`, plan it, and prove the plan, or let `gate` judge it.

    Keyword arguments as `Request` has them: `sandbox`, `profile`, `region`, `role_arn`, `endpoint_url`, `environ`.

    Raises:
        SealaneError: the spec, Terraform or AWS stands in the way.

    """
    from sealane.verbs.plan import plan as verb

    return verb(_request(spec, folder, aws), observer or Silent(), gate)


def apply(
    spec: Spec,
    *,
    agree: Callable[[Proposal], bool],
    folder: Path | str = ".",
    gate: Gate | None = None,
    observer: Observer | None = None,
    **aws: Any,
) -> Applied:
    """Plan, prove the plan, check the account, ask `agree`, and carry it out; raises as `plan`."""
    from sealane.verbs.apply import apply as verb

    return verb(_request(spec, folder, aws), observer or Silent(), agree, gate)


def destroy(
    spec: Spec,
    *,
    agree: Callable[[Removal], bool],
    folder: Path | str = ".",
    observer: Observer | None = None,
    **aws: Any,
) -> Destroyed:
    """Remove everything that `apply` created below `folder`, once `agree` says so; raises as `plan`."""
    from sealane.verbs.destroy import destroy as verb

    return verb(_request(spec, folder, aws), observer or Silent(), agree)


def export(
    spec: Spec,
    target: Path | str,
    *,
    module: bool = False,
    folder: Path | str = ".",
    observer: Observer | None = None,
    **aws: Any,
) -> Exported:
    """Write the spec's Terraform into `target`: a root module, or with `module` a reusable one; raises as `plan`."""
    from sealane.verbs.export import export as verb

    return verb(_request(spec, folder, aws), Path(target), observer or Silent(), module=module)


def endpoints(spec: Spec, *, account: str = "", **aws: Any) -> Understood:
    """Derive the start-up steps of every service and the VPC endpoints they need; no account is asked."""
    from sealane.verbs.understand import understand

    return understand(_request(spec, ".", aws), account=account)


def prove(
    source: str = "",
    *,
    acceptances: tuple[Acceptance, ...] = (),
    observer: Observer | None = None,
    folder: Path | str = ".",
    **options: Any,
) -> Proved:
    """Read a source, or without one the live account, and prove every Fargate service in it.

    Keyword arguments as `Subject` and `Request` have them, for example `config="infra"` or `clusters=("main",)`.

    Raises:
        InputError: the source is wrong.
        EnvironmentFailure: AWS, Terraform or the disk fails.

    """
    from sealane.verbs.prove import prove as verb

    subject, request = _subject(source, folder, options)
    return verb(subject, request, observer or Silent(), acceptances)


def diagnose(
    message: str = "",
    *,
    source: str = "",
    live: bool = False,
    tasks: tuple[str, ...] = (),
    evidence: tuple[str, ...] = (),
    directory: str = "",
    **options: Any,
) -> Diagnosed:
    """Say why tasks did not start: of a message alone, or joined with a source or with the live account.

    `tasks` are ARNs of stopped tasks, `evidence` files of logs, `directory` the Terraform that made what runs. Raises
    as `prove`.
    """
    from sealane.verbs.diagnose import Asked
    from sealane.verbs.diagnose import diagnose as verb

    subject, request = _subject(source, options.pop("folder", "."), options)
    asked = Asked(
        message=message,
        tasks=tasks,
        subject=subject if source or live else None,
        evidence=evidence,
        directory=directory,
    )
    return verb(asked, request, Silent())


def rehearse(
    source: str,
    *,
    image: str = "",
    without: tuple[str, ...] = (),
    broken: tuple[str, ...] = (),
    capture: str = "",
    folder: Path | str = ".",
    **options: Any,
) -> Rehearsal:
    """Build a source's network in this machine's kernel and make every step of every task's start there.

    `without` takes pieces away and `broken` breaks them, as `endpoint:logs`; `capture` is a file for the packets.

    Raises:
        InputError: the source is wrong, or has no such piece.
        EnvironmentFailure: this machine cannot rehearse, and what it lacks.

    """
    from sealane.verbs.rehearse import rehearse as verb
    from sealane.verbs.wish import Wish

    subject, request = _subject(source, folder, options)
    wish = Wish(subject=subject, image=image, without=without, broken=broken, capture=capture)
    return verb(wish, request, Silent())


def cost(
    source: str = "",
    *,
    usage: Usage | None = None,
    prices: str = "",
    live_prices: bool = False,
    folder: Path | str = ".",
    **options: Any,
) -> Costed:
    """Bill a source for a month, line by line, in exact decimals; raises as `prove`.

    An amount that is not known makes the sum unknown. `prices` is a file that replaces single prices, `live_prices`
    asks AWS for them.
    """
    from sealane.pricing.usage import Usage
    from sealane.verbs.cost import cost as verb

    subject, request = _subject(source, folder, options)
    return verb(subject, request, Silent(), usage or Usage(), prices=prices, live_prices=live_prices)


def trace(
    source: str = "",
    *,
    start: str,
    goal: str,
    port: int = 0,
    protocol: str = "tcp",
    folder: Path | str = ".",
    **options: Any,
) -> Trace:
    """Follow one packet from a place in a source to another, and its answer back; raises as `prove`.

    `start` is a service, interface, instance or load balancer of the source, or an address; `goal` an address, a host
    name, an endpoint or file system of the source, or `internet`; `port` 0 is the goal's own.
    """
    from sealane.proof.tracing import Journey
    from sealane.verbs.trace import trace as verb

    subject, request = _subject(source, folder, options)
    return verb(subject, Journey(start=start, goal=goal, port=port, protocol=protocol), request, Silent())


def authorize(
    source: str = "",
    *,
    principal: str,
    action: str,
    resource: str = "*",
    context: tuple[str, ...] = (),
    through: str = "",
    **options: Any,
) -> Decision:
    """Decide one request under every policy that a source has for it; raises as `prove`.

    `context` holds `KEY=VALUE`, `through` is the VPC endpoint that the request goes through; `folder` is taken too.
    """
    from sealane.verbs.authorize import Asked
    from sealane.verbs.authorize import authorize as verb

    subject, request = _subject(source, options.pop("folder", "."), options)
    asked = Asked(principal=principal, action=action, resource=resource, context=context, through=through)
    return verb(subject, asked, request, Silent())


def _subject(source: str, folder: Path | str, options: dict[str, Any]) -> tuple[Subject, Request]:
    from sealane.verbs.subject import Subject

    of_request = {name: value for name, value in options.items() if name in _OF_REQUEST}
    of_subject = {name: value for name, value in options.items() if name not in _OF_REQUEST}
    request = Request(**({"environ": dict(os.environ)} | of_request), folder=Path(folder).absolute())
    return Subject(source=source, **of_subject), request


def _request(spec: Spec, folder: Path | str, aws: dict[str, Any]) -> Request:
    return Request(**({"environ": dict(os.environ)} | aws), spec=spec, folder=Path(folder).absolute())
