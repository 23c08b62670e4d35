"""A transit gateway between the two VPCs of a random world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.world.transit import (
    AttachmentKind,
    TransitAttachment,
    TransitGateway,
    TransitRoute,
    TransitRouteTable,
)
from sealane.world.values import Known
from sealane.world.world import Fact
from tests.unit.reachability.estate import origin

if TYPE_CHECKING:
    from tests.lab.differential.worlds import Dice


def of_two_vpcs(dice: Dice, shape: Dice) -> list[Fact]:
    """Return the gateway, its attachments, and one table or one for each of them."""
    near = shape.one(("tasks-a",), ("ends-a",), ("public-a", "tasks-b"))
    apart = shape.mostly(0.3)
    made: list[Fact] = [
        TransitGateway(id="tgw", origin=origin("tgw"), association_table=Known("table-vpc")),
        _attachment("attached-vpc", "vpc", near),
        _attachment("attached-far", "far", (shape.one("far-a", "hub-a"),)),
        _table(dice, "table-vpc", ("attached-vpc",) if apart else ("attached-vpc", "attached-far")),
    ]
    if apart:
        made.append(_table(dice, "table-far", ("attached-far",) if dice.mostly(0.9) else ()))
    return made


def _attachment(name: str, vpc: str, subnets: tuple[str, ...]) -> TransitAttachment:
    return TransitAttachment(
        id=name,
        origin=origin(name),
        gateway=Known("tgw"),
        kind=AttachmentKind.VPC,
        resource=Known(vpc),
        subnets=Known(subnets),
    )


def _table(dice: Dice, name: str, associations: tuple[str, ...]) -> TransitRouteTable:
    routes = []
    for block in dice.some(("10.1.0.0/16", "10.0.0.0/16", "10.0.1.0/24", "0.0.0.0/0"), 2):
        # What a gateway sends back to where it came from is nobody's documented case.
        target = dice.one("attached-vpc", "attached-far", "") if block != "0.0.0.0/0" else dice.one("attached-far", "")
        routes.append(
            TransitRoute(
                origin=origin(f"{name} {block}"),
                destination=Known(block),
                attachment=Known(target),
                blackhole=not target,
            )
        )
    return TransitRouteTable(
        id=name,
        origin=origin(name),
        gateway=Known("tgw"),
        associations=associations,
        propagations=tuple(one for one in ("attached-vpc", "attached-far") if dice.mostly(0.85)),
        routes=tuple(routes),
    )
