"""Transit gateways: attachments, route tables, and the default table of one that the template makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, outside, reason_of, unplaced
from sealane.readers.cloudformation.translate.subnets import SUBNET
from sealane.readers.cloudformation.translate.vpcs import VPC
from sealane.world.gaps import Noun
from sealane.world.transit import AttachmentKind, TransitAttachment, TransitGateway, TransitRoute, TransitRouteTable
from sealane.world.values import Known, Unknown, Unread, Value

_GATEWAY = "AWS::EC2::TransitGateway"
_TABLE = "AWS::EC2::TransitGatewayRouteTable"
_TO_VPC = ("AWS::EC2::TransitGatewayAttachment", "AWS::EC2::TransitGatewayVpcAttachment")
_PEERING = "AWS::EC2::TransitGatewayPeeringAttachment"
_CONNECT = "AWS::EC2::TransitGatewayConnect"
_ASSOCIATION = "AWS::EC2::TransitGatewayRouteTableAssociation"
_PROPAGATION = "AWS::EC2::TransitGatewayRouteTablePropagation"
_ROUTE = "AWS::EC2::TransitGatewayRoute"


@dataclass(slots=True)
class _Parts:
    """What stands outside of a table and belongs to it."""

    associations: list[str] = field(default_factory=list)
    propagations: list[str] = field(default_factory=list)
    routes: list[TransitRoute] = field(default_factory=list)
    hidden: list[Unknown | Unread] = field(default_factory=list)


def default_table_key(gateway: str) -> str:
    """Return the key of a transit gateway's own route table."""
    return f"{gateway}#default-route-table"


def transit_gateways(holdings: Holdings) -> Iterator[Finding]:
    """Yield transit gateways with what is attached to them and their tables.

    A gateway's own table takes every attachment that is associated with no other one, unless the template turns that
    off: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-transitgateway.html
    """
    attachments = list(_attachments(holdings))
    yield from attachments
    parts: dict[str, _Parts] = {}
    for kind in (_ASSOCIATION, _PROPAGATION, _ROUTE):
        for resource in (*holdings.of(kind), *holdings.doubtful(kind)):
            yield from _take(resource, parts, holdings)
    for resource in holdings.of(_TABLE):
        gateway = fields_of(resource, holdings).key("TransitGatewayId", _GATEWAY)
        yield _table(resource.key, resource, gateway, parts.get(resource.key, _Parts()))
    taken = {key for part in parts.values() for key in part.associations}
    for resource in holdings.of(_GATEWAY):
        yield from _gateway(resource, attachments, taken, holdings)


def _gateway(
    resource: Resource, attachments: list[TransitAttachment], taken: set[str], holdings: Holdings
) -> Iterator[Finding]:
    fields = fields_of(resource, holdings)
    key = default_table_key(resource.key)
    associates, propagates = (
        fields.text(name, "enable") for name in ("DefaultRouteTableAssociation", "DefaultRouteTablePropagation")
    )
    own = [one.id for one in attachments if one.gateway == Known(resource.key) and one.kind is AttachmentKind.VPC]
    hidden = [value for value in (associates, propagates) if not isinstance(value, Known)]
    yield TransitGateway(
        id=resource.key,
        origin=resource.origin,
        association_table=_if_on(associates, key),
        propagation_table=_if_on(propagates, key),
    )
    if Known("enable") in (associates, propagates) or hidden:
        part = _Parts(
            associations=[one for one in own if one not in taken] if associates == Known("enable") else [],
            propagations=own if propagates == Known("enable") else [],
            hidden=[Unknown(value.reason) for value in hidden],
        )
        yield _table(key, resource, Known(resource.key), part)


def _if_on(switch: Value[str], key: str) -> Value[str]:
    if not isinstance(switch, Known):
        return switch
    return Known(key if switch.value == "enable" else "")


def _attachments(holdings: Holdings) -> Iterator[TransitAttachment]:
    for resource in holdings.of(*_TO_VPC, _PEERING, _CONNECT):
        fields = fields_of(resource, holdings)
        vpc = resource.kind in _TO_VPC
        kind = AttachmentKind.PEERING if resource.kind == _PEERING else AttachmentKind.CONNECT
        mode = fields.inner("Options").text("ApplianceModeSupport", "disable")
        yield TransitAttachment(
            id=resource.key,
            origin=resource.origin,
            gateway=fields.key("TransitGatewayId", _GATEWAY),
            kind=AttachmentKind.VPC if vpc else kind,
            resource=fields.key("VpcId" if vpc else "PeerTransitGatewayId", VPC),
            subnets=fields.keys("SubnetIds", SUBNET),
            appliance_mode=Known(mode.value == "enable") if isinstance(mode, Known) else mode,
        )


def _take(resource: Resource, parts: dict[str, _Parts], holdings: Holdings) -> Iterator[Finding]:
    fields = fields_of(resource, holdings)
    table = fields.key("TransitGatewayRouteTableId", _TABLE)
    attachment = fields.key("TransitGatewayAttachmentId", *_TO_VPC, _PEERING, _CONNECT)
    if not isinstance(table, Known):
        yield unplaced(Noun.TRANSIT_GATEWAYS, resource, table)
        return
    part = parts.setdefault(table.value, _Parts())
    if resource.maybe is not None:
        part.hidden.append(reason_of(resource))
    elif resource.kind == _ROUTE:
        blackhole = fields.flag("Blackhole", default=False) == Known(True)  # noqa: FBT003 - a value
        destination = fields.text("DestinationCidrBlock")
        part.routes.append(
            TransitRoute(origin=resource.origin, destination=destination, attachment=attachment, blackhole=blackhole)
        )
    elif not isinstance(attachment, Known):
        part.hidden.append(attachment)
    else:
        (part.associations if resource.kind == _ASSOCIATION else part.propagations).append(attachment.value)


def _table(key: str, resource: Resource, gateway: Value[str], part: _Parts) -> TransitRouteTable:
    foreign = [] if not isinstance(gateway, Known) or gateway.value else [outside("its gateway")]
    return TransitRouteTable(
        id=key,
        origin=resource.origin,
        gateway=gateway,
        associations=tuple(part.associations),
        propagations=tuple(part.propagations),
        routes=tuple(part.routes),
        hidden=(*part.hidden, *foreign),
    )
