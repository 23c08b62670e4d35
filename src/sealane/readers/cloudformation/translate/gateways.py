"""Gateways at the edge of a VPC, NAT gateways and peering connections."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, reason_of, unplaced
from sealane.readers.cloudformation.translate.subnets import SUBNET
from sealane.readers.cloudformation.translate.vpcs import VPC
from sealane.world.gaps import Noun
from sealane.world.gateways import Gateway, GatewayKind, NatGateway, PeeringConnection
from sealane.world.values import Known, Origin, Unknown, Value

_INTERNET = "AWS::EC2::InternetGateway"
_VPN = "AWS::EC2::VPNGateway"
_ATTACHED = {"InternetGatewayId": (_INTERNET, GatewayKind.INTERNET), "VpnGatewayId": (_VPN, GatewayKind.VPN)}
_INSIDE = {
    "AWS::EC2::EgressOnlyInternetGateway": GatewayKind.EGRESS_ONLY,
    "AWS::EC2::CarrierGateway": GatewayKind.CARRIER,
}
_ATTACHMENT = "AWS::EC2::VPCGatewayAttachment"
_NAT = "AWS::EC2::NatGateway"
_PEERING = "AWS::EC2::VPCPeeringConnection"


def gateways(holdings: Holdings) -> Iterator[Finding]:
    """Yield gateways; one of somebody else that is attached here is among them.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-vpcgatewayattachment.html
    """
    attached: dict[str, list[Value[str]]] = {}
    adrift: list[Value[str]] = []
    kinds: dict[str, tuple[GatewayKind, Origin]] = {}
    for resource in holdings.of(_INTERNET, _VPN):
        kinds[resource.key] = (_kind(resource), resource.origin)
    for resource in (*holdings.of(_ATTACHMENT), *holdings.doubtful(_ATTACHMENT)):
        fields = fields_of(resource, holdings)
        for name, (made_by, kind) in _ATTACHED.items():
            if not fields.has(name):
                continue
            gateway = fields.key(name, made_by)
            if not isinstance(gateway, Known):
                gap = unplaced(Noun.GATEWAYS, resource, gateway)
                # It may be that of any gateway, which then is in a VPC that nobody knows.
                adrift.append(gap.why)
                yield gap
                continue
            kinds.setdefault(gateway.value, (kind, resource.origin))
            vpc = fields.key("VpcId", VPC) if resource.maybe is None else reason_of(resource)
            attached.setdefault(gateway.value, []).append(vpc)
    for key, (kind, origin) in kinds.items():
        yield Gateway(id=key, origin=origin, kind=kind, vpcs=_all([*attached.get(key, []), *adrift]))
    for resource in holdings.of(*_INSIDE):
        vpc = fields_of(resource, holdings).key("VpcId", VPC)
        yield Gateway(id=resource.key, origin=resource.origin, kind=_INSIDE[resource.kind], vpcs=_all([vpc]))


def nat_gateways(holdings: Holdings) -> Iterator[Finding]:
    """Yield NAT gateways, which are public unless the template says otherwise.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-natgateway.html
    """
    for resource in holdings.of(_NAT):
        fields = fields_of(resource, holdings)
        yield NatGateway(
            id=resource.key,
            origin=resource.origin,
            subnet=fields.key("SubnetId", SUBNET),
            public=_public(fields),
            vpc=fields.key("VpcId", VPC),
        )


def peering_connections(holdings: Holdings) -> Iterator[Finding]:
    """Yield peering connections; one with another account or Region works once that side has accepted it.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-vpcpeeringconnection.html
    """
    for resource in holdings.of(_PEERING):
        fields = fields_of(resource, holdings)
        foreign = next((name for name in ("PeerOwnerId", "PeerRegion") if fields.has(name)), "")
        accepted = not foreign or fields.has("PeerRoleArn")
        yield PeeringConnection(
            id=resource.key,
            origin=resource.origin,
            requester=fields.key("VpcId", VPC),
            accepter=fields.key("PeerVpcId", VPC),
            status=Known("active") if accepted else Unknown("the other side must accept the peering connection"),
        )


def _kind(resource: Resource) -> GatewayKind:
    return GatewayKind.INTERNET if resource.kind == _INTERNET else GatewayKind.VPN


def _all(vpcs: list[Value[str]]) -> Value[tuple[str, ...]]:
    found: list[str] = []
    for vpc in vpcs:
        if not isinstance(vpc, Known):
            return vpc
        found += [vpc.value] if vpc.value else []
    return Known(tuple(found))


def _public(fields: Fields) -> Value[bool]:
    kind = fields.text("ConnectivityType", "public")
    return Known(kind.value != "private") if isinstance(kind, Known) else kind
