"""The addresses of interfaces: those that the source has, and for the others such as AWS would pick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from sealane.lab.blueprint.addresses import Address
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.claims import Claim
from sealane.lab.survey.instances import is_drawn_by_itself
from sealane.lab.survey.interfaces import Interface
from sealane.lab.survey.known import addresses_of, ipv4_of, ipv6_of, known
from sealane.lab.survey.labels import number_for
from sealane.lab.survey.land import Land, Plot
from sealane.world.endpoints import Endpoint
from sealane.world.interfaces import NetworkInterface

# AWS keeps the first four addresses of a subnet and the last:
# https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
_KEPT_BELOW, _KEPT_ABOVE = 4, 1
# Where public addresses come from: set aside for measurements between networks, so that they are nobody's (RFC 2544).
PUBLIC_POOL = IPv4Network("198.18.0.0/15")


class _Taken:
    """The addresses that are taken, in each VPC by itself."""

    def __init__(self) -> None:
        self._by_vpc: dict[str, set[Address]] = {}

    def mark(self, vpc: str, addresses: Iterable[Address]) -> None:
        """Take addresses."""
        self._by_vpc.setdefault(vpc, set()).update(addresses)

    def pick(self, vpc: str, name: str, network: IPv4Network | IPv6Network, below: int, above: int) -> Address | None:
        """Take the first free address from a place on that follows from the name, so that others do not move it."""
        count = network.num_addresses - below - above
        taken = self._by_vpc.setdefault(vpc, set())
        start = number_for(name, "address") % count if count > 0 else 0
        # Of so many neighbours one at least is free, if any is.
        for step in range(min(count, len(taken) + 1)):
            found = network[below + (start + step) % count]
            if found not in taken:
                taken.add(found)
                return found
        return None


def settle(land: Land, claims: Iterable[Claim]) -> Iterator[Interface | Undrawn]:
    """Yield every claim with its addresses; one without room in its subnet is left out."""
    ordered = sorted(claims, key=lambda claim: (not claim.addresses, claim.name))
    taken = _Taken()
    for subnet, address in _reserved(land):
        taken.mark(land.plots[subnet].vpc, addresses_of((address,)))
    for claim in ordered:
        taken.mark(land.plots[claim.subnet].vpc, addresses_of(claim.addresses))
        taken.mark("", addresses_of((claim.public_address,)))
    for claim in ordered:
        plot = land.plots[claim.subnet]
        ipv4, ipv6 = _ipv4(taken, plot, claim), _ipv6(taken, plot, claim)
        if not ipv4 and not ipv6:
            yield Undrawn(what=claim.name, why=f"{plot.key} has no free address", service=claim.service)
            continue
        public = _public(taken, claim) if ipv4 else None
        yield Interface(claim=claim, vpc=plot.vpc, ipv4=ipv4, ipv6=ipv6, public=public)


def _reserved(land: Land) -> Iterator[tuple[str, str]]:
    """Yield the addresses that something has which is not drawn, as an endpoint that is not available yet."""
    for endpoint in land.world.table(Endpoint).values():
        yield from (place for place in endpoint.addresses if place[0] in land.plots)
    for interface in land.world.table(NetworkInterface).values():
        subnet = known(interface.subnet, "")
        if is_drawn_by_itself(interface) and subnet in land.plots:
            for address in (*known(interface.addresses, ()), *known(interface.ipv6_addresses, ())):
                yield subnet, address


def _ipv4(taken: _Taken, plot: Plot, claim: Claim) -> tuple[IPv4Address, ...]:
    given = ipv4_of(addresses_of(claim.addresses))
    if given or plot.ipv4 is None:
        return given
    found = taken.pick(plot.vpc, claim.name, plot.ipv4, _KEPT_BELOW, _KEPT_ABOVE)
    return (found,) if isinstance(found, IPv4Address) else ()


def _ipv6(taken: _Taken, plot: Plot, claim: Claim) -> tuple[IPv6Address, ...]:
    given = ipv6_of(addresses_of(claim.addresses))
    if given or plot.ipv6 is None or not claim.ipv6:
        return given
    found = taken.pick(plot.vpc, claim.name, plot.ipv6, _KEPT_BELOW, _KEPT_ABOVE)
    return (found,) if isinstance(found, IPv6Address) else ()


def _public(taken: _Taken, claim: Claim) -> IPv4Address | None:
    if not claim.public:
        return None
    given = ipv4_of(addresses_of((claim.public_address,)))
    found = given[0] if given else taken.pick("", claim.name, PUBLIC_POOL, 1, 1)
    return found if isinstance(found, IPv4Address) else None
