"""One concrete packet at a time, walked by loops over the facts: slow, plain, and written apart from the engine.

It knows what the small worlds of `small_worlds` can hold, and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv4Network, ip_network
from typing import Any

from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.gateways import Gateway, NatGateway
from sealane.world.interfaces import Instance
from sealane.world.network_acls import NetworkAcl
from sealane.world.prefix_lists import PrefixList
from sealane.world.route_tables import Route, RouteTable
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Value
from sealane.world.world import World

IN, OUT = Direction.INGRESS, Direction.EGRESS
NUMBERS = {"tcp": 6, "udp": 17, "icmp": 1}


@dataclass(frozen=True)
class Place:
    """An interface: its subnet, its groups, its address."""

    subnet: str
    groups: tuple[str, ...] | None
    address: IPv4Address


@dataclass(frozen=True)
class Letter:
    """What is sent: protocol and destination port."""

    protocol: int
    port: int


def known(value: Value[Any]) -> Any:  # noqa: ANN401 - whatever the world holds
    """Take a value of a world in which all are known."""
    assert isinstance(value, Known)
    return value.value


def carries(protocol: str, low: int, high: int, letter: Letter) -> bool:
    """Tell whether a rule's protocol and ports are those of a packet."""
    if protocol == "-1":
        return True
    number = NUMBERS.get(protocol, int(protocol) if protocol.isdigit() else -1)
    if number != letter.protocol:
        return False
    return number == 1 or low <= letter.port <= high


@cache
def in_block(block: str, address: IPv4Address) -> bool:
    """Tell whether a block holds an IPv4 address."""
    network = ip_network(block)
    return isinstance(network, IPv4Network) and address in network


class Walker:
    """Walks packets through one world."""

    def __init__(self, world: World) -> None:
        """Start with the world."""
        self.world = world

    def addresses(self, subnet: str) -> list[IPv4Address]:
        """List what interfaces of a subnet may have: all but the first four addresses and the last."""
        return list(IPv4Network(known(self.world.table(Subnet)[subnet].cidr)))[4:-1]

    def group_passes(self, groups: Iterable[str] | None, way: Direction, other: Place, letter: Letter) -> bool:
        """Tell whether any rule of any group lets a packet from or to another place pass."""
        if groups is None:
            return True
        rules = [rule for key in groups for rule in self.world.table(SecurityGroup)[key].rules]
        return any(self._rule(rule, other, letter) for rule in rules if rule.direction is way)

    def _rule(self, rule: GroupRule, other: Place, letter: Letter) -> bool:
        if not carries(known(rule.protocol), known(rule.from_port), known(rule.to_port), letter):
            return False
        peer = known(rule.peer)
        if rule.kind is PeerKind.GROUP:
            return peer in (other.groups or ())
        blocks = known(self.world.table(PrefixList)[peer].cidrs) if rule.kind is PeerKind.PREFIX_LIST else (peer,)
        return any(in_block(block, other.address) for block in blocks)

    def acl_passes(self, subnet: str, way: Direction, other: IPv4Address, letter: Letter) -> bool:
        """Tell whether the first matching entry of a subnet's ACL allows a packet."""
        acls = self.world.table(NetworkAcl).values()
        acl = next((one for one in acls if subnet in one.subnets), None) or next(one for one in acls if one.default)
        for entry in sorted(acl.entries, key=lambda one: int(known(one.number))):
            if entry.direction is not way or not in_block(known(entry.cidr), other):
                continue
            if carries(known(entry.protocol), known(entry.from_port), known(entry.to_port), letter):
                return bool(known(entry.allow))
        return False

    def table_of(self, subnet: str) -> RouteTable:
        """Return the route table of a subnet, or the main one."""
        tables = self.world.table(RouteTable).values()
        named = next((one for one in tables if subnet in one.subnets), None)
        return named or next(one for one in tables if one.main)

    def route(self, subnet: str, address: IPv4Address) -> Route | Endpoint | str | None:
        """Return what an address is routed to: `local`, a gateway endpoint, a route, or nothing."""
        table = self.table_of(subnet)
        found: list[tuple[int, int, Route | Endpoint | str]] = (
            [(16, 1, "local")] if in_block("10.0.0.0/16", address) else []
        )
        for route in table.routes:
            block = IPv4Network(known(route.destination))
            found += [(block.prefixlen, 0, route)] if address in block else []
        for endpoint in self.world.table(Endpoint).values():
            if endpoint.kind is EndpointKind.GATEWAY and table.id in known(endpoint.route_tables):
                listed = self.world.table(PrefixList).values()
                blocks = [
                    IPv4Network(one) for two in listed if two.name == endpoint.service_name for one in known(two.cidrs)
                ]
                found += [(block.prefixlen, 2, endpoint) for block in blocks if address in block]
        found.sort(key=lambda one: (-one[0], one[1]))
        return found[0][2] if found else None

    def attached(self, key: str) -> bool:
        """Tell whether a gateway is attached to the VPC."""
        return "vpc" in known(self.world.table(Gateway)[key].vpcs)

    def reaches(self, source: Place, target: Place, letter: Letter) -> bool:
        """Tell whether a packet gets from one place of the VPC to another."""
        if not self.group_passes(source.groups, OUT, target, letter):
            return False
        if source.subnet != target.subnet:
            if not self.acl_passes(source.subnet, OUT, target.address, letter):
                return False
            if self.route(source.subnet, target.address) != "local":
                return False
            if not self.acl_passes(target.subnet, IN, source.address, letter):
                return False
        return self.group_passes(target.groups, IN, source, letter)

    def answers(self, source: Place, target: Place, letter: Letter) -> bool:
        """Tell whether an answer gets back; groups remember, ACLs do not."""
        if source.subnet == target.subnet:
            return True
        out = self.acl_passes(target.subnet, OUT, source.address, letter)
        return out and self.acl_passes(source.subnet, IN, target.address, letter)

    def leaves(self, source: Place, address: IPv4Address, letter: Letter) -> str:
        """Return by what a packet gets out to a public address, empty when it does not."""
        outside = Place("", (), address)
        if not self.group_passes(source.groups, OUT, outside, letter):
            return ""
        if not self.acl_passes(source.subnet, OUT, address, letter):
            return ""
        route = self.route(source.subnet, address)
        if not isinstance(route, Route) or not route.active:
            return ""
        target = known(route.target)
        if target in self.world.table(Gateway):
            public = known(self.world.table(Service)["app"].public_address)
            return "address" if public and self.attached(target) else ""
        if target in self.world.table(NatGateway):
            return "nat" if self._by_nat(source, address, letter, target) else ""
        return "instance" if self._by_instance(source, address, letter, target) else ""

    def _by_nat(self, source: Place, address: IPv4Address, letter: Letter, key: str) -> bool:
        nat = self.world.table(NatGateway)[key]
        subnet = known(nat.subnet)
        if not known(nat.public) or letter.protocol not in (1, 6, 17):
            return False
        return self._onward(source, subnet, address, letter)

    def _onward(self, source: Place, subnet: str, address: IPv4Address, letter: Letter) -> bool:
        if subnet != source.subnet and not self.acl_passes(subnet, IN, source.address, letter):
            return False
        if not self.acl_passes(subnet, OUT, address, letter):
            return False
        route = self.route(subnet, address)
        if not isinstance(route, Route) or not route.active or known(route.target) not in self.world.table(Gateway):
            return False
        return self.attached(known(route.target))

    def _by_instance(self, source: Place, address: IPv4Address, letter: Letter, key: str) -> bool:
        instance = self.world.table(Instance)[key]
        if known(instance.check) or not known(instance.public):
            return False
        groups = known(instance.security_groups)
        passes = self.group_passes(groups, IN, source, letter)
        if not passes or not self.group_passes(groups, OUT, Place("", (), address), letter):
            return False
        return self._onward(source, known(instance.subnet), address, letter)

    def enters(self, place: Place, address: IPv4Address, letter: Letter) -> bool:
        """Tell whether a packet from a public address reaches a place by its own public address."""
        route = self.route(place.subnet, address)
        if not known(self.world.table(Service)["app"].public_address) or not isinstance(route, Route):
            return False
        target = known(route.target)
        if not route.active or target not in self.world.table(Gateway) or not self.attached(target):
            return False
        if not self.acl_passes(place.subnet, IN, address, letter):
            return False
        return self.group_passes(place.groups, IN, Place("", (), address), letter)

    def borders(self) -> Iterator[IPv4Address]:
        """Yield the addresses at the borders of every block in the world, and their neighbours."""
        rules = [rule for group in self.world.table(SecurityGroup).values() for rule in group.rules]
        entries = [entry for acl in self.world.table(NetworkAcl).values() for entry in acl.entries]
        routes = [route for table in self.world.table(RouteTable).values() for route in table.routes]
        lists = [block for one in self.world.table(PrefixList).values() for block in known(one.cidrs)]
        blocks = [known(rule.peer) for rule in rules if rule.kind is PeerKind.CIDR]
        blocks += [known(entry.cidr) for entry in entries] + [known(route.destination) for route in routes] + lists
        for block in sorted({one for one in blocks if ":" not in one}):
            network = IPv4Network(block)
            for number in (int(network[0]) - 1, int(network[0]), int(network[-1]), int(network[-1]) + 1):
                address = IPv4Address(min(max(number, 0), (1 << 32) - 1))
                if address.is_global:
                    yield address
        yield from map(IPv4Address, ("1.0.0.1", "52.216.0.9", "203.1.0.1"))
