"""What else stands at a VPC and in it, although no step takes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sealane.drawing.carriers import Carrier, CarrierKind
from sealane.drawing.gateways import of_endpoint, of_fact, of_transit
from sealane.drawing.ground import Ground
from sealane.world.gateways import PeeringConnection
from sealane.world.values import Known


def surrounding(vpc: str, ground: Ground) -> Iterator[Carrier]:
    """Yield every endpoint, gateway and connection of a VPC as a carrier."""
    if not vpc:
        return
    for endpoint in ground.endpoints_of(vpc):
        yield of_endpoint(endpoint)
    for nat in ground.nat_gateways_of(vpc):
        yield of_fact(nat, vpc, ground)
    for gateway in ground.gateways_of(vpc):
        yield of_fact(gateway, vpc, ground)
    for transit in ground.transit_gateways_of(vpc):
        yield of_transit(transit, vpc, ground)
    for peering in ground.world.table(PeeringConnection).values():
        if Known(vpc) in (peering.requester, peering.accepter):
            yield of_fact(peering, vpc, ground)


def told_already(carrier: Carrier, others: Iterable[Carrier]) -> bool:
    """Tell whether a gateway that no step takes stands in the picture for another reason.

    An internet gateway is the gate behind a NAT gateway; a transit gateway leads somewhere else too.
    """
    if carrier.kind is CarrierKind.INTERNET_GATEWAY:
        return any(carrier.name == other.gate for other in others)
    if carrier.kind in {CarrierKind.TRANSIT, CarrierKind.PEERING}:
        return any(carrier is not other and carrier.name == other.name for other in others)
    return False
