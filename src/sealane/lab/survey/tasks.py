"""Tasks: one for each service and each subnet that it may be placed in."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Interface

from sealane.lab.blueprint.spaces import SpaceKind
from sealane.lab.blueprint.tasks import Seat, Undrawn
from sealane.lab.survey.claims import Claim
from sealane.lab.survey.known import known, unknowns
from sealane.lab.survey.land import Land
from sealane.world.services import Service

# Where ECS serves a task its credentials and metadata, inside the task:
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html
METADATA = IPv4Interface("169.254.170.2/32")


def space_of_task(service: str, subnet: str) -> str:
    """Return the name of a task's space."""
    return f"task:{service}:{subnet}"


def claims(land: Land) -> Iterator[Claim | Undrawn]:
    """Yield the interfaces of all tasks."""
    for service in land.services:
        what = service.origin.name
        values = (service.subnets, service.security_groups, service.public_address)
        yield from unknowns(f"tasks of {what}", *values, service=service.id)
        for subnet in known(service.subnets, ()):
            if subnet in land.plots:
                yield _claim(land, service, subnet)
            else:
                yield Undrawn(what=f"tasks of {what} in {subnet}", why="the subnet is not drawn", service=service.id)


def _claim(land: Land, service: Service, subnet: str) -> Claim:
    """Return one task's interface; the subnet decides on IPv6, the service on a public IPv4 address.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
    """
    plot = land.plots[subnet]
    return Claim(
        name=space_of_task(service.id, subnet),
        kind=SpaceKind.TASK,
        stands_for=service.id,
        subnet=subnet,
        groups=known(service.security_groups, ()),
        ipv6=plot.ipv6 is not None and (known(plot.subnet.ipv6_on_creation, False) or plot.ipv4 is None),  # noqa: FBT003
        public=known(service.public_address, False),  # noqa: FBT003 - AWS's default
        service=service.id,
    )


def seats(land: Land) -> Iterator[Seat]:
    """Yield the places where tasks start."""
    for service in land.services:
        for subnet in known(service.subnets, ()):
            if subnet in land.plots:
                yield Seat(space=space_of_task(service.id, subnet), service=service.id, subnet=subnet)
