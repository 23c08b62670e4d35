"""`DescribeVpcEndpoints` to an endpoint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sealane.world.network import Endpoint
from sealane.world.values import Origin


def endpoint(document: Mapping[str, Any]) -> Endpoint:
    """Return the endpoint: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html."""
    return Endpoint(
        id=document["VpcEndpointId"],
        origin=Origin(document["VpcEndpointId"]),
        vpc_id=document.get("VpcId") or "",
        service_name=document.get("ServiceName") or "",
        kind=document.get("VpcEndpointType") or "Gateway",
        # AWS writes `available` and `Available`, by the type of the endpoint.
        state=(document.get("State") or "").lower(),
        private_dns=bool(document.get("PrivateDnsEnabled")),
        subnet_ids=tuple(document.get("SubnetIds") or ()),
        route_table_ids=tuple(document.get("RouteTableIds") or ()),
        security_group_ids=tuple(group["GroupId"] for group in document.get("Groups") or ()),
        policy=document.get("PolicyDocument") or "",
    )
