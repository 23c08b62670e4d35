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

    from sealane.verbs.apply import Applied, Proposal
    from sealane.verbs.destroy import Destroyed, Removal
    from sealane.verbs.export import Exported
    from sealane.verbs.gate import Gate
    from sealane.verbs.plan import Planned
    from sealane.verbs.understand import Understood


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
    spec: Spec, target: Path | str, *, folder: Path | str = ".", observer: Observer | None = None, **aws: Any
) -> Exported:
    """Write the spec's Terraform root module into `target`; raises as `plan`."""
    from sealane.verbs.export import export as verb

    return verb(_request(spec, folder, aws), Path(target), observer or Silent())


def endpoints(spec: Spec, *, account: str = "", **aws: Any) -> Understood:
    """Derive the start-up steps of every service and the VPC endpoints they need; no account is asked."""
    from sealane.verbs.understand import understand

    return understand(_request(spec, ".", aws), account=account)


def _request(spec: Spec, folder: Path | str, aws: dict[str, Any]) -> Request:
    return Request(**({"environ": dict(os.environ)} | aws), spec=spec, folder=Path(folder).absolute())
