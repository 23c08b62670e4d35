"""The interfaces that packets are meant for: those of an endpoint, a mount target, or at an address."""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.ends import End
from sealane.reachability.group_rules import filter_of
from sealane.reachability.indexes import interfaces_by_address, subnets_by_block
from sealane.reachability.inside import Landing
from sealane.reachability.outcome import Reason
from sealane.reachability.places import somewhere_in
from sealane.reachability.seats import default_group, groups_or_default
from sealane.records import replace
from sealane.world.address_sets import addresses_of, block, number_of, span
from sealane.world.endpoints import Endpoint
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.security_groups import Direction
from sealane.world.stores import MountTarget
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unread, Value

# Endpoints that have no group of their own; their services let everything in.
_Owner = Endpoint | MountTarget | NetworkInterface | Instance


def landings_of(atlas: Atlas, endpoint: Endpoint) -> tuple[Landing, ...] | Reason:
    """Return the interfaces of an interface endpoint, one for each of its subnets."""
    return atlas.answer(("landings", endpoint.id), lambda: _of_endpoint(atlas, endpoint))


def _of_endpoint(atlas: Atlas, endpoint: Endpoint) -> tuple[Landing, ...] | Reason:
    current = atlas.fact(Endpoint, endpoint.id) or endpoint
    if not isinstance(current.subnets, Known):
        return current.subnets
    groups = current.security_groups
    if isinstance(groups, Known) and not groups.value:
        groups = default_group(atlas, current.vpc)
    found: list[Landing] = []
    for key in current.subnets.value:
        subnet = atlas.find(Subnet, Known(key))
        if not isinstance(subnet, Known):
            return subnet
        own = tuple(address for where, address in current.addresses if where == key)
        # An endpoint's interfaces are in its own VPC, so either of the two tells where they are.
        here = subnet.value if isinstance(subnet.value.vpc, Known) else replace(subnet.value, vpc=current.vpc)
        found.append(landing_at(atlas, current, here, groups, own))
    return tuple(found)


def landing_of_target(atlas: Atlas, target: MountTarget) -> Landing | Reason:
    """Return the interface of a mount target."""
    subnet = atlas.find(Subnet, target.subnet)
    if not isinstance(subnet, Known):
        return subnet
    groups = target.security_groups
    if isinstance(groups, Known) and not groups.value:
        # https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html
        groups = default_group(atlas, subnet.value.vpc)
    own = (target.address.value,) if isinstance(target.address, Known) and target.address.value else ()
    return landing_at(atlas, target, subnet.value, groups, own)


def landing_at(
    atlas: Atlas, owner: _Owner | None, subnet: Subnet, groups: Value[tuple[str, ...]], own: tuple[str, ...]
) -> Landing:
    """Return an interface in a subnet; without an address of its own known it may have any of the subnet's."""
    addresses = addresses_of(own)
    known = groups.value if isinstance(groups, Known) else ()
    end = End(
        addresses=addresses or somewhere_in(atlas, Known(subnet)),
        each=bool(addresses),
        groups=frozenset(known),
        groups_open=() if isinstance(groups, Known) else (groups,),
    )
    ingress = filter_of(atlas, known, Direction.INGRESS) if known else None
    return Landing(owner, subnet, end, ingress, () if isinstance(groups, Known) else (groups,))


def landing_at_address(atlas: Atlas, vpc: str, address: str) -> Landing | Reason | None:
    """Return what a VPC has at an address; `None` when the address is in none of its subnets."""
    number = number_of(address)
    if number is None:
        return Unread(f"{address!r} is not an address")
    at = span(number, number)
    for key in atlas.named(subnets_by_block, (Subnet,), vpc):
        subnet = atlas.fact(Subnet, key)
        cidrs = (subnet.cidr, subnet.ipv6_cidr) if subnet else ()
        blocks = [block(cidr.value) for cidr in cidrs if isinstance(cidr, Known)]
        if subnet is not None and any(found is not None and at <= found.addresses for found in blocks):
            return _in_subnet(atlas, subnet, address)
    return None


def _in_subnet(atlas: Atlas, subnet: Subnet, address: str) -> Landing:
    for key in atlas.named(interfaces_by_address, (NetworkInterface,), address):
        interface = atlas.fact(NetworkInterface, key)
        if interface is not None and interface.subnet == Known(subnet.id):
            return _owned(atlas, interface, subnet, address)
    for endpoint in atlas.facts(Endpoint).values():
        if (subnet.id, address) in endpoint.addresses:
            return _owned(atlas, endpoint, subnet, address)
    for target in atlas.facts(MountTarget).values():
        if target.address == Known(address) and target.subnet == Known(subnet.id):
            return _owned(atlas, target, subnet, address)
    for instance in atlas.facts(Instance).values():
        if instance.address == Known(address) and instance.subnet == Known(subnet.id):
            return _owned(atlas, instance, subnet, address)
    nobody = Unread(f"nothing in {atlas.world.source.name} has the address {address}")
    return landing_at(atlas, None, subnet, nobody, (address,))


def _owned(atlas: Atlas, owner: _Owner, subnet: Subnet, address: str) -> Landing:
    """Return what somebody has at an address; AWS gives the default group to all but an interface, which is read."""
    groups = owner.security_groups
    if not isinstance(owner, NetworkInterface):
        groups = groups_or_default(atlas, groups, Known(subnet.id))
    return landing_at(atlas, owner, subnet, groups, (address,))
