"""Ways out to the internet and in from it, in words."""

from __future__ import annotations

from sealane.reachability.blocks.leaks import (
    InternetByIpv6,
    InternetByNat,
    InternetByNatInstance,
    InternetByPublicAddress,
    InternetByTransit,
    ReachableFromInternet,
)
from sealane.report.blocks.words import Wording, Words
from sealane.report.escape import literal
from sealane.world.load_balancers import LoadBalancer

_NAT = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html"
_FORWARDERS = "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html"
_TASKS = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html"
_IPV6 = "https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html"
_TRANSIT = "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html"
_GATEWAYS = "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html"
_BALANCERS = "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html"


def _nat(block: InternetByNat) -> Words:
    route, subnet, nat = (
        literal(name) for name in (block.route.origin.name, block.subnet.origin.name, block.nat.origin.name)
    )
    return Words(
        sentence=f"{route} leads packets of {subnet} to the internet by the NAT gateway {nat}",
        change=f"take {route} away, or let the task's groups out to what it needs only",
        link=_NAT,
    )


def _instance(block: InternetByNatInstance) -> Words:
    route, subnet, forwarder = (
        literal(name) for name in (block.route.origin.name, block.subnet.origin.name, block.forwarder.origin.name)
    )
    return Words(
        sentence=f"{route} leads packets of {subnet} to {forwarder}, which may forward them to the internet",
        change=f"take {route} away, or let the task's groups out to what it needs only",
        link=_FORWARDERS,
    )


def _address(block: InternetByPublicAddress) -> Words:
    seat, subnet, gateway = (
        literal(name) for name in (block.seat.name, block.subnet.origin.name, block.gateway.origin.name)
    )
    return Words(
        sentence=f"{seat} has a public address, and {subnet} routes to the internet gateway {gateway}",
        change=f"give {seat} no public address, or take the route away",
        link=_TASKS,
    )


def _ipv6(block: InternetByIpv6) -> Words:
    route, subnet, gateway = (
        literal(name) for name in (block.route.origin.name, block.subnet.origin.name, block.gateway.origin.name)
    )
    return Words(
        sentence=f"{route} leads IPv6 packets of {subnet} to the internet by {gateway}",
        change=f"take {route} away, or give the subnet no IPv6 block",
        link=_IPV6,
    )


def _transit(block: InternetByTransit) -> Words:
    route, subnet, way = (
        literal(name) for name in (block.route.origin.name, block.subnet.origin.name, block.exit_by.origin.name)
    )
    return Words(
        sentence=f"{route} leads packets of {subnet} over a transit gateway to the internet by {way}",
        change=f"narrow {route} to the networks that the task needs",
        link=_TRANSIT,
    )


def _reachable(block: ReachableFromInternet) -> Words:
    entrance, seat = literal(block.entrance.origin.name), literal(block.seat.name)
    if isinstance(block.entrance, LoadBalancer):
        return Words(
            sentence=f"the load balancer {entrance} faces the internet and sends what it gets to {seat}",
            change=f"make {entrance} internal, or admit no public addresses in its groups",
            link=_BALANCERS,
        )
    family = "IPv6 address" if block.ipv6 else "public address"
    return Words(
        sentence=f"packets from the internet reach the {family} of {seat} by the internet gateway {entrance}",
        change=f"give {seat} no {family}, or admit no public addresses in its groups",
        link=_GATEWAYS,
    )


TABLE: Wording = {
    InternetByNat: _nat,
    InternetByNatInstance: _instance,
    InternetByPublicAddress: _address,
    InternetByIpv6: _ipv6,
    InternetByTransit: _transit,
    ReachableFromInternet: _reachable,
}
