"""The preflight of an apply: what the account lacks of what the spec asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.readers.live.preflight.account import preflight as look
from sealane.readers.live.preflight.finding import Severity
from sealane.readers.live.preflight.names_taken import Planned
from sealane.records import dataclass, replace
from sealane.startup.intent import log_group_name

if TYPE_CHECKING:
    from sealane.errors import Problem
    from sealane.readers.live.door import Door
    from sealane.verbs.settle import Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What stands in the way, and what is only worth knowing or could not be seen."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def preflight(door: Door, settled: Settled, *, first: bool) -> Checked:
    """Compare the spec with the account; `first` says that no state exists yet, so that names must be free.

    Raises:
        EnvironmentFailure: when there are no credentials, or expired ones.

    """
    spec = settled.loaded.spec
    planned = Planned(
        log_groups=tuple(log_group_name(spec, service) for service in spec.services), clusters=(spec.name,)
    )
    findings = look(
        door,
        spec,
        settled.setting,
        needs=settled.needs,
        network=settled.network,
        planned=planned if first else None,
    )
    problems = [(finding.severity, finding.problem()) for finding in findings]
    if settled.aws.sandbox is not None:
        problems = [(severity, _in_sandbox(problem)) for severity, problem in problems]
    return Checked(
        errors=tuple(problem for severity, problem in problems if severity is Severity.ERROR),
        warnings=tuple(problem for severity, problem in problems if severity is not Severity.ERROR),
    )


def _in_sandbox(problem: Problem) -> Problem:
    """Name the sandbox's own way to have an image, where an account's would be `docker push`."""
    if not problem.code.startswith("image-"):
        return problem
    facts = dict(problem.facts)
    image = facts.get("image", "demo/app:1.0")
    push = f"`sealane sandbox push {image}` puts the demo's image into the sandbox's ECR"
    return replace(problem, hint=f"{push}, and `sealane sandbox push SOURCE {image}` one of yours")
