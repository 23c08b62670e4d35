"""A world to its bill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sealane.pricing import endpoints, hosted_zones, load_balancers, nat_gateways, stores, tasks, traffic, transit
from sealane.pricing.bill import Absent, Bill, Line, Omission
from sealane.pricing.places import looked_up
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Noun
from sealane.world.gateways import NatGateway
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.load_balancers import LoadBalancer
from sealane.world.stores import FileSystem, Key, Repository, Secret
from sealane.world.values import Known, Origin
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.pricing.price_list import PriceList
    from sealane.pricing.usage import Usage

ALWAYS: Final = tuple(
    Absent(omission=one)
    for one in (
        Omission.TAXES,
        Omission.DISCOUNTS,
        Omission.FREE_TIER,
        Omission.INTERNET_TRAFFIC,
        Omission.REQUESTS,
    )
)
_BILLED: Final = {
    Noun.SERVICES,
    Noun.TASK_DEFINITIONS,
    Noun.ENDPOINTS,
    Noun.NAT_GATEWAYS,
    Noun.LOAD_BALANCERS,
    Noun.TRANSIT_GATEWAYS,
    Noun.HOSTED_ZONES,
    Noun.SECRETS,
    Noun.KEYS,
    Noun.REPOSITORIES,
}
_OWNED: Final = (Endpoint, NatGateway, LoadBalancer, Secret, Key, Repository)


def bill_of(world: World, prices: PriceList, usage: Usage) -> Bill:
    """Return the bill of what a world shows; what is looked up and not made by the source is somebody else's."""
    return Bill(
        source=world.source,
        lines=tuple(_lines(world, prices, usage)),
        absent=(*_absent(world), *ALWAYS),
        usage=usage,
        prices=prices,
    )


def _lines(world: World, prices: PriceList, usage: Usage) -> Iterator[Line]:
    yield from tasks.lines(world, prices, usage)
    yield from endpoints.lines(world, prices)
    yield from nat_gateways.lines(world, prices)
    yield from load_balancers.lines(world, prices, usage)
    yield from transit.lines(world, prices, usage)
    yield from hosted_zones.lines(world, prices)
    yield from stores.lines(world, prices, usage)
    yield from traffic.lines(world, prices, usage)


def _absent(world: World) -> Iterator[Absent]:
    for gap in world.gaps:
        if gap.noun in _BILLED:
            origins = (Origin(gap.scope),) if gap.scope else ()
            yield Absent(omission=Omission.NOT_SEEN, origins=origins, why=f"{gap.noun}: {gap.why.reason}")
    found = tuple(fact.origin for kind in _OWNED for key, fact in world.table(kind).items() if looked_up(world, key))
    if found:
        yield Absent(omission=Omission.LOOKED_UP, origins=found)
    for kind, omission in ((FileSystem, Omission.FILE_SYSTEMS), (Instance, Omission.INSTANCES)):
        if there := tuple(fact.origin for fact in world.table(kind).values()):
            yield Absent(omission=omission, origins=there)
    if addresses := tuple(_addresses(world)):
        yield Absent(omission=Omission.OTHER_ADDRESSES, origins=addresses)
    yield from endpoints.absent(world)
    yield from load_balancers.absent(world)
    yield from transit.absent(world)
    yield from hosted_zones.absent(world)


def _addresses(world: World) -> Iterator[Origin]:
    """Yield the interfaces with public addresses that are of no NAT gateway, which has its own line."""
    for interface in world.table(NetworkInterface).values():
        if interface.public_address != Known("") and interface.kind == "interface" and interface.instance == Known(""):
            yield interface.origin
