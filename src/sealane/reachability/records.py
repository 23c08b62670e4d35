"""What records of a hosted zone point at: an endpoint, by key or by one of its own names, or addresses."""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.outcome import Reason
from sealane.records import dataclass
from sealane.world.address_sets import number_of
from sealane.world.endpoints import Endpoint
from sealane.world.names import Record
from sealane.world.values import Known, Unknown


@dataclass(frozen=True, slots=True)
class Pointed:
    """Where records lead: to one endpoint, or to addresses, or nowhere that is known."""

    record: Record | None = None
    endpoint: Endpoint | None = None
    addresses: tuple[str, ...] = ()
    open: tuple[Reason, ...] = ()


def pointed_at(atlas: Atlas, records: tuple[Record, ...]) -> Pointed:
    """Return where the records of one name lead together."""
    found = [_of(atlas, record) for record in records]
    if not found:
        return Pointed()
    why = tuple(reason for one in found for reason in one.open)
    endpoints = {one.endpoint.id: one for one in found if one.endpoint is not None}
    addresses = tuple(address for one in found for address in one.addresses)
    if len(endpoints) == 1 and not addresses:
        (only,) = endpoints.values()
        return Pointed(only.record, only.endpoint, open=why)
    if endpoints:
        return Pointed(found[0].record, open=(*why, Unknown("records of one name lead to different places")))
    return Pointed(found[0].record, _owner(atlas, addresses), addresses, why)


def _of(atlas: Atlas, record: Record) -> Pointed:
    if not isinstance(record.kind, Known):
        return Pointed(record, open=(record.kind,))
    if not isinstance(record.alias, Known):
        return Pointed(record, open=(record.alias,))
    if record.alias.value:
        return _named(atlas, record, record.alias.value)
    if not isinstance(record.values, Known):
        return Pointed(record, open=(record.values,))
    if record.kind.value == "CNAME":
        return _named(atlas, record, record.values.value[0] if record.values.value else "")
    return Pointed(record, addresses=tuple(value for value in record.values.value if number_of(value) is not None))


def _named(atlas: Atlas, record: Record, name: str) -> Pointed:
    """Follow a name to an endpoint: its key, or one of the names that AWS gives it, which begin with its id.

    https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
    """
    endpoint = atlas.fact(Endpoint, name)
    if endpoint is None:
        label = name.removeprefix("*.").split(".", 1)[0]
        ids = [one for one in atlas.facts(Endpoint).values() if one.id and label.startswith((f"{one.id}-", one.id))]
        endpoint = ids[0] if ids else None
    if endpoint is not None:
        return Pointed(record, endpoint)
    return Pointed(record, open=(Unknown(f"what {name or 'a record without a value'} leads to"),))


def _owner(atlas: Atlas, addresses: tuple[str, ...]) -> Endpoint | None:
    """Return the endpoint that all of the addresses are of."""
    if not addresses:
        return None
    for endpoint in atlas.facts(Endpoint).values():
        own = {address for _, address in endpoint.addresses}
        if own and set(addresses) <= own:
            return endpoint
    return None
