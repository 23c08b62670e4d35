"""Subnets and VPCs as places: what addresses are there, and whose."""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.ends import End
from sealane.reachability.indexes import subnets_by_vpc
from sealane.reachability.seat import Seat
from sealane.world.address_sets import (
    EVERY_IPV4,
    EVERY_IPV6,
    NOTHING,
    Intervals,
    address_text,
    addresses_of,
    block,
    intervals,
    unreadable,
)
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unread, Value
from sealane.world.vpcs import Vpc

# The first four addresses of a subnet and its last one are AWS's:
# https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
_RESERVED_FIRST, _RESERVED_LAST = 4, 1


def subnet_of(atlas: Atlas, key: Value[str]) -> Value[Subnet]:
    """Return a subnet by its key."""
    return atlas.find(Subnet, key)


def vpc_of(atlas: Atlas, subnet: Value[Subnet]) -> Value[Vpc]:
    """Return the VPC of a subnet."""
    return atlas.find(Vpc, subnet.value.vpc) if isinstance(subnet, Known) else subnet


def vpc_key_of(atlas: Atlas, subnet: Value[str]) -> Value[str]:
    """Return the key of the VPC of a subnet by key."""
    found = subnet_of(atlas, subnet)
    return found.value.vpc if isinstance(found, Known) else found


def usable(subnet: Subnet) -> Value[Intervals]:
    """Return the IPv4 addresses that interfaces of a subnet may have."""
    if not isinstance(subnet.cidr, Known):
        return subnet.cidr
    found = block(subnet.cidr.value)
    if found is None:
        return Known(NOTHING) if not subnet.cidr.value else Unread(f"{subnet.cidr.value!r} is not a CIDR block")
    parts = found.addresses.parts
    return Known(intervals((low + _RESERVED_FIRST, high - _RESERVED_LAST) for low, high in parts))


def vpc_addresses(atlas: Atlas, key: Value[str]) -> Value[Intervals]:
    """Return the addresses of both families that a VPC has, its local route's destinations."""
    vpc = atlas.find(Vpc, key)
    if not isinstance(vpc, Known):
        return vpc
    cidrs, ipv6 = vpc.value.cidrs, vpc.value.ipv6_cidrs
    if not isinstance(cidrs, Known):
        return cidrs
    if not isinstance(ipv6, Known):
        return ipv6
    odd = unreadable((*cidrs.value, *ipv6.value))
    return Known(addresses_of((*cidrs.value, *ipv6.value))) if odd is None else Unread(f"{odd!r} is not a CIDR block")


def blocks_of_vpc(atlas: Atlas, key: Value[str]) -> tuple[str, ...]:
    """Return the blocks that a VPC surely has: its own as far as they are known, and those of its subnets."""
    if not isinstance(key, Known):
        return ()
    vpc = atlas.fact(Vpc, key.value)
    whole = (vpc.cidrs, vpc.ipv6_cidrs) if vpc else ()
    blocks = [cidr for cidrs in whole if isinstance(cidrs, Known) for cidr in cidrs.value]
    if vpc and all(isinstance(cidrs, Known) for cidrs in whole):
        return tuple(blocks)
    subnets = [atlas.fact(Subnet, one) for one in atlas.named(subnets_by_vpc, (Subnet,), key.value)]
    known = [cidr.value for one in subnets if one for cidr in (one.cidr, one.ipv6_cidr) if isinstance(cidr, Known)]
    return tuple(dict.fromkeys((*blocks, *(cidr for cidr in known if cidr))))


def somewhere_in(atlas: Atlas, subnet: Value[Subnet]) -> Intervals:
    """Return where an interface of a subnet may be at most: in its block, else in its VPC, else anywhere."""
    if isinstance(subnet, Known):
        own = usable(subnet.value)
        if isinstance(own, Known):
            return own.value
        whole = vpc_addresses(atlas, subnet.value.vpc)
        if isinstance(whole, Known):
            return whole.value & EVERY_IPV4
    return EVERY_IPV4


def ipv6_text(atlas: Atlas, seat: Seat) -> str:
    """Return an IPv6 address that a seat has, or may have; empty where nobody knows one."""
    own = addresses_of(seat.addresses.value) & EVERY_IPV6 if isinstance(seat.addresses, Known) else NOTHING
    subnet = subnet_of(atlas, seat.subnet)
    if not own and isinstance(subnet, Known) and isinstance(subnet.value.ipv6_cidr, Known):
        found = block(subnet.value.ipv6_cidr.value)
        return address_text(found.addresses.first + _RESERVED_FIRST) if found is not None else ""
    return address_text(own.first) if own else ""


def end_of(atlas: Atlas, seat: Seat) -> End:
    """Return a seat as the other end sees it, over IPv4."""
    subnet = subnet_of(atlas, seat.subnet)
    own = addresses_of(seat.addresses.value) & EVERY_IPV4 if isinstance(seat.addresses, Known) else NOTHING
    known = bool(own) or (isinstance(subnet, Known) and isinstance(usable(subnet.value), Known))
    groups = seat.security_groups
    return End(
        addresses=own or somewhere_in(atlas, subnet),
        each=known and isinstance(seat.addresses, Known),
        groups=frozenset(groups.value) if isinstance(groups, Known) else frozenset(),
        groups_open=() if isinstance(groups, Known) else (groups,),
    )
