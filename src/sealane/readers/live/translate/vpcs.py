"""`DescribeVpcs` and `DescribeVpcAttribute` to a VPC."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sealane.world.network import Vpc
from sealane.world.values import Known, Origin, Value

Document = Mapping[str, Any]


def vpc(document: Document, dns_support: Value[Document], dns_hostnames: Value[Document]) -> Vpc:
    """Return the VPC; its IPv4 blocks only, the primary one first.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Vpc.html
    """
    return Vpc(
        id=document["VpcId"],
        origin=Origin(document["VpcId"]),
        cidrs=_cidrs(document),
        dns_support=_switch(dns_support, "EnableDnsSupport"),
        dns_hostnames=_switch(dns_hostnames, "EnableDnsHostnames"),
    )


def _cidrs(document: Document) -> tuple[str, ...]:
    primary = document["CidrBlock"]
    others = [
        block["CidrBlock"]
        for block in document.get("CidrBlockAssociationSet") or ()
        if (block.get("CidrBlockState") or {}).get("State", "associated") == "associated"
    ]
    return tuple(dict.fromkeys((primary, *others)))


def _switch(attribute: Value[Document], name: str) -> Value[bool]:
    if isinstance(attribute, Known):
        return Known(bool((attribute.value.get(name) or {}).get("Value", False)))
    return attribute
