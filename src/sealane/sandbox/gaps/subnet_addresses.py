"""Addresses that a subnet hands out.

AWS: an address of a subnet belongs to one interface.
https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html
moto 5.2: hands out addresses without looking at the interfaces that already have one, so that the mount target of a
file system and an endpoint share theirs.
"""

from __future__ import annotations

from typing import Any

from sealane.sandbox.seam import Original, around


def close() -> None:
    """Hand out only what no interface has."""
    from moto.ec2.models.subnets import Subnet

    @around(Subnet, "get_available_subnet_ip")
    def available(original: Original, self: Any, instance: Any) -> Any:  # noqa: ANN401
        interfaces = self.ec2_backend.enis.values()
        taken = {one.private_ip_address for one in interfaces if one.subnet.id == self.id}
        while True:
            address = original(self, instance)
            if address not in taken:
                return address
