"""The seats of a world: of services, interfaces, instances, load balancers, and of addresses."""

from __future__ import annotations

from sealane.reachability.atlas import Atlas, atlas_of
from sealane.reachability.indexes import ANY, default_groups_by_vpc
from sealane.reachability.seat import Seat, SeatKind, System
from sealane.world.address_sets import block, number_of
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.load_balancers import LoadBalancer
from sealane.world.security_groups import SecurityGroup
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known, Origin, Unknown, Unread, Value
from sealane.world.world import World

_NO_BLOCK, _NEVER = Known(""), Known(value=False)


def seats_of(world: World | Atlas, service: Service) -> tuple[Seat, ...]:
    """Return one seat for each subnet of a service; where the subnets are not known, one that stands for any."""
    atlas = atlas_of(world)
    subnets = service.subnets
    keys: tuple[Value[str], ...] = tuple(map(Known, subnets.value)) if isinstance(subnets, Known) else (subnets,)
    return tuple(
        Seat(
            kind=SeatKind.TASK,
            origin=service.origin,
            subnet=key,
            security_groups=groups_or_default(atlas, service.security_groups, key),
            public=service.public_address,
            ipv6=_takes_ipv6(atlas, key),
            system=_system(atlas, service),
            targets=service.targets,
        )
        for key in keys
    )


def seat_of_interface(world: World | Atlas, interface: NetworkInterface) -> Seat:
    """Return the seat of a network interface."""
    del world
    public, ipv6 = interface.public_address, interface.ipv6_addresses
    known = [value.value for value in (interface.addresses, ipv6) if isinstance(value, Known)]
    return Seat(
        kind=SeatKind.INTERFACE,
        origin=interface.origin,
        subnet=interface.subnet,
        security_groups=interface.security_groups,
        addresses=Known(tuple(address for addresses in known for address in addresses)),
        public=Known(bool(public.value)) if isinstance(public, Known) else public,
        ipv6=Known(bool(ipv6.value)) if isinstance(ipv6, Known) else ipv6,
    )


def seat_of_instance(world: World | Atlas, instance: Instance) -> Seat:
    """Return the seat of an instance's primary interface."""
    atlas = atlas_of(world)
    address = instance.address
    return Seat(
        kind=SeatKind.INSTANCE,
        origin=instance.origin,
        subnet=instance.subnet,
        security_groups=groups_or_default(atlas, instance.security_groups, instance.subnet),
        addresses=Known((address.value,)) if isinstance(address, Known) and address.value else Known(()),
        public=instance.public,
        ipv6=_takes_ipv6(atlas, instance.subnet),
    )


def seats_of_load_balancer(world: World | Atlas, balancer: LoadBalancer) -> tuple[Seat, ...]:
    """Return one seat for each subnet of a load balancer."""
    atlas = atlas_of(world)
    subnets = balancer.subnets
    keys: tuple[Value[str], ...] = tuple(map(Known, subnets.value)) if isinstance(subnets, Known) else (subnets,)
    internal, kind, groups = balancer.internal, balancer.kind, balancer.security_groups
    return tuple(
        Seat(
            kind=SeatKind.LOAD_BALANCER,
            origin=balancer.origin,
            subnet=key,
            security_groups=groups if kind == Known("network") else groups_or_default(atlas, groups, key),
            public=Known(not internal.value) if isinstance(internal, Known) else internal,
        )
        for key in keys
    )


def seat_of_address(world: World | Atlas, address: str) -> Seat | None:
    """Return the seat with an address: an interface's, or else somewhere in the subnet that has it; `None` for none.

    Where the world has the address twice, as VPCs that know nothing of each other may, nobody can say whose is meant:
    the first one counts.
    """
    atlas = atlas_of(world)
    number = number_of(address)
    if number is None:
        return None
    for interface in atlas.facts(NetworkInterface).values():
        seat = seat_of_interface(atlas, interface)
        own = seat.addresses.value if isinstance(seat.addresses, Known) else ()
        if number in {number_of(one) for one in own}:
            return seat
    for subnet in atlas.facts(Subnet).values():
        blocks = [block(cidr.value) for cidr in (subnet.cidr, subnet.ipv6_cidr) if isinstance(cidr, Known)]
        if any(found is not None and number in found.addresses for found in blocks):
            return Seat(
                kind=SeatKind.ADDRESS,
                origin=Origin(address),
                subnet=Known(subnet.id),
                security_groups=Unread(f"nothing in {atlas.world.source.name} has the address {address}"),
                addresses=Known((address,)),
            )
    return None


def groups_or_default(
    world: World | Atlas, groups: Value[tuple[str, ...]], subnet: Value[str]
) -> Value[tuple[str, ...]]:
    """Return the keys of the groups; none means the default group of the subnet's VPC.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
    https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
    """
    if not isinstance(groups, Known) or groups.value:
        return groups
    atlas = atlas_of(world)
    found = atlas.find(Subnet, subnet)
    if not isinstance(found, Known):
        return found
    return default_group(atlas, found.value.vpc)


def default_group(world: World | Atlas, vpc: Value[str]) -> Value[tuple[str, ...]]:
    """Return the key of a VPC's default security group, as the only one of a tuple."""
    if not isinstance(vpc, Known):
        return vpc
    atlas = atlas_of(world)
    kinds = (SecurityGroup,)
    keys = atlas.named(default_groups_by_vpc, kinds, vpc.value) or atlas.named(default_groups_by_vpc, kinds, ANY)
    if len(keys) == 1:
        return Known(keys)
    return Unread(f"the default security group of {vpc.value} is not in {atlas.world.source.name}")


def _takes_ipv6(atlas: Atlas, subnet: Value[str]) -> Value[bool]:
    """Tell whether a task there takes an IPv6 address: the subnet has a block and gives out addresses.

    The account setting `dualStackIPv6`, without which it does not, is in no source, so it counts as on: the seal must
    hold with it.
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
    """
    found = atlas.find(Subnet, subnet)
    if not isinstance(found, Known):
        return found
    cidr, gives = found.value.ipv6_cidr, found.value.ipv6_on_creation
    if cidr == _NO_BLOCK or gives == _NEVER:
        return _NEVER
    if isinstance(cidr, Unknown | Unread):
        return cidr
    return gives


def _system(atlas: Atlas, service: Service) -> System:
    found = atlas.find(TaskDefinition, service.task_definition)
    if not isinstance(found, Known):
        return System.ANY
    return System.WINDOWS if found.value.operating_system.upper().startswith("WINDOWS") else System.LINUX
