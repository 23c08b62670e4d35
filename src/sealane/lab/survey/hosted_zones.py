"""Private hosted zones of a VPC, with aliases and other names followed to the addresses that they lead to.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sealane.lab.blueprint.addresses import Address
from sealane.lab.blueprint.names import Answer
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.domains import plain
from sealane.lab.survey.interfaces import Interface
from sealane.lab.survey.known import addresses_of, known, unknowns
from sealane.lab.survey.land import Land
from sealane.lab.survey.name_zones import NameZone
from sealane.lab.survey.private_names import addresses_of_endpoint
from sealane.world.endpoints import Endpoint
from sealane.world.names import HostedZone, Record

_ADDRESSES = frozenset({"A", "AAAA"})
# Asks for a name as the VPC's resolver would.
Lookup = Callable[[str], tuple[Address, ...]]


def zones_of(land: Land, vpc: str) -> Iterator[HostedZone | Undrawn]:
    """Yield the zones that a VPC is associated with, and what is not known of zones."""
    for zone in land.world.table(HostedZone).values():
        what = f"hosted zone {zone.origin.name}"
        yield from unknowns(what, zone.vpcs)
        if vpc in known(zone.vpcs, ()):
            yield from unknowns(what, zone.name)
            for reason in zone.hidden:
                yield from unknowns(what, reason)
            yield zone


def read(land: Land, zone: HostedZone, interfaces: Sequence[Interface], lookup: Lookup) -> Iterator[NameZone | Undrawn]:
    """Yield a zone with its records as answers."""
    found: dict[str, tuple[Address, ...]] = {}
    for record in zone.records:
        what = f"record {record.origin.name}"
        missing = list(unknowns(what, record.name, record.kind, record.values, record.alias))
        yield from missing
        kind, name = known(record.kind, "").upper(), plain(known(record.name, ""))
        if missing or not name:
            continue
        found.setdefault(name, ())
        if kind in _ADDRESSES or kind == "CNAME":
            addresses = _addresses(land, record, interfaces, lookup)
            if addresses is None:
                yield Undrawn(what=what, why=f"where {known(record.alias, '')} leads is not in the source")
            else:
                found[name] += addresses
    answers = tuple(Answer(name=name, addresses=tuple(dict.fromkeys(found[name]))) for name in found)
    yield NameZone(domain=plain(known(zone.name, "")), answers=answers)


def _addresses(
    land: Land, record: Record, interfaces: Sequence[Interface], lookup: Lookup
) -> tuple[Address, ...] | None:
    alias = known(record.alias, "")
    if not alias:
        values = known(record.values, ())
        if known(record.kind, "").upper() == "CNAME":
            return tuple(address for name in values for address in lookup(plain(name)))
        return addresses_of(values)
    endpoint = _endpoint(land, alias)
    if endpoint:
        return addresses_of_endpoint(endpoint, interfaces)
    if any(label in plain(alias).split(".") for label in ("elb", "vpce")):
        return None
    return lookup(plain(alias))


def _endpoint(land: Land, alias: str) -> str:
    """Return the endpoint that an alias means: by its key, or by a name of its own, which begins with its id.

    https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
    """
    for endpoint in land.world.table(Endpoint).values():
        own = known(endpoint.aws_id, "") or endpoint.id
        if alias == endpoint.id or (isinstance(own, str) and own and plain(alias).startswith(f"{own.lower()}-")):
            return endpoint.id
    return ""
