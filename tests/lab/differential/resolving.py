"""What a name means to a task of a blueprint: whom it asks, whether they are reached, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_network

from sealane.lab.blueprint.addresses import Address
from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.names import Answer, Resolver
from sealane.lab.survey.domains import covering
from tests.lab.on_paper import UDP, Letter, PaperKernel


def addresses_for(blueprint: Blueprint, space: str, own: Sequence[Address], name: str) -> tuple[Address, ...]:
    """Return the addresses of a name as a space's programs would get them, asking their first name server."""
    servers = next((one.addresses for one in blueprint.servers if one.space == space), ())
    for server in servers[:1]:
        source = next((one for one in own if one.version == server.version), None)
        if source is None:
            continue
        kernel = PaperKernel(blueprint)
        letter = Letter(source, server, UDP, 50000, 53)
        there = kernel.send(space, letter)
        resolver = _at(blueprint, there.space if there else "", server)
        if there is None or resolver is None or kernel.send(there.space, there.letter.answer) is None:
            return ()
        return _answer(blueprint, resolver, name, source)
    return ()


def _at(blueprint: Blueprint, space: str, address: Address) -> Resolver | None:
    return next((one for one in blueprint.resolvers if one.space == space and address in one.addresses), None)


def _answer(blueprint: Blueprint, resolver: Resolver, name: str, client: Address) -> tuple[Address, ...]:
    found = _among(resolver.answers, name, client)
    if found is None and resolver.internet:
        found = _among(blueprint.public_names, name, client)
        if found is None:
            return tuple(ip_network(one).network_address for one in blueprint.internet_address)
    if found is None or found.refused or found.silent or not found.exists:
        return ()
    return found.addresses


def _among(answers: Sequence[Answer], name: str, client: Address) -> Answer | None:
    meant = [one for one in answers if not one.clients or any(client in ip_network(block) for block in one.clients)]
    return covering({one.name: one for one in reversed(meant)}, name)
