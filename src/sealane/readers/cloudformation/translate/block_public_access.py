"""VPC Block Public Access."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.fields import fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, reason_of
from sealane.readers.cloudformation.translate.subnets import SUBNET
from sealane.readers.cloudformation.translate.vpcs import VPC
from sealane.world.values import Known, Value
from sealane.world.vpcs import BlockPublicAccess

_OPTIONS = "AWS::EC2::VPCBlockPublicAccessOptions"
_EXCLUSION = "AWS::EC2::VPCBlockPublicAccessExclusion"


def block_public_access(holdings: Holdings) -> Iterator[Finding]:
    """Yield the setting of the account and Region with its exclusions.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-vpcblockpublicaccessoptions.html
    """
    for resource in holdings.of(_OPTIONS):
        yield BlockPublicAccess(
            id=resource.key,
            origin=resource.origin,
            mode=fields_of(resource, holdings).text("InternetGatewayBlockMode"),
            exclusions=_exclusions(holdings),
        )


def _exclusions(holdings: Holdings) -> Value[tuple[tuple[str, str], ...]]:
    found: list[tuple[str, str]] = []
    for resource in (*holdings.of(_EXCLUSION), *holdings.doubtful(_EXCLUSION)):
        if resource.maybe is not None:
            return reason_of(resource)
        fields = fields_of(resource, holdings)
        key = fields.key("VpcId", VPC) if fields.has("VpcId") else fields.key("SubnetId", SUBNET)
        mode = fields.text("InternetGatewayExclusionMode")
        if not isinstance(key, Known) or not isinstance(mode, Known):
            return mode if isinstance(key, Known) else key  # type: ignore[return-value]  # one of them is not known
        found.append((key.value, mode.value))
    return Known(tuple(found))
