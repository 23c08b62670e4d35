"""Devices of a router that stand in a subnet: of its interfaces, and of a transit gateway's attachments."""

from __future__ import annotations

from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """One device of a VPC's router, and the subnet it is in."""

    vpc: str
    subnet: str
    device: str
    transit: bool = False
