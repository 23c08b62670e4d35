"""Where the Route 53 Resolver of a VPC listens, and what else no filter looks at."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Interface, IPv4Network, IPv6Interface, ip_address

from sealane.lab.blueprint.addresses import Address, Assigned
from sealane.lab.survey.known import block, known, network_of
from sealane.lab.survey.land import Land
from sealane.world.values import Known

# https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
_LINK_LOCAL = IPv4Address("169.254.169.253")
_UNIQUE_LOCAL = ip_address("fd00:ec2::253")
_PLACE = 2
# Instance metadata, task metadata and time:
# https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
_OTHERS = ("169.254.169.254/32", "fd00:ec2::254/128", "169.254.170.2/32", "169.254.169.123/32", "fd00:ec2::123/128")


def resolver_addresses(land: Land, vpc: str) -> tuple[Address, ...]:
    """Return the addresses of a VPC's resolver: in the primary block, the base plus two, and two that all VPCs have.

    A VPC without DNS support has none: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns-updating.html
    """
    found = land.vpcs[vpc]
    if found.dns_support != Known(True):  # noqa: FBT003 - a value
        return ()
    primary = network_of(next(iter(known(found.cidrs, ())), ""))
    own = (primary[_PLACE],) if isinstance(primary, IPv4Network) else ()
    return (*own, _LINK_LOCAL, _UNIQUE_LOCAL)


def resolver_interfaces(land: Land, vpc: str) -> tuple[Assigned, ...]:
    """Return the same as a device has them."""
    return tuple(
        IPv4Interface(block(one)) if isinstance(one, IPv4Address) else IPv6Interface(block(one))
        for one in resolver_addresses(land, vpc)
    )


def unfiltered(land: Land, vpc: str) -> tuple[str, ...]:
    """Return the blocks of what neither security groups nor network ACLs look at."""
    return (*(block(one) for one in resolver_addresses(land, vpc)), *_OTHERS)
