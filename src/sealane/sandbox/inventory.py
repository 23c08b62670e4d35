"""What is alive in the sandbox, so that before an apply and after a destroy can be compared."""

from __future__ import annotations

from collections.abc import Collection

from sealane.sandbox import caller
from sealane.sandbox.record import Sandbox

ROUTE = "inventory"


def inventory(sandbox: Sandbox, regions: Collection[str] | None = None) -> frozenset[str]:
    """Return one line for everything alive: `service/region/collection/identifier`, and what is inside it.

    Everything moto holds counts, of every service, whether sealane knows the kind or not; a rule in a group or a
    route in a table is a line of its own. Left out is what AWS itself keeps after a delete and what was there before
    anyone's first call, listed in `holdings`; of the latter, what is no more has a line under `gone/`.
    `regions` limits the answer; `aws` is the Region of what is global.

    Raises:
        EnvironmentFailure: the sandbox does not answer.

    """
    lines = frozenset(str(line) for line in caller.ask(sandbox, ROUTE, {}))
    if regions is None:
        return lines
    return frozenset(line for line in lines if line.removeprefix("gone/").split("/", 2)[1] in regions)
