"""Who the caller is."""

from __future__ import annotations

from dataclasses import dataclass

from sealane.readers.live.call import Call, permissions
from sealane.readers.live.door import Door

# Needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
_CALLER = Call(service="sts", operation="GetCallerIdentity")

ACTIONS: tuple[str, ...] = permissions(_CALLER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The principal that calls: 12-digit account, ARN, unique id, and the partition and Region it calls in."""

    account: str
    arn: str
    user_id: str
    partition: str
    region: str


def caller(door: Door) -> Caller:
    """Return who is calling; the door then names the principal in its problems.

    Raises:
        EnvironmentFailure: no credentials, expired ones, or AWS cannot be reached.

    """
    answer = door.ask(_CALLER)
    arn = str(answer["Arn"])
    door.principal = arn
    return Caller(
        account=str(answer["Account"]),
        arn=arn,
        user_id=str(answer["UserId"]),
        partition=arn.split(":")[1],
        region=door.region,
    )
