"""What stands outside of a VPC: AWS's services, the internet, other VPCs, networks on premises."""

from __future__ import annotations

import enum

from sealane.records import dataclass


class OutsideKind(enum.StrEnum):
    """Whose it is."""

    SERVICE = "service"
    CONTROL_PLANE = "control-plane"
    VPC = "vpc"
    INTERNET = "internet"
    PREMISES = "premises"
    SOMEWHERE = "somewhere"


# What is not in the Region of the VPC, and is drawn beyond its frame.
FAR = frozenset({OutsideKind.INTERNET, OutsideKind.PREMISES, OutsideKind.SOMEWHERE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """One thing outside.

    `name` is an endpoint service's suffix (`ecr.api`) for one of AWS's services, or a host, or empty. `vpc` is the name
    of the other VPC that it is or is in, `region` is given where it is not the VPC's own.
    """

    kind: OutsideKind
    name: str = ""
    vpc: str = ""
    region: str = ""
