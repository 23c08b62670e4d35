"""Who accepts connections, where, and on whose behalf."""

from __future__ import annotations

import enum

from sealane.records import dataclass


class Stands(enum.StrEnum):
    """What a listener is in place of."""

    INTERFACE_ENDPOINT = "interface-endpoint"
    GATEWAY_ENDPOINT = "gateway-endpoint"
    INTERNET = "internet"
    FILE_SYSTEM = "file-system"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Something that accepts TCP connections at every own address of a space.

    Attributes:
        space: where.
        port: 443 for AWS's services, 2049 for a mount target.
        stands: what for; connections to the internet's listener are what a leak looks like.
        services: the endpoint services that it serves, as `com.amazonaws.us-east-1.ecr.api`; empty for the internet,
            which serves them all.
        endpoint: the key of the endpoint, whose policy applies to what it carries; empty without one.

    """

    space: str
    port: int
    stands: Stands
    services: tuple[str, ...] = ()
    endpoint: str = ""
