"""Prefix lists, AWS's own and the customer's."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.world.values import Known, Origin, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class PrefixList:
    """A prefix list; AWS's own are known by name, `com.amazonaws.us-east-1.s3`, even where their blocks are not.

    https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
    """

    id: str
    origin: Origin
    name: Value[str]
    cidrs: Value[tuple[str, ...]]
    aws: Value[bool] = Known(False)  # noqa: FBT003 - the customer's own
