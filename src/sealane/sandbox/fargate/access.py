"""Having an agent, as a command sees it: started where the machine can hold a lab, and why not elsewhere."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sealane.records import dataclass
from sealane.sandbox import caller, registry
from sealane.sandbox.fargate.keeper import START, STATE
from sealane.sandbox.record import Sandbox

if TYPE_CHECKING:
    from sealane.lab.kernel.requirements import Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Fargate:
    """Whether the sandbox's tasks run; `missing` is what the machine lacks for it, `pid` the agent's process."""

    runs: bool
    pid: int = 0
    missing: tuple[Missing, ...] = ()


def ensure(sandbox: Sandbox, environ: Mapping[str, str] = os.environ) -> Fargate:
    """Have the sandbox's tasks run from now on, if this machine can hold a lab.

    Raises:
        EnvironmentFailure: the sandbox does not answer, or the agent did not start.

    """
    found = state(sandbox)
    if found.runs:
        return found
    from sealane.lab.kernel.requirements import missing

    lacking = missing()
    binary = registry.program(environ)
    if lacking or binary is None:
        return Fargate(runs=False, missing=lacking)
    told = caller.ask(sandbox, START, {"registry": os.fspath(binary.absolute())}, seconds=90)
    return Fargate(runs=bool(told["runs"]), pid=int(told["pid"]))


def state(sandbox: Sandbox) -> Fargate:
    """Tell whether the sandbox's tasks run; what the machine lacks is not looked for.

    Raises:
        EnvironmentFailure: the sandbox does not answer.

    """
    told = caller.ask(sandbox, STATE, {})
    return Fargate(runs=bool(told["runs"]), pid=int(told["pid"]))
