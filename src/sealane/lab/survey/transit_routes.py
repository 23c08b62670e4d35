"""The table by which a transit gateway routes what comes from an attachment.

https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.blueprint.addresses import Network
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.known import known, network_of, networks_of, unknowns
from sealane.lab.survey.land import Land
from sealane.world.transit import AttachmentKind, TransitAttachment, TransitGateway, TransitRouteTable
from sealane.world.vpcs import Vpc

# What may lead anywhere, in the place of an attachment.
BLACK_HOLE = ""
_IPV4 = 4


def routes_for(land: Land, gateway: TransitGateway, attachment: str) -> tuple[dict[Network, str], tuple[Undrawn, ...]]:
    """Return the attachment for each block, as what comes from an attachment is routed; static routes come first."""
    table, undrawn = _table_of(land, gateway, attachment)
    if table is None:
        return {}, undrawn
    static: dict[Network, str] = {}
    propagated: dict[Network, str] = {}
    said = list(undrawn)
    for reason in table.hidden:
        said += unknowns(f"table {table.origin.name}", reason)
    for route in table.routes:
        block = network_of(known(route.destination, ""))
        what = f"route {route.origin.name}"
        missing = list(unknowns(what, route.destination, *(() if route.blackhole else (route.attachment,))))
        said += missing
        if block is not None and not missing:
            target = BLACK_HOLE if route.blackhole else known(route.attachment, "")
            (propagated if route.propagated else static)[block] = target
    for block, target in _propagated(land, gateway, table):
        if propagated.setdefault(block, target) != target:
            said.append(Undrawn(what=f"table {table.origin.name}", why=f"two attachments propagate {block}"))
    routes = {**propagated, **static}
    return {block: target for block, target in routes.items() if block.version == _IPV4}, tuple(said)


def _table_of(
    land: Land, gateway: TransitGateway, attachment: str
) -> tuple[TransitRouteTable | None, tuple[Undrawn, ...]]:
    """Return the table that an attachment is associated with: one at most, and without it everything is dropped."""
    tables = [one for one in land.world.table(TransitRouteTable).values() if known(one.gateway, "") == gateway.id]
    for one in tables:
        if attachment in one.associations:
            return one, ()
    undrawn = tuple(unknowns(f"transit gateway {gateway.origin.name}", gateway.association_table))
    if known(gateway.association_table, ""):
        undrawn = (Undrawn(what=f"table of attachment {attachment}", why="no table of the source says that it is its"),)
    return None, undrawn


def _propagated(land: Land, gateway: TransitGateway, table: TransitRouteTable) -> Iterator[tuple[Network, str]]:
    """Yield the blocks of the VPCs whose attachments propagate into a table."""
    for key in table.propagations:
        one = land.world.table(TransitAttachment).get(key)
        if one is None or one.kind is not AttachmentKind.VPC or known(one.gateway, "") != gateway.id:
            continue
        vpc = land.world.table(Vpc).get(known(one.resource, ""))
        for block in networks_of(known(vpc.cidrs, ()) if vpc else ()):
            yield block, key
