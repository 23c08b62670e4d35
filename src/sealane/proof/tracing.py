"""One packet's way between two places of a world, named as a person names them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address

from sealane.grammar.endpoint_services import endpoint_service
from sealane.grammar.partitions import host, known_regions, service_name
from sealane.proof.estate import Estate
from sealane.reachability.goal import AddressGoal, Goal, HostGoal, InternetGoal, MountGoal
from sealane.reachability.reach import reach
from sealane.reachability.seat import Seat
from sealane.reachability.seats import (
    seat_of_address,
    seat_of_instance,
    seat_of_interface,
    seats_of,
    seats_of_load_balancer,
)
from sealane.records import dataclass
from sealane.verdicts.trace import Trace
from sealane.verdicts.verdict import Verdict
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.load_balancers import LoadBalancer
from sealane.world.services import Service
from sealane.world.stores import FileSystem
from sealane.world.values import Known
from sealane.world.vpcs import Vpc
from sealane.world.world import World

INTERNET = "internet"
_HTTPS, _NFS = 443, 2049
_NAME = re.compile(r"(?!-)[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+\.?")
# What is meant as a resource's address is no name that does not resolve.
_RESOURCE = re.compile(r"(?:^|\.)aws_\w+\.")
# The endpoint services whose names a host may have, with their suffixes; the registry's name begins with an account.
_SUFFIXES = ("ecr.api", "logs", "secretsmanager", "ssm", "ssmmessages", "kms", "sts", "ecs", "ecs-agent", "sqs", "sns")


class PlaceError(ValueError):
    """A place that the world does not have: `which` is `from` or `to`, the message says what was looked for."""

    def __init__(self, *, which: str, message: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.which = which


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """What to trace.

    Attributes:
        start: a service, interface, instance or load balancer by key or name, or an address.
        goal: an address, a host name, `internet`, or the key of an endpoint or a file system.
        port: 0 for the goal's own: 443, or 2049 for a file system.
        protocol: `tcp`, `udp`, `icmp` or a number.

    """

    start: str
    goal: str
    port: int = 0
    protocol: str = "tcp"


def trace(world: World, journey: Journey) -> Trace:
    """Trace one packet and its answer; of several places to start from the worst counts.

    Raises:
        PlaceError: when the world does not have one of the two places.

    """
    estate = Estate(world)
    seats = _seats(estate, journey.start)
    if not seats:
        raise PlaceError(which="from", message=f"{journey.start} names no subnet, so no packet starts there")
    goal = _goal(estate, journey)
    traces = [reach(estate.atlas, seat, goal) for seat in seats]
    rank = {Verdict.FAILS: 0, Verdict.UNKNOWN: 1, Verdict.HOLDS: 2}
    return min(traces, key=lambda one: rank[one.verdict])


def _seats(estate: Estate, name: str) -> tuple[Seat, ...]:
    world = estate.world
    service = world.table(Service).get(name) or _named(world.table(Service).values(), name)
    if service is not None:
        return seats_of(estate.atlas, service)
    interface = world.table(NetworkInterface).get(name)
    if interface is not None:
        return (seat_of_interface(estate.atlas, interface),)
    instance = world.table(Instance).get(name)
    if instance is not None:
        return (seat_of_instance(estate.atlas, instance),)
    balancer = world.table(LoadBalancer).get(name)
    if balancer is not None:
        return seats_of_load_balancer(estate.atlas, balancer)
    seat = seat_of_address(estate.atlas, name) if _is_address(name) else None
    if seat is not None:
        return (seat,)
    known = ", ".join(list(world.table(Service))[:5]) or "none"
    message = f"{name} is no service, network interface, instance or load balancer of {world.source.name}, nor an "
    raise PlaceError(which="from", message=f"{message}address in one of its subnets; its services: {known}")


def _named(services: Iterable[Service], name: str) -> Service | None:
    found = [one for one in services if one.name == Known(name)]
    return found[0] if len(found) == 1 else None


def _goal(estate: Estate, journey: Journey) -> Goal:
    name, port, protocol = journey.goal, journey.port or _HTTPS, journey.protocol
    if name.lower() == INTERNET:
        return InternetGoal(port=port, protocol=protocol)
    if _is_address(name):
        return AddressGoal(address=name, port=port, protocol=protocol)
    endpoint = estate.world.table(Endpoint).get(name)
    if endpoint is not None and isinstance(endpoint.service_name, Known):
        return _of_endpoint(endpoint, endpoint.service_name.value, port)
    if name in estate.world.table(FileSystem):
        region = _region(estate)
        told = Known(f"{name}.{host('efs', region)}") if region in known_regions() else Known(name)
        return MountGoal(file_system=Known(name), host=told, port=journey.port or _NFS, protocol=protocol)
    if _NAME.fullmatch(name) and not _RESOURCE.search(name):
        return _of_host(name.rstrip(".").lower(), port, protocol, _region(estate))
    message = f"{name} is no address, no host name, not `internet`, and no endpoint or file system of the source"
    raise PlaceError(which="to", message=message)


def _of_endpoint(endpoint: Endpoint, service: str, port: int) -> HostGoal:
    """Return the name that leads to an endpoint: that of the service."""
    parts = service.split(".")
    region = next((part for part in parts if part in known_regions()), "")
    suffix = service.partition(f"{region}.")[2] if region else ""
    name = _private_name(suffix, region)
    gateway = endpoint.kind is EndpointKind.GATEWAY
    names = () if gateway or not name else (name,)
    called = Known(name.replace("*", "any"))
    return HostGoal(host=called, port=port, service_name=service, gateway=gateway, private_names=names)


def _of_host(name: str, port: int, protocol: str, region: str) -> HostGoal:
    """Return a host name as a goal, with the endpoint service that can carry it when it is one of AWS's."""
    if region in known_regions():
        if name.endswith(f".{host('s3', region)}") or name == host("s3", region):
            service = service_name("s3", region, gateway=True)
            return HostGoal(host=Known(name), port=port, protocol=protocol, service_name=service, gateway=True)
        for suffix in (*_SUFFIXES, "ecr.dkr"):
            own = _private_name(suffix, region)
            if own and (name == own or (own.startswith("*.") and name.endswith(own[1:]))):
                service = service_name(suffix, region)
                return HostGoal(
                    host=Known(name), port=port, protocol=protocol, service_name=service, private_names=(own,)
                )
    return HostGoal(host=Known(name), port=port, protocol=protocol)


def _private_name(suffix: str, region: str) -> str:
    try:
        return endpoint_service(suffix).private_name(region)
    except KeyError:
        return ""


def _region(estate: Estate) -> str:
    """Return the Region that the places are in: that of the services, or else of the VPCs."""
    for service in estate.world.table(Service).values():
        if service.setting.region:
            return service.setting.region
    for vpc in estate.world.table(Vpc).values():
        if isinstance(vpc.region, Known) and vpc.region.value:
            return vpc.region.value
    return ""


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
