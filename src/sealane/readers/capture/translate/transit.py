"""Transit gateways with attachments and route tables, to facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sealane.readers.capture.translate.shelf import Answer, Shelf, Unclaimed, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.gaps import Gap, Noun
from sealane.world.transit import AttachmentKind, TransitAttachment, TransitGateway, TransitRoute, TransitRouteTable
from sealane.world.values import Known, Unread, Value

_ATTACHMENTS = "ec2:DescribeTransitGatewayAttachments"
_VPC_ATTACHMENTS = "ec2:DescribeTransitGatewayVpcAttachments"
_ROUTES = "ec2:SearchTransitGatewayRoutes"
_ASSOCIATIONS = "ec2:GetTransitGatewayRouteTableAssociations"
_PROPAGATIONS = "ec2:GetTransitGatewayRouteTablePropagations"
_TABLES, _TABLES_KEY = "ec2:DescribeTransitGatewayRouteTables", "TransitGatewayRouteTables"
_TABLE = r"tgw-rtb-[0-9a-f]+"
_GONE = frozenset({"deleted", "deleting", "failed", "failing", "rejected", "rejecting"})


def transit_gateways(shelf: Shelf) -> Iterator[TransitGateway]:
    """Yield the gateways: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayOptions.html."""
    for node in shelf.nodes("ec2:DescribeTransitGateways", "TransitGateways"):
        if node.text("State") in _GONE:
            continue
        key, options = key_of(node, "TransitGatewayId"), node.node("Options")
        associates = options.text("DefaultRouteTableAssociation") == "enable"
        propagates = options.text("DefaultRouteTablePropagation") == "enable"
        yield TransitGateway(
            id=key,
            origin=origin_of(node.text("TransitGatewayArn") or key, node),
            association_table=Known(options.text("AssociationDefaultRouteTableId") if associates else ""),
            propagation_table=Known(options.text("PropagationDefaultRouteTableId") if propagates else ""),
        )


def transit_attachments(shelf: Shelf) -> Iterator[TransitAttachment]:
    """Yield the attachments that are not gone.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayAttachment.html
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayVpcAttachment.html
    """
    of_vpcs = {
        key_of(node, "TransitGatewayAttachmentId"): node
        for node in shelf.nodes(_VPC_ATTACHMENTS, "TransitGatewayVpcAttachments")
    }
    every = {
        key_of(node, "TransitGatewayAttachmentId"): node
        for node in shelf.nodes(_ATTACHMENTS, "TransitGatewayAttachments")
    }
    for key, node in (of_vpcs | every).items():
        if node.text("State") not in _GONE:
            yield _attachment(key, node, of_vpcs, shelf)


def transit_route_tables(shelf: Shelf) -> Iterator[TransitRouteTable]:
    """Yield the tables with what is known of their routes.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRouteTable.html
    """
    by_table = {call: _by_table(shelf, call) for call in (_ROUTES, _ASSOCIATIONS, _PROPAGATIONS)}
    associated = _associated(shelf)
    for node in shelf.nodes(_TABLES, _TABLES_KEY):
        key = key_of(node, "TransitGatewayRouteTableId")
        if node.text("State") in _GONE:
            continue
        searches = by_table[_ROUTES].get(key, ())
        own = _attachments_of(by_table[_ASSOCIATIONS].get(key, ()), "Associations")
        yield TransitRouteTable(
            id=key,
            origin=origin_of(node.text("TransitGatewayRouteTableArn") or key, node),
            gateway=Known(node.text("TransitGatewayId")),
            associations=tuple(dict.fromkeys((*own, *associated.get(key, ())))),
            propagations=_attachments_of(by_table[_PROPAGATIONS].get(key, ()), "TransitGatewayRouteTablePropagations"),
            routes=tuple(_route(route, key) for answer in searches for route in answer.node.nodes("Routes")),
            hidden=_hidden(shelf, key, searches),
        )


def _attachment(key: str, node: Node, of_vpcs: Mapping[str, Node], shelf: Shelf) -> TransitAttachment:
    of_vpc = of_vpcs.get(key)
    written = node.text("ResourceType", AttachmentKind.VPC if of_vpc is node else "")
    kind = AttachmentKind(written) if written in set(AttachmentKind) else AttachmentKind.OTHER
    subnets: Value[tuple[str, ...]] = Known(())
    appliance: Value[bool] = Known(False)  # noqa: FBT003 - nothing but a VPC has the mode
    if kind is AttachmentKind.VPC:
        why = shelf.why_not(_VPC_ATTACHMENTS)
        subnets = Known(of_vpc.texts("SubnetIds")) if of_vpc else why
        appliance = Known(of_vpc.node("Options").text("ApplianceModeSupport") == "enable") if of_vpc else why
    resource = node.text("ResourceId") or (of_vpc.text("VpcId") if of_vpc else "")
    return TransitAttachment(
        id=key,
        origin=origin_of(key, node),
        gateway=Known(node.text("TransitGatewayId")),
        kind=kind,
        resource=Known(resource) if resource else Unread("the answer does not name what is attached"),
        subnets=subnets,
        appliance_mode=appliance,
    )


def _route(node: Node, table: str) -> TransitRoute:
    """Return the route: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRoute.html."""
    destination = node.text("DestinationCidrBlock") or node.text("PrefixListId")
    attachments = tuple(key_of(item, "TransitGatewayAttachmentId") for item in node.nodes("TransitGatewayAttachments"))
    target: Value[str] = Known(attachments[0] if attachments else "")
    if len(attachments) > 1:
        target = Unread(f"the route of {table} leads to {len(attachments)} attachments at once")
    return TransitRoute(
        origin=origin_of(table, node),
        destination=Known(destination) if destination else Unread("the answer names no destination", _ROUTES),
        attachment=target,
        blackhole=node.text("State") == "blackhole",
        propagated=node.text("Type") == "propagated",
    )


def _hidden(shelf: Shelf, table: str, searches: tuple[Answer, ...]) -> tuple[Unread, ...]:
    if not searches:
        refused = (answer.call for answer in shelf.every(_ROUTES) if answer.call.refused)
        because = next((f"AWS refused it: {call.error}" for call in refused), "the answer is missing")
        command = f"`aws ec2 search-transit-gateway-routes --transit-gateway-route-table-id {table}`"
        return (Unread(f"{command}: {because}", _ROUTES),)
    if any(answer.node.flag("AdditionalRoutesAvailable", default=False) for answer in searches):
        return (Unread(f"{table} has more routes than one answer holds", _ROUTES),)
    return ()


def _by_table(shelf: Shelf, call: str) -> dict[str, tuple[Answer, ...]]:
    found: dict[str, tuple[Answer, ...]] = {}
    for answer in shelf.answers(call):
        table = answer.parameter("TransitGatewayRouteTableId") or answer.named(_TABLE)
        if table:
            found[table] = (*found.get(table, ()), answer)
        else:
            shelf.unclaimed.append(Unclaimed(answer.call, "which transit gateway route table it is about"))
    return found


def _attachments_of(answers: tuple[Answer, ...], key: str) -> tuple[str, ...]:
    return tuple(
        key_of(node, "TransitGatewayAttachmentId")
        for answer in answers
        for node in answer.node.nodes(key)
        if node.text("State") not in {"disassociated", "disabled"}
    )


def transit_gaps(shelf: Shelf) -> Iterator[Gap]:
    """Yield why an attachment may be associated with a table where none says so.

    Attachments say it themselves, but not in the answer about those of VPCs, and the call for a table's own says it.
    """
    told = _by_table(shelf, _ASSOCIATIONS)
    if all(key_of(node, "TransitGatewayRouteTableId") in told for node in shelf.nodes(_TABLES, _TABLES_KEY)):
        return
    every = [*shelf.nodes(_ATTACHMENTS, "TransitGatewayAttachments")]
    silent = [*shelf.nodes(_VPC_ATTACHMENTS, "TransitGatewayVpcAttachments")] if not every else []
    if silent or any("Association" not in node.members for node in every):
        yield Gap(noun=Noun.TRANSIT_GATEWAYS, why=shelf.why_not(_ASSOCIATIONS))


def _associated(shelf: Shelf) -> dict[str, tuple[str, ...]]:
    """Return the attachments that say themselves which table they are associated with."""
    found: dict[str, tuple[str, ...]] = {}
    for node in shelf.nodes(_ATTACHMENTS, "TransitGatewayAttachments"):
        table = node.node("Association").text("TransitGatewayRouteTableId")
        if table and node.node("Association").text("State") in {"associated", "associating"}:
            found[table] = (*found.get(table, ()), key_of(node, "TransitGatewayAttachmentId"))
    return found
