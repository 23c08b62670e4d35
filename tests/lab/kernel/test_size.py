"""Large networks stand as well as small ones."""

from __future__ import annotations

from ipaddress import IPv4Address

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.routes import MAIN_TABLE, Lookup
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.probe import Flow, probe
from sealane.records import replace
from tests.lab.kernel.conftest import Call
from tests.lab.kernel.network import TABLES, A, host, network, routes

HOSTS = 120


def large() -> Blueprint:
    """Return the network with so many hosts as fifty services with two tasks each and their endpoints need."""
    blueprint = network()
    hosts = {f"host-{number}": (str(IPv4Address("10.0.2.0") + number),) for number in range(HOSTS)}
    made = [host(name, *addresses) for name, addresses in hosts.items()]
    tables = [way for table in (MAIN_TABLE, *TABLES.values()) for way in routes(table, hosts)]
    return replace(
        blueprint,
        spaces=(*blueprint.spaces, *(space for space, _, _ in made)),
        links=(*blueprint.links, *(link for _, link, _ in made)),
        ways=tuple(dict.fromkeys((*blueprint.ways, *tables, *(way for _, _, ways in made for way in ways)))),
        lookups=(
            *blueprint.lookups,
            *(Lookup(space="router", arriving_on=f"i-{name}", table=TABLES["a"]) for name in hosts),
        ),
    )


def reached(blueprint: Blueprint) -> int:
    """Build it, and count the hosts that `a` reaches and that reach `a`."""
    names = [space.name for space in blueprint.spaces if space.name.startswith("host-")]
    addresses = {link.one.space: str(link.one.addresses[0].ip) for link in blueprint.links if link.one.addresses}
    flows = [Flow(sender="a", target=name, destination=addresses[name], port=443) for name in names]
    flows += [Flow(sender=name, target="a", destination=A, port=443) for name in names]
    with Lab(blueprint) as lab:
        return sum(sighting.back for sighting in probe(lab, flows))


def test_fifty_services_stand(workshop: Call) -> None:
    """In a network of more than a hundred interfaces everybody reaches everybody."""
    assert workshop(reached, large()) == 2 * HOSTS
