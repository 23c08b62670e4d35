"""The names that interface endpoints take in their VPC, as zones that AWS keeps out of sight.

Both DNS attributes of the VPC must be on:
https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sealane.grammar.endpoint_services import endpoint_service
from sealane.grammar.partitions import host, known_regions
from sealane.lab.blueprint.addresses import Address
from sealane.lab.blueprint.names import Answer
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.domains import plain
from sealane.lab.survey.endpoints import interface_endpoints
from sealane.lab.survey.interfaces import Interface
from sealane.lab.survey.known import known, unknowns
from sealane.lab.survey.land import Land
from sealane.lab.survey.name_zones import NameZone
from sealane.world.endpoints import Endpoint
from sealane.world.values import Known

_S3 = "s3"


def zones(land: Land, vpc: str, interfaces: Sequence[Interface]) -> Iterator[NameZone | Undrawn]:
    """Yield the zones of the endpoints of a VPC that have private DNS on."""
    for endpoint in interface_endpoints(land):
        if known(endpoint.vpc, "") != vpc:
            continue
        what = f"names of endpoint {endpoint.origin.name}"
        inbound = endpoint.private_dns_for_inbound_only
        yield from unknowns(what, endpoint.private_dns, *((inbound,) if _is_s3(endpoint) else ()))
        if endpoint.private_dns != Known(True):  # noqa: FBT003 - a value
            continue
        # Its names are then for those who ask through an inbound resolver endpoint:
        # https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
        if _is_s3(endpoint) and inbound != Known(False):  # noqa: FBT003 - a value
            continue
        names = tuple(map(plain, endpoint.private_names)) or _names(endpoint)
        if not names:
            yield Undrawn(what=what, why="they are not in the source, and its service is none that the lab knows")
        addresses = addresses_of_endpoint(endpoint.id, interfaces)
        for domain in dict.fromkeys(name.removeprefix("*.") for name in names):
            own = [name for name in names if name in {domain, f"*.{domain}"}]
            answers = tuple(Answer(name=name, addresses=addresses) for name in own)
            yield NameZone(domain=domain, answers=answers, of_endpoint=True)


def addresses_of_endpoint(endpoint: str, interfaces: Sequence[Interface]) -> tuple[Address, ...]:
    """Return the addresses of an endpoint."""
    return tuple(address for one in interfaces if one.stands_for == endpoint for address in one.addresses)


def _is_s3(endpoint: Endpoint) -> bool:
    return known(endpoint.service_name, "").rpartition(".")[2] == _S3


def _names(endpoint: Endpoint) -> tuple[str, ...]:
    """Return the names that follow from the service: those of the Region in its own name."""
    parts = known(endpoint.service_name, "").split(".")
    place = next((number for number, part in enumerate(parts) if part in known_regions()), None)
    if place is None:
        return ()
    region, suffix = parts[place], ".".join(parts[place + 1 :])
    if suffix == _S3:
        name = host(_S3, region)
        return (name, f"*.{name}")
    try:
        return (endpoint_service(suffix).private_name(region),)
    except KeyError:
        return ()
