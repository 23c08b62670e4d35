"""`DescribeSubnets` to a subnet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sealane.world.network import Subnet
from sealane.world.values import Origin


def subnet(document: Mapping[str, Any]) -> Subnet:
    """Return the subnet: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html."""
    return Subnet(
        id=document["SubnetId"],
        origin=Origin(document.get("SubnetArn") or document["SubnetId"]),
        vpc_id=document["VpcId"],
        # A subnet with IPv6 alone has no IPv4 block.
        cidr=document.get("CidrBlock") or "",
        zone_id=document.get("AvailabilityZoneId") or "",
        zone_name=document.get("AvailabilityZone") or "",
        free_addresses=int(document.get("AvailableIpAddressCount") or 0),
    )
