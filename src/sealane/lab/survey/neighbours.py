"""Which VPCs packets may get to from some: by peering connections and transit gateways."""

from __future__ import annotations

from collections.abc import Iterable

from sealane.lab.survey.known import known
from sealane.world.gateways import PeeringConnection
from sealane.world.transit import AttachmentKind, TransitAttachment
from sealane.world.world import World


def connected(world: World, vpcs: Iterable[str]) -> frozenset[str]:
    """Return these VPCs and all that are connected to them, however many others lie between."""
    bundles = [{known(one.requester, ""), known(one.accepter, "")} for one in world.table(PeeringConnection).values()]
    gateways: dict[str, set[str]] = {}
    for one in world.table(TransitAttachment).values():
        if one.kind is AttachmentKind.VPC:
            gateways.setdefault(known(one.gateway, ""), set()).add(known(one.resource, ""))
    bundles += gateways.values()
    bundles = [bundle - {""} for bundle in bundles]
    found = set(vpcs) - {""}
    grown = True
    while grown:
        grown = False
        for bundle in bundles:
            if found & bundle and not bundle <= found:
                found |= bundle
                grown = True
    return frozenset(found)


def peers_of(world: World, vpc: str) -> frozenset[str]:
    """Return the VPCs that an active peering connection leads to.

    https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
    """
    found = set()
    for one in world.table(PeeringConnection).values():
        ends = {known(one.requester, ""), known(one.accepter, "")}
        if known(one.status, "") == "active" and vpc in ends:
            found |= ends - {vpc, ""}
    return frozenset(found)
