# ruff: noqa: SLF001 (a gap reaches into moto by its nature)
"""The end of default network ACLs and of associations.

AWS: deleting a subnet ends its association, and deleting a VPC deletes its default network ACL.
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpc.html
moto 5.2: keeps both for ever.
"""

from __future__ import annotations

from typing import Any

from sealane.sandbox.seam import Original, around


def close() -> None:
    """Let them go with what they belong to."""
    from moto.ec2.models.subnets import SubnetBackend
    from moto.ec2.models.vpcs import VPCBackend

    @around(SubnetBackend, "delete_subnet")
    def delete_subnet(original: Original, self: Any, subnet_id: str) -> Any:  # noqa: ANN401
        subnet = original(self, subnet_id)
        for acl in self.network_acls.values():
            kept = {key: each for key, each in acl._associations.items() if each.subnet_id != subnet_id}
            acl._associations = kept
        return subnet

    @around(VPCBackend, "delete_vpc")
    def delete_vpc(original: Original, self: Any, vpc_id: str) -> Any:  # noqa: ANN401
        vpc = original(self, vpc_id)
        for key in [key for key, acl in self.network_acls.items() if acl.vpc_id == vpc_id]:
            del self.network_acls[key]
        return vpc
