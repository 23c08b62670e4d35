"""Whose an address is in a lab, in words that stand in a file of packets; what is outside of it has no owner."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Final

from sealane.lab.blueprint.addresses import Address
from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.listeners import Stands
from sealane.lab.blueprint.spaces import Space, SpaceKind

NAME_SERVER: Final = "name server"
"""What a router itself answers as: its answers come in by no device."""

_ENDPOINTS: Final = frozenset({Stands.INTERFACE_ENDPOINT, Stands.GATEWAY_ENDPOINT})


class Owners:
    """Knows the owners of a blueprint's addresses."""

    def __init__(self, blueprint: Blueprint) -> None:
        """Look at who has which address."""
        inside = {one.name: one for one in blueprint.spaces if one.kind is not SpaceKind.OUTSIDE}
        services = {
            one.space: f"endpoint {', '.join(one.services)}" for one in blueprint.listeners if one.stands in _ENDPOINTS
        }
        said = {name: services.get(name) or _said(space) for name, space in inside.items()}
        ends = [end for link in blueprint.links for end in (link.one, link.other) if end.space in inside]
        self._single: dict[Address, str] = {one.ip: said[end.space] for end in ends for one in end.addresses}
        routers = {name for name, one in inside.items() if one.kind is SpaceKind.ROUTER}
        asked = [one for one in blueprint.resolvers if one.space in routers]
        self._single |= {address: NAME_SERVER for one in asked for address in one.addresses}
        self._blocks = [(ip_network(block), said[name]) for name, one in inside.items() for block in one.answers_for]

    def of(self, address: Address) -> str:
        """Return whose an address is; empty for nobody's that the blueprint knows."""
        if found := self._single.get(address):
            return found
        return next((name for block, name in self._blocks if address in block), "")


def _said(space: Space) -> str:
    last = space.stands_for.rpartition("/")[2]
    return f"task {last}" if space.kind is SpaceKind.TASK else space.name
