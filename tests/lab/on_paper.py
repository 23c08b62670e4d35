"""A kernel on paper: what becomes of single packets in a blueprint, worked out instead of sent.

It knows what the vocabulary promises and nothing of AWS, so a blueprint can be judged where no kernel is at hand, and a
disagreement with the kernel is a fault of whoever built it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from ipaddress import ip_address, ip_network

from sealane.lab.blueprint.addresses import Address, Network
from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.gates import Gate, Match, Outcome, Side
from sealane.lab.blueprint.routes import MAIN_TABLE, RouteKind, Way
from sealane.lab.blueprint.spaces import Space

TCP, UDP = 6, 17
_HOPS = 24


@dataclass(frozen=True, slots=True)
class Letter:
    """One packet."""

    source: Address
    destination: Address
    protocol: int = TCP
    source_port: int = 40000
    port: int = 443

    @property
    def answer(self) -> Letter:
        """The packet that answers it."""
        return Letter(self.destination, self.source, self.protocol, self.port, self.source_port)


@dataclass(frozen=True, slots=True)
class Arrived:
    """Where a packet came to, and how it looked there."""

    space: str
    letter: Letter


@lru_cache(maxsize=65536)
def _inside(address: Address, block: str) -> bool:
    return address in ip_network(block)


class PaperKernel:
    """The spaces of a blueprint, with what they remember of connections."""

    def __init__(self, blueprint: Blueprint) -> None:
        """Index a blueprint."""
        self.blueprint = blueprint
        self.spaces: dict[str, Space] = {space.name: space for space in blueprint.spaces}
        self.other: dict[tuple[str, str], tuple[str, str]] = {}
        self.addresses: dict[str, set[Address]] = defaultdict(set)
        for link in blueprint.links:
            for one, two in ((link.one, link.other), (link.other, link.one)):
                self.other[one.space, one.device] = (two.space, two.device)
                self.addresses[one.space] |= {assigned.ip for assigned in one.addresses}
        for space in blueprint.spaces:
            self.addresses[space.name] |= {assigned.ip for assigned in space.own}
        self.ways: dict[tuple[str, int], list[Way]] = defaultdict(list)
        for way in blueprint.ways:
            self.ways[way.space, way.table].append(way)
        self.tables = {(one.space, one.arriving_on): one.table for one in blueprint.lookups}
        self.gates: dict[tuple[str, Side], list[Gate]] = defaultdict(list)
        for gate in blueprint.gates:
            self.gates[gate.space, gate.side].append(gate)
        self.masquerading = {one.space for one in blueprint.masquerades}
        self.memory: dict[str, dict[Letter, Letter]] = defaultdict(dict)

    def space_with(self, address: Address) -> str:
        """Return the space that has an address; empty when none has."""
        return next((name for name, own in self.addresses.items() if address in own), "")

    def send(self, space: str, letter: Letter) -> Arrived | None:
        """Send a packet from a space; `None` when it is lost."""
        device = ""
        for _ in range(_HOPS):
            before = letter
            known = self._answers(space, letter)
            letter = self.memory[space].get(letter, letter) if device and space in self.masquerading else letter
            letter = self._paired(space, device, letter, arriving=True)
            if device and not self._pass(Side.ARRIVING, space, letter, device, "", known=known):
                return None
            if device and self._is_own(space, letter.destination):
                self._remember(space, before, letter)
                return Arrived(space, letter)
            if device and not self.spaces[space].forwards:
                return None
            way = self._way(space, device, letter.destination)
            if way is None or way.kind is RouteKind.BLACKHOLE:
                return None
            if device and not self._pass(Side.PASSING, space, letter, device, way.device, known=known):
                return None
            if not self._pass(Side.LEAVING, space, letter, device, way.device, known=known):
                return None
            letter = self._masqueraded(space, way.device, letter, known=known)
            letter = self._paired(space, way.device, letter, arriving=False)
            if not known:
                self._remember(space, before, letter)
            space, device = self.other[space, way.device]
        return None

    def _remember(self, space: str, before: Letter, after: Letter) -> None:
        """Remember the answer that a packet's way out asks for, and what it becomes."""
        self.memory[space][after.answer] = before.answer

    def _answers(self, space: str, letter: Letter) -> bool:
        return letter in self.memory[space]

    def _is_own(self, space: str, address: Address) -> bool:
        if address in self.addresses[space]:
            return True
        blocks = [ip_network(one) for one in self.spaces[space].answers_for if _inside(address, one)]
        longest = max((block.prefixlen for block in blocks), default=-1)
        return longest >= 0 and all(
            way.destination.prefixlen <= longest
            for way in self.ways[space, MAIN_TABLE]
            if _inside(address, str(way.destination))
        )

    def _way(self, space: str, device: str, address: Address) -> Way | None:
        table = self.tables.get((space, device), MAIN_TABLE) if device else MAIN_TABLE
        found = [way for way in self.ways[space, table] if _in(address, way.destination)]
        return max(found, key=lambda way: way.destination.prefixlen, default=None)

    def _pass(self, side: Side, space: str, letter: Letter, arriving: str, leaving: str, *, known: bool) -> bool:
        return all(
            (gate.tracked and known) or self._decides(gate, letter, arriving, leaving)
            for gate in self.gates.get((space, side), ())
        )

    def _decides(self, gate: Gate, letter: Letter, arriving: str, leaving: str) -> bool:
        for rule in gate.rules:
            if self._matches(rule.match, letter, arriving, leaving):
                return rule.outcome is Outcome.ACCEPT
        return gate.otherwise is Outcome.ACCEPT

    def _matches(self, match: Match, letter: Letter, arriving: str, leaving: str) -> bool:
        sources = (*match.sources, *self.blueprint.sets.get(match.source_set, ()))
        destinations = (*match.destinations, *self.blueprint.sets.get(match.destination_set, ()))
        return (
            (not match.arriving_on or arriving in match.arriving_on)
            and (not match.leaving_by or leaving in match.leaving_by)
            and _among(letter.source, sources, named=bool(match.sources or match.source_set))
            and _among(letter.destination, destinations, named=bool(match.destinations or match.destination_set))
            and (match.ipv6 is None or match.ipv6 is (letter.source.version == 6))
            and (match.protocol is None or match.protocol == letter.protocol)
            and _in_range(letter.port, match.destination_ports)
            and _in_range(letter.source_port, match.source_ports)
            and match.icmp_type is None
        )

    def _masqueraded(self, space: str, device: str, letter: Letter, *, known: bool) -> Letter:
        for one in self.blueprint.masquerades:
            same = one.address.version == letter.source.version
            if one.space == space and one.leaving_by == device and same and not known:
                return replace(letter, source=one.address)
        return letter

    def _paired(self, space: str, device: str, letter: Letter, *, arriving: bool) -> Letter:
        for one in self.blueprint.pairings:
            if one.space == space and one.outside_device == device:
                if arriving and letter.destination == one.outside:
                    return replace(letter, destination=one.inside)
                if not arriving and letter.source == one.inside:
                    return replace(letter, source=one.outside)
        return letter


def _in(address: Address, block: Network) -> bool:
    return address.version == block.version and address in block


def _among(address: Address, blocks: Iterable[str], *, named: bool) -> bool:
    return not named or any(_inside(address, block) for block in blocks)


def _in_range(port: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return not ranges or any(low <= port <= high for low, high in ranges)


@dataclass(frozen=True, slots=True)
class Crossing:
    """What became of a flow: where it came to, and whether its answer came back; an empty space is nowhere."""

    space: str = ""
    back: bool = False


def crossing(blueprint: Blueprint, space: str, letter: Letter) -> Crossing:
    """Send a packet from a space into a fresh network, and its answer back."""
    kernel = PaperKernel(blueprint)
    there = kernel.send(space, letter)
    if there is None:
        return Crossing()
    answer = kernel.send(there.space, there.letter.answer)
    return Crossing(there.space, answer is not None and answer.space == space and answer.letter == letter.answer)


def address_in(blueprint: Blueprint, space: str, *, ipv6: bool = False) -> Address:
    """Return the address on the cable of a space."""
    found = [
        assigned.ip
        for link in blueprint.links
        for end in (link.one, link.other)
        if end.space == space
        for assigned in end.addresses
    ]
    return next(one for one in found if (one.version == 6) is ipv6)


def letter(source: Address, destination: str | Address, port: int = 443, **more: int) -> Letter:
    """Write a packet."""
    return Letter(source, ip_address(str(destination)), port=port, **more)
