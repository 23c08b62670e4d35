"""The seal's findings as arrows: which carrier a leak takes, and which one the internet comes in by."""

from __future__ import annotations

from sealane.drawing.carriers import Carrier
from sealane.drawing.gateways import INTERNET, of_fact, of_gateway, of_load_balancer, of_transit
from sealane.drawing.ground import Ground, text
from sealane.reachability.blocks.leaks import (
    InternetByIpv6,
    InternetByNat,
    InternetByNatInstance,
    InternetByPublicAddress,
    InternetByTransit,
    ReachableFromInternet,
)
from sealane.verdicts.trace import Block
from sealane.world.gateways import Gateway
from sealane.world.transit import TransitGateway


def carrier_of_leak(block: Block, vpc: str, ground: Ground) -> Carrier | None:
    """Return the carrier through which the seal is open; `None` for a block that is no leak."""
    match block:
        case InternetByNat(nat=nat):
            return of_fact(nat, vpc, ground)
        case InternetByNatInstance(forwarder=forwarder):
            return of_fact(forwarder, vpc, ground)
        case InternetByPublicAddress(gateway=gateway) | InternetByIpv6(gateway=gateway):
            return of_gateway(gateway)
        case InternetByTransit():
            return _by_transit(block, vpc, ground)
        case ReachableFromInternet(entrance=entrance):
            if isinstance(entrance, Gateway):
                return of_gateway(entrance)
            return of_load_balancer(entrance, ground.gate_of(vpc))
        case _:
            return None


def _by_transit(block: InternetByTransit, vpc: str, ground: Ground) -> Carrier | None:
    gateway = ground.world.find(TransitGateway, block.route.target)
    if isinstance(block.exit_by, TransitGateway):
        return of_transit(block.exit_by, vpc, ground, outside=INTERNET)
    if not hasattr(gateway, "value"):
        fact = ground.named(text(block.route.target))
        return None if fact is None else of_fact(fact, vpc, ground)
    return of_transit(gateway.value, vpc, ground, outside=INTERNET)
