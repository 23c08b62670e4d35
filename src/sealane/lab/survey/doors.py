"""What routes of a VPC lead to: the router's device behind each target's key."""

from __future__ import annotations

from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A target of routes in a VPC, and the device by which the router reaches it.

    `edge` is whether it stands in no subnet of the VPC, as a gateway or a peering connection.
    """

    vpc: str
    target: str
    device: str
    edge: bool = True
