"""Which names an interface endpoint takes in its VPC, and which endpoints of a VPC take a name.

https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
"""

from __future__ import annotations

import enum
from functools import lru_cache

from sealane.grammar.endpoint_services import endpoint_service
from sealane.grammar.partitions import host as host_of
from sealane.grammar.partitions import known_regions
from sealane.reachability.atlas import Atlas
from sealane.reachability.indexes import ANY, endpoints_by_vpc
from sealane.reachability.outcome import Reason
from sealane.records import dataclass
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.values import Known, Unknown

# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html
_WORKS = "available"
MAY_WORK = frozenset({"pending", "pendingacceptance"})


class Holds(enum.Enum):
    """Whether an endpoint has the name for everybody in its VPC."""

    YES = "yes"
    DNS_OFF = "dns-off"
    INBOUND_ONLY = "inbound-only"
    NOT_WORKING = "not-working"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Claim:
    """An endpoint that serves a name, the zone it would have for it, and whether it has."""

    endpoint: Endpoint
    zone: str
    holds: Holds
    why: tuple[Reason, ...] = ()


def claims_on(atlas: Atlas, vpc: str, host: str, service: str = "", names: tuple[str, ...] = ()) -> tuple[Claim, ...]:
    """Return the interface endpoints of a VPC that serve a name, or the service by its full name under `names`."""
    question = ("claims", vpc, host, service, names)
    return atlas.answer(question, lambda: _claims(atlas, vpc, host, service, names))


def _claims(atlas: Atlas, vpc: str, host: str, service: str, names: tuple[str, ...]) -> tuple[Claim, ...]:
    found: list[Claim] = []
    kinds = (Endpoint,)
    for key in (*atlas.named(endpoints_by_vpc, kinds, vpc), *atlas.named(endpoints_by_vpc, kinds, ANY)):
        endpoint = atlas.fact(Endpoint, key)
        if endpoint is None or endpoint.kind is not EndpointKind.INTERFACE:
            continue
        zone = _zone_for(endpoint, host, service, names)
        if zone is not None:
            found.append(_claim(endpoint, zone))
    return tuple(found)


def _zone_for(endpoint: Endpoint, host: str, service: str, names: tuple[str, ...]) -> str | None:
    """Return the zone in which an endpoint would have a name, `None` when it would not."""
    if not isinstance(endpoint.service_name, Known):
        return host
    same = bool(service) and endpoint.service_name.value == service
    taken = endpoint.private_names or (same and names) or names_of(endpoint.service_name.value)
    zones = [name.removeprefix("*.") for name in taken if matches(name, host)]
    if zones:
        return max(zones, key=len)
    return host if same and not taken else None


def matches(name: str, host: str) -> bool:
    """Tell whether a name, or every name below one that starts with `*.`, is a host's."""
    name, host = name.lower().rstrip("."), host.lower().rstrip(".")
    return host.endswith(name[1:]) and len(host) >= len(name) if name.startswith("*.") else host == name


@lru_cache(maxsize=4096)
def names_of(service_name: str) -> tuple[str, ...]:
    """Return the private names of AWS's own service by its full name; none where the catalogue does not have it."""
    parts = service_name.split(".")
    place = next((at for at, part in enumerate(parts) if part in known_regions()), None)
    if place is None:
        return ()
    region, suffix = parts[place], ".".join(parts[place + 1 :])
    try:
        name = endpoint_service(suffix).private_name(region)
    except KeyError:
        return ()
    # An interface endpoint of S3 has the names of buckets too:
    # https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
    return (name, f"*.{host_of('s3', region)}") if suffix == "s3" else (name,)


def _claim(endpoint: Endpoint, zone: str) -> Claim:
    state = endpoint.state
    unknown = [value for value in (endpoint.vpc, endpoint.service_name, state) if not isinstance(value, Known)]
    if unknown:
        return Claim(endpoint, zone, Holds.UNKNOWN, tuple(unknown))
    if isinstance(state, Known) and state.value.lower() != _WORKS:
        if state.value.lower() in MAY_WORK:
            return Claim(endpoint, zone, Holds.UNKNOWN, (Unknown(f"{endpoint.origin.name} is {state.value}"),))
        return Claim(endpoint, zone, Holds.NOT_WORKING)
    if endpoint.subnets == Known(()):
        return Claim(endpoint, zone, Holds.NOT_WORKING)
    return Claim(endpoint, zone, *_by_flags(endpoint))


def _by_flags(endpoint: Endpoint) -> tuple[Holds, tuple[Reason, ...]]:
    flag, inbound = endpoint.private_dns, endpoint.private_dns_for_inbound_only
    if not isinstance(flag, Known):
        return Holds.UNKNOWN, (flag,)
    if not flag.value:
        return Holds.DNS_OFF, ()
    if not isinstance(inbound, Known):
        return Holds.UNKNOWN, (inbound,)
    return (Holds.INBOUND_ONLY if inbound.value else Holds.YES), ()
