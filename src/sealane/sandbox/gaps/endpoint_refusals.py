# ruff: noqa: SLF001 (a gap reaches into moto by its nature)
"""Endpoints that AWS refuses to create.

AWS refuses a service it does not have, private names in a VPC whose DNS attributes are not both on, private names
that another endpoint of the VPC has already taken, and a second route to one service in one table.
https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
moto 5.2: creates them all.
"""

from __future__ import annotations

from typing import Any

from sealane.sandbox.gaps.endpoint_routes import refuse_second_route
from sealane.sandbox.seam import Original, around, refuse


def close() -> None:
    """Check before moto creates."""
    from moto.ec2.models.vpcs import VPCBackend

    @around(VPCBackend, "create_vpc_endpoint")
    def create(original: Original, self: Any, **named: Any) -> Any:  # noqa: ANN401
        service: str = named["service_name"]
        _refuse_unknown(self, service)
        if (named.get("endpoint_type") or "").lower() == "interface":
            if named.get("private_dns_enabled"):
                _refuse_names(self, named["vpc_id"], service)
        else:
            refuse_second_route(self, service, set(named.get("route_table_ids") or ()))
        return original(self, **named)


def _refuse_unknown(backend: Any, service: str) -> None:  # noqa: ANN401
    offered = backend._collect_default_endpoint_services(backend.account_id, backend.region_name)
    own = {each.service_name for each in backend.configurations.values()}
    if service not in own and not any(each["ServiceName"] == service for each in offered):
        refuse("InvalidServiceName", f"The Vpc Endpoint Service '{service}' does not exist")


def _refuse_names(backend: Any, vpc_id: str, service: str) -> None:  # noqa: ANN401
    vpc = backend.get_vpc(vpc_id)
    if not (_on(vpc.enable_dns_support) and _on(vpc.enable_dns_hostnames)):
        refuse(
            "InvalidParameter",
            "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true "
            f"for {vpc_id}",
        )
    for other in backend.vpc_end_points.values():
        if (other.vpc_id, other.service_name) == (vpc_id, service) and _on(other.private_dns_enabled):
            refuse(
                "InvalidParameter",
                "private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
                f"{service} in the VPC {vpc_id}",
            )


def _on(value: object) -> bool:
    return str(value).lower() == "true"
