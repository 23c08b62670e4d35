"""What every part of a picture is made from: the world, and its facts by VPC and by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from sealane.grammar.patterns import pattern
from sealane.reachability.atlas import Atlas, atlas_of
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, GatewayKind, NatGateway, PeeringConnection
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.services import Service
from sealane.world.stores import MountTarget
from sealane.world.subnets import Subnet
from sealane.world.transit import TransitAttachment, TransitGateway
from sealane.world.values import Known, Value
from sealane.world.vpcs import Vpc
from sealane.world.world import Fact, World

OnTheWay = Gateway | NatGateway | PeeringConnection | TransitGateway | MountTarget | NetworkInterface | Instance
_ON_THE_WAY = (Gateway, NatGateway, PeeringConnection, TransitGateway, MountTarget, NetworkInterface, Instance)
_SUFFIX = pattern(r"(?:cn\.)?com\.amazonaws\.(?:[a-z0-9-]+-\d+\.)?(.+)")


class Ground:
    """A world with its facts by VPC and by the name of their origin, each index made when it is first asked for."""

    def __init__(self, world: World) -> None:
        """Start with nothing but the world."""
        self.world = world
        self.atlas: Atlas = atlas_of(world)
        self._named: dict[str, Fact] | None = None
        self._subnets: dict[str, list[Subnet]] | None = None
        self._endpoints: dict[str, list[Endpoint]] | None = None

    def named(self, name: str) -> OnTheWay | None:
        """Return what a hop of a trace stands for, by the name of its origin."""
        if self._named is None:
            tables = [self.world.tables.get(kind, {}) for kind in _ON_THE_WAY]
            self._named = {fact.origin.name: fact for table in tables for fact in table.values()}
        return cast("OnTheWay | None", self._named.get(name))

    def subnets_of(self, vpc: str) -> list[Subnet]:
        """Return the subnets that are known to be in a VPC."""
        if self._subnets is None:
            self._subnets = {}
            for subnet in self.world.table(Subnet).values():
                self._subnets.setdefault(text(subnet.vpc), []).append(subnet)
        return self._subnets.get(vpc, [])

    def endpoints_of(self, vpc: str) -> list[Endpoint]:
        """Return the endpoints that are known to be in a VPC."""
        if self._endpoints is None:
            self._endpoints = {}
            for endpoint in self.world.table(Endpoint).values():
                self._endpoints.setdefault(text(endpoint.vpc), []).append(endpoint)
        return self._endpoints.get(vpc, [])

    def nat_gateways_of(self, vpc: str) -> list[NatGateway]:
        """Return the NAT gateways of a VPC, in its subnets or of all of it."""
        keys = {subnet.id for subnet in self.subnets_of(vpc)}
        every = self.world.table(NatGateway).values()
        return [one for one in every if text(one.subnet) in keys or (text(one.vpc) and text(one.vpc) == vpc)]

    def gateways_of(self, vpc: str) -> list[Gateway]:
        """Return the gateways that are attached to a VPC."""
        every = self.world.table(Gateway).values()
        return [one for one in every if isinstance(one.vpcs, Known) and vpc in one.vpcs.value]

    def gate_of(self, vpc: str) -> str:
        """Return the name of a VPC's internet gateway, empty for none."""
        gates = (one for one in self.gateways_of(vpc) if one.kind is GatewayKind.INTERNET)
        return next((one.origin.name for one in gates), "")

    def transit_gateways_of(self, vpc: str) -> Iterator[TransitGateway]:
        """Yield the transit gateways that a VPC is attached to."""
        for attachment in self.world.table(TransitAttachment).values():
            if attachment.resource == Known(vpc):
                gateway = self.world.find(TransitGateway, attachment.gateway)
                if isinstance(gateway, Known):
                    yield gateway.value

    def name_of_vpc(self, vpc: str) -> str:
        """Return how the source calls a VPC."""
        found = self.world.table(Vpc).get(vpc)
        return vpc if found is None else found.origin.name

    def home_of(self, service: Service) -> str:
        """Return the key of the VPC that a service's tasks are placed in, empty when nobody knows."""
        for key in places_of(service):
            subnet = self.world.table(Subnet).get(key)
            if subnet is not None and isinstance(subnet.vpc, Known):
                return subnet.vpc.value
        return ""


def places_of(service: Service) -> tuple[str, ...]:
    """Return the keys of a service's subnets, as far as they are known."""
    return tuple(dict.fromkeys(each(service.subnets)))


def suffix_of(service_name: str) -> str:
    """Return an endpoint service's name without AWS's prefix and the Region: `ecr.api`."""
    found = _SUFFIX.fullmatch(service_name)
    return found[1] if found else service_name


def text(value: Value[str]) -> str:
    """Return a text that is known, else an empty one."""
    return value.value if isinstance(value, Known) else ""


def each(value: Value[tuple[str, ...]]) -> tuple[str, ...]:
    """Return keys that are known, else none."""
    return value.value if isinstance(value, Known) else ()
