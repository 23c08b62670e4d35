"""Transit gateways from what several calls tell together."""

from __future__ import annotations

from typing import Any

from sealane.readers.capture.captured import CapturedCall
from sealane.world.gaps import Noun
from sealane.world.transit import AttachmentKind, TransitAttachment, TransitGateway, TransitRouteTable
from sealane.world.values import Known, Unread
from tests.unit.readers.capture.paper import asked, only, plain, refused, world

TABLE = "tgw-rtb-0a1b"
TABLES: dict[str, Any] = {"TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": TABLE, "TransitGatewayId": "t"}]}
ROUTES: dict[str, Any] = {
    "Routes": [
        {
            "DestinationCidrBlock": "0.0.0.0/0",
            "TransitGatewayAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-1"}],
            "Type": "static",
            "State": "active",
        },
        {"DestinationCidrBlock": "10.9.0.0/16", "Type": "static", "State": "blackhole"},
    ],
    "AdditionalRoutesAvailable": False,
}


def test_default_tables_count_only_while_they_are_on() -> None:
    """A gateway that associates by default names the table, one that does not has none."""
    options = {"AssociationDefaultRouteTableId": TABLE, "PropagationDefaultRouteTableId": TABLE}
    options |= {"DefaultRouteTableAssociation": "enable", "DefaultRouteTablePropagation": "disable"}
    gateway = only(world({"TransitGateways": [{"TransitGatewayId": "tgw-1", "Options": options}]}), TransitGateway)
    assert (gateway.association_table, gateway.propagation_table) == (Known(TABLE), Known(""))


def test_attachment_of_a_vpc_has_its_subnets() -> None:
    """The two calls complete each other; without the one for VPCs the subnets are unread."""
    listed = {"TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1", "ResourceType": "vpc"}
    listed |= {"ResourceId": "vpc-1", "State": "available"}
    own: dict[str, Any] = {"TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1", "VpcId": "vpc-1"}
    own |= {"SubnetIds": ["subnet-1"], "Options": {"ApplianceModeSupport": "enable"}}
    every, of_vpcs = {"TransitGatewayAttachments": [listed]}, {"TransitGatewayVpcAttachments": [own]}
    for found in (world(every, of_vpcs), world(of_vpcs)):
        attachment = only(found, TransitAttachment)
        assert (attachment.kind, attachment.resource) == (AttachmentKind.VPC, Known("vpc-1"))
        assert (attachment.subnets, attachment.appliance_mode) == (Known(("subnet-1",)), Known(value=True))
    assert isinstance(only(world(every), TransitAttachment).subnets, Unread)
    vpn = only(world({"TransitGatewayAttachments": [listed | {"ResourceType": "vpn"}]}), TransitAttachment)
    assert (vpn.kind, vpn.subnets) == (AttachmentKind.VPN, Known(()))
    assert world({"TransitGatewayAttachments": [listed | {"State": "deleted"}]}).table(TransitAttachment) == {}


def test_routes_belong_to_the_table_that_was_searched() -> None:
    """The call's parameters or the file's name say which table it is; otherwise its routes are hidden, with a gap."""
    call = asked("ec2:SearchTransitGatewayRoutes", ROUTES, TransitGatewayRouteTableId=TABLE)
    for answer in (call, plain(ROUTES, f"routes/{TABLE}.json"), plain(ROUTES, f"{TABLE}/search.json")):
        table = only(world(TABLES, answer), TransitRouteTable)
        assert table.hidden == ()
        assert [(one.destination, one.attachment, one.blackhole) for one in table.routes] == [
            (Known("0.0.0.0/0"), Known("tgw-attach-1"), False),
            (Known("10.9.0.0/16"), Known(""), True),
        ]
    lost = world(TABLES, plain(ROUTES, "routes.json"))
    assert only(lost, TransitRouteTable).routes == ()
    assert len(only(lost, TransitRouteTable).hidden) == 1
    assert any("routes.json does not say" in gap.why.reason for gap in lost.gaps if gap.noun is Noun.TRANSIT_GATEWAYS)


def test_routes_that_are_not_all_there_are_hidden() -> None:
    """More routes than the answer holds, a refusal, and a search that nobody made are each a reason."""
    more = asked(
        "ec2:SearchTransitGatewayRoutes",
        ROUTES | {"AdditionalRoutesAvailable": True},
        TransitGatewayRouteTableId=TABLE,
    )
    no = refused("ec2:SearchTransitGatewayRoutes", "UnauthorizedOperation", TransitGatewayRouteTableId=TABLE)
    reasons = [only(world(TABLES, *calls), TransitRouteTable).hidden[0].reason for calls in ((more,), (no,), ())]
    assert "more routes" in reasons[0]
    assert "UnauthorizedOperation" in reasons[1]
    assert "missing" in reasons[2]


def test_associations_come_from_either_call() -> None:
    """The attachment says its table itself, and the table says its attachments; propagations only the table."""
    attachment: dict[str, Any] = {
        "TransitGatewayAttachmentId": "tgw-attach-1",
        "ResourceType": "vpc",
        "ResourceId": "vpc-1",
    }
    attachment |= {"Association": {"TransitGatewayRouteTableId": TABLE, "State": "associated"}}
    other = {"TransitGatewayAttachmentId": "tgw-attach-2", "State": "associated"}
    found = world(
        TABLES,
        {"TransitGatewayAttachments": [attachment]},
        plain({"Associations": [other]}, f"{TABLE}-associations.json"),
        plain({"TransitGatewayRouteTablePropagations": [other]}, f"{TABLE}-propagations.json"),
    )
    table = only(found, TransitRouteTable)
    assert set(table.associations) == {"tgw-attach-1", "tgw-attach-2"}
    assert table.propagations == ("tgw-attach-2",)
    apart = attachment | {"Association": {"TransitGatewayRouteTableId": TABLE, "State": "disassociated"}}
    assert only(world(TABLES, {"TransitGatewayAttachments": [apart]}), TransitRouteTable).associations == ()


def test_missing_associations_are_a_gap() -> None:
    """Where neither attachments nor the call for a table's associations say them, that is a gap; else there is none."""

    def gaps(attachment: dict[str, Any], *more: CapturedCall) -> list[str]:
        attachments = [{"TransitGatewayAttachmentId": "tgw-attach-1", **attachment}]
        found = world(TABLES, {"TransitGatewayAttachments": attachments}, *more)
        return [
            gap.why.reason for gap in found.gaps if "get-transit-gateway-route-table-associations" in gap.why.reason
        ]

    assert "missing" in gaps({})[0]
    assert gaps({}, plain({"Associations": []}, f"{TABLE}-associations.json")) == []
    assert gaps({"Association": {"TransitGatewayRouteTableId": TABLE, "State": "associated"}}) == []
