"""Hearing what changes the account beside ECS, so that the network of tasks that run follows; in the server."""

from __future__ import annotations

from typing import Any, Final

from sealane.sandbox.fargate.ledger import LEDGER
from sealane.sandbox.seam import Original, around

# Of whom a task's network, its names and what its roles may do are made.
_ABOUT: Final = frozenset({"ec2", "efs", "elbv2", "iam", "route53", "route53resolver"})
_READS: Final = ("Describe", "Get", "List", "Search")


def watch() -> None:
    """Tell the ledger from now on of every call that may have changed something."""
    from moto.core.responses import BaseResponse

    @around(BaseResponse, "call_action")
    def call(original: Original, self: Any) -> Any:  # noqa: ANN401
        answer = original(self)
        if self.service_name in _ABOUT and not self._get_action().startswith(_READS):
            LEDGER.stir()
        return answer
