"""Whether the permissions boundary and the policies for the task roles exist."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sealane.readers.live.call import Call
from sealane.readers.live.door import NO_ANSWER, Door, look
from sealane.readers.live.preflight.finding import Check, Finding
from sealane.readers.live.preflight.lookups import Missing, Named
from sealane.spec.document import Spec
from sealane.world.values import Unread

_POLICY = Call(service="iam", operation="GetPolicy")
CALLS = (_POLICY,)


def checks(spec: Spec) -> Iterator[Check]:
    """Give one check per policy."""
    seen = set()
    for where, arn in _policies(spec):
        if arn and arn not in seen:
            seen.add(arn)
            yield partial(check, where, arn)


def check(where: str, arn: str, door: Door) -> tuple[Finding, ...]:
    """Look at one managed policy."""
    named = Named(
        where=where,
        kind="policy",
        name=arn,
        region="every Region",
        command="aws iam list-policies",
        link="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    )
    answer = look(partial(door.ask, _POLICY, PolicyArn=arn), absent=NO_ANSWER, codes=("NoSuchEntity",))
    if isinstance(answer, Unread):
        return (named.not_seen(answer),)
    return () if answer.value else (Missing(code="policy-missing", where=where, named=named),)


def _policies(spec: Spec) -> Iterator[tuple[str, str]]:
    yield "permissions_boundary", spec.permissions_boundary
    for service, workload in spec.services.items():
        for arn in workload.task_role_policies:
            yield f"services.{service}.task_role_policies", arn
