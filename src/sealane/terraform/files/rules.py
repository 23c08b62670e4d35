"""Security groups and their rules as resources, and the ends that a rule can have.

https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_security_group_egress_rule
"""

from __future__ import annotations

from typing import Literal

from sealane.terraform.files.draft import Draft
from sealane.terraform.files.tags import name_tag
from sealane.terraform.hcl import GAP, Block, Item, resource
from sealane.terraform.hcl_values import Value

HTTPS = 443
NFS = 2049

Peer = dict[str, Value]
"""The other end of a rule: one of the provider's arguments for it, and `for_each` when it is several."""


def group(draft: Draft, label: str, name: str, description: str, comment: str = "") -> Block:
    """Return a security group of the VPC; it has no rule of its own."""
    full = f"{draft.spec.name}-{name}"
    body: dict[str, Value] = {"name": full, "description": description, "vpc_id": draft.place.vpc}
    return resource("aws_security_group", label, body, *name_tag(full), comment=comment)


def from_group(security_group: Value) -> Peer:
    """Return the members of a security group."""
    return {"referenced_security_group_id": security_group}


def rule(
    direction: Literal["ingress", "egress"], label: str, owner: Value, peer: Peer, port: int, description: str
) -> Block:
    """Return a rule for one TCP port of the group `owner`."""
    end = {name: value for name, value in peer.items() if name != "for_each"}
    several: tuple[Item, ...] = ({"for_each": peer["for_each"]}, GAP) if "for_each" in peer else ()
    ports: dict[str, Value] = {"ip_protocol": "tcp", "from_port": port, "to_port": port}
    return resource(
        f"aws_vpc_security_group_{direction}_rule",
        label,
        *several,
        {"security_group_id": owner, "description": description, **end, **ports},
    )
