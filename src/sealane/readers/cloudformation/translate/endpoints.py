"""VPC endpoints.

Private DNS is off unless the template turns it on, where a call to the API would turn it on by itself:
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-vpcendpoint.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.attributes import minted
from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, scope_of
from sealane.readers.cloudformation.translate.route_tables import TABLE
from sealane.readers.cloudformation.translate.security_groups import GROUP
from sealane.readers.cloudformation.translate.subnets import SUBNET
from sealane.readers.cloudformation.translate.vpcs import VPC
from sealane.world.endpoints import OPEN_POLICY, Endpoint, EndpointKind
from sealane.world.gaps import Gap, Noun
from sealane.world.text import Partial
from sealane.world.values import Known, Unknown, Value

ENDPOINT = "AWS::EC2::VPCEndpoint"
_INBOUND_ONLY = "OnlyInboundResolver"


def endpoints(holdings: Holdings) -> Iterator[Finding]:
    """Yield endpoints; one whose type is not known becomes a gap of its VPC."""
    for resource in holdings.of(ENDPOINT):
        fields = fields_of(resource, holdings)
        kind = fields.text("VpcEndpointType", EndpointKind.GATEWAY)
        if not isinstance(kind, Known) or kind.value not in list(EndpointKind):
            why = Unknown(f"the type of {resource.key} is not known")
            yield Gap(noun=Noun.ENDPOINTS, why=why, scope=scope_of(fields.key("VpcId", VPC)))
            continue
        yield _endpoint(resource, fields, EndpointKind(kind.value))


def _endpoint(resource: Resource, fields: Fields, kind: EndpointKind) -> Endpoint:
    interface = kind is not EndpointKind.GATEWAY
    named = next(
        (name for name in ("ResourceConfigurationArn", "ServiceNetworkArn") if fields.has(name)), "ServiceName"
    )
    return Endpoint(
        id=resource.key,
        origin=resource.origin,
        vpc=fields.key("VpcId", VPC),
        service_name=fields.text(named),
        kind=kind,
        service_region=fields.text("ServiceRegion"),
        private_dns=fields.flag("PrivateDnsEnabled", default=False) if interface else Known(False),  # noqa: FBT003
        private_dns_for_inbound_only=_inbound_only(fields),
        subnets=fields.keys("SubnetIds", SUBNET),
        route_tables=fields.keys("RouteTableIds", TABLE) if not interface else Known(()),
        security_groups=fields.keys("SecurityGroupIds", GROUP),
        policy=fields.document("PolicyDocument", OPEN_POLICY),
        aws_id=Known(Partial((minted(resource.key, "id"),))),
    )


def _inbound_only(fields: Fields) -> Value[bool]:
    """Tell whether only inbound resolver endpoints see the private names, which S3 alone has, and by default.

    https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
    """
    option = fields.inner("DnsOptions").text("PrivateDnsOnlyForInboundResolverEndpoint")
    if not isinstance(option, Known):
        return option
    service = fields.text("ServiceName")
    if not option.value and isinstance(service, Known) and service.value.endswith(".s3"):
        private = fields.flag("PrivateDnsEnabled", default=False)
        on = private == Known(True)  # noqa: FBT003 - a value
        return Unknown("the template leaves AWS's default, which hangs on the VPC") if on else Known(False)  # noqa: FBT003
    return Known(option.value == _INBOUND_ONLY)
