# ruff: noqa: SLF001 (a gap reaches into moto by its nature)
"""Network interfaces of interface endpoints.

AWS: an endpoint has one requester-managed interface in each of its subnets, with an address of that subnet and with
the endpoint's security groups, by default the VPC's default group; they follow every change of the endpoint.
https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
moto 5.2: gives the interface an address from anywhere in 10.0.0.0/8 and the default group, whatever the endpoint's;
a later change of subnets or groups reaches no interface; PrivateDnsEnabled cannot be changed.
"""

from __future__ import annotations

import ipaddress
from typing import Any

from sealane.sandbox.seam import Original, around, refuse

_RESERVED_AT_START = 4
"""https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html: the first four addresses and the last."""


def close() -> None:
    """Make the interfaces as AWS does, at creation and at every change."""
    from moto.ec2.models.vpcs import VPCBackend
    from moto.ec2.responses.vpcs import VPCs

    @around(VPCBackend, "create_vpc_endpoint")
    def create(original: Original, self: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        endpoint = original(self, *arguments, **named)
        if _is_interface(endpoint):
            for interface in endpoint.network_interface_ids:
                self.enis.pop(interface, None)
            endpoint.network_interface_ids = []
            _follow(self, endpoint)
        return endpoint

    @around(VPCBackend, "modify_vpc_endpoint")
    def modify(original: Original, self: Any, vpc_id: str, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        original(self, vpc_id, *arguments, **named)
        if _is_interface(self.vpc_end_points[vpc_id]):
            _follow(self, self.vpc_end_points[vpc_id])

    @around(VPCs, "modify_vpc_endpoint")
    def modify_names(original: Original, self: Any) -> Any:  # noqa: ANN401
        answer = original(self)
        wanted = self._get_bool_param("PrivateDnsEnabled")
        if wanted is not None:
            self.ec2_backend.vpc_end_points[self._get_param("VpcEndpointId")].private_dns_enabled = wanted
        return answer


def _is_interface(endpoint: Any) -> bool:  # noqa: ANN401
    return (endpoint.vpc_endpoint_type or "").lower() == "interface"


def _follow(backend: Any, endpoint: Any) -> None:  # noqa: ANN401
    """Give the endpoint exactly one interface in each of its subnets, all with its groups."""
    if not endpoint.security_group_ids:
        endpoint.security_group_ids = [backend.get_default_security_group(endpoint.vpc_id).id]
    by_subnet = {backend.enis[i].subnet.id: i for i in endpoint.network_interface_ids if i in backend.enis}
    for subnet in set(by_subnet) - set(endpoint.subnet_ids):
        del backend.enis[by_subnet.pop(subnet)]
    for subnet in endpoint.subnet_ids:
        if subnet not in by_subnet:
            by_subnet[subnet] = _make(backend, endpoint, subnet)
    endpoint.network_interface_ids = [by_subnet[subnet] for subnet in endpoint.subnet_ids]
    groups = [backend.get_security_group_from_id(group) for group in endpoint.security_group_ids]
    for interface in endpoint.network_interface_ids:
        backend.enis[interface]._group_set = list(groups)


def _make(backend: Any, endpoint: Any, subnet_id: str) -> str:  # noqa: ANN401
    interface = backend.create_network_interface(
        subnet_id,
        free_address(backend, subnet_id),
        group_ids=list(endpoint.security_group_ids),
        description=f"VPC Endpoint Interface {endpoint.id}",
    )
    interface.interface_type = "vpc_endpoint"
    interface.requester_managed = True
    interface.status = "in-use"
    return str(interface.id)


def free_address(backend: Any, subnet_id: str) -> str:  # noqa: ANN401
    """Return the lowest address of the subnet that nothing has and AWS does not keep for itself."""
    network = ipaddress.ip_network(backend.get_subnet(subnet_id).cidr_block)
    taken = {eni.private_ip_address for eni in backend.enis.values() if eni.subnet.id == subnet_id}
    usable = (str(network[n]) for n in range(_RESERVED_AT_START, network.num_addresses - 1))
    address = next((each for each in usable if each not in taken), None)
    if address is None:
        refuse("InsufficientFreeAddressesInSubnet", f"Insufficient free addresses in subnet {subnet_id}.")
    return address
