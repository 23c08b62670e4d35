"""Having an agent, as a command sees it: started where the machine can hold a lab, and why not elsewhere."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sealane.records import dataclass
from sealane.sandbox import caller, registry
from sealane.sandbox.fargate.keeper import START, STATE
from sealane.sandbox.record import Sandbox

if TYPE_CHECKING:
    from sealane.lab.kernel.requirements import Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Fargate:
    """Whether the sandbox's tasks run.

    Attributes:
        runs: whether they do.
        pid: the agent's process.
        missing: what the machine lacks for it.
        capture: the folder in which their packets are kept, empty for none.

    """

    runs: bool
    pid: int = 0
    missing: tuple[Missing, ...] = ()
    capture: str = ""


def ensure(sandbox: Sandbox, environ: Mapping[str, str] = os.environ, *, capture: str | None = None) -> Fargate:
    """Have the sandbox's tasks run from now on, if this machine can hold a lab.

    Their packets are kept in the folder `capture`, nowhere when it is empty, and as before when it is `None`.

    Raises:
        EnvironmentFailure: the sandbox does not answer, or the agent did not start.

    """
    found = state(sandbox)
    if found.runs and capture in {None, found.capture}:
        return found
    from sealane.lab.kernel.requirements import missing

    lacking = missing()
    binary = registry.program(environ)
    if lacking or binary is None:
        return Fargate(runs=False, missing=lacking)
    wish = {} if capture is None else {"capture": capture}
    told = caller.ask(sandbox, START, {"registry": os.fspath(binary.absolute()), **wish}, seconds=90)
    return _told(told)


def state(sandbox: Sandbox) -> Fargate:
    """Tell whether the sandbox's tasks run; what the machine lacks is not looked for.

    Raises:
        EnvironmentFailure: the sandbox does not answer.

    """
    return _told(caller.ask(sandbox, STATE, {}))


def _told(answer: Mapping[str, Any]) -> Fargate:
    return Fargate(runs=bool(answer["runs"]), pid=int(answer["pid"]), capture=str(answer["capture"]))
