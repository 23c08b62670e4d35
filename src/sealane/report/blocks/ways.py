"""Routes that lead nowhere, or to something that lets nothing through, in words."""

from __future__ import annotations

from typing import Final

from sealane.reachability.blocks.ways import ForwarderBlocks, NatHasNoWayOut, NoPublicAddress, NoWayOut, Obstruction
from sealane.report.blocks.groups import where_to
from sealane.report.blocks.words import Wording, Words
from sealane.report.escape import literal

_TASKS = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html"
_ROUTES = "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html"
_NAT = "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html"
_FORWARDERS = "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html"

# What is wrong with a target, said of it, and what to do about it.
_WRONG: Final[dict[Obstruction, tuple[str, str]]] = {
    Obstruction.BLACKHOLE: ("is gone, so that the route drops everything", "point the route at what is still there"),
    Obstruction.DETACHED: ("is not attached to the VPC", "attach it to the VPC"),
    Obstruction.OTHER_FAMILY: ("carries IPv6 only", "route to a gateway that carries IPv4"),
    Obstruction.PUBLIC_ACCESS_BLOCKED: (
        "is shut by the account's Block Public Access",
        "exclude the VPC or the subnet from Block Public Access",
    ),
    Obstruction.NOT_AVAILABLE: ("is not available", "make it again, or wait for it"),
    Obstruction.PRIVATE_NAT: ("is a private one, without an address outside", "use a public NAT gateway"),
    Obstruction.NOT_ACTIVE: ("is not active", "have the connection accepted"),
    Obstruction.EDGE_TO_EDGE: (
        "does not lead on to another network's gateway",
        "route to something that leads there itself",
    ),
    Obstruction.NO_WAY_BACK: ("leads there, and no route leads back", "add a route back to the task's subnet"),
    Obstruction.NO_ATTACHMENT: (
        "has no attachment in the zone of the subnet",
        "attach the VPC to it with a subnet of that zone",
    ),
    Obstruction.NO_ROUTE: ("has no route there", "add the route to it"),
}
_DROPS: Final[dict[Obstruction, tuple[str, str]]] = {
    Obstruction.CHECK_ON: (
        "checks source and destination, and so drops what is not for itself",
        "turn its source and destination check off",
    ),
    Obstruction.GROUP_INGRESS: ("has no group that lets the packet in", "let the task in by one of its groups"),
    Obstruction.GROUP_EGRESS: ("has no group that lets the packet out", "let the packet out by one of its groups"),
}


def _no_address(block: NoPublicAddress) -> Words:
    seat, gateway, subnet = (
        literal(name) for name in (block.seat.name, block.gateway.origin.name, block.subnet.origin.name)
    )
    return Words(
        sentence=f"{subnet} routes to the internet gateway {gateway}, and {seat} has no public address to use it with",
        change="add an endpoint for what the task needs, or, where the internet is meant, assign public addresses",
        link=_TASKS,
    )


def _no_way(block: NoWayOut) -> Words:
    table, subnet, where = literal(block.table.origin.name), literal(block.subnet.origin.name), where_to(block.towards)
    if block.route is None and block.because is Obstruction.NO_WAY_BACK:
        return Words(
            sentence=f"{table} of {subnet} has no route back to the task",
            change=f"add a route to the task's subnet to {table}",
            link=_ROUTES,
        )
    if block.route is None or block.because not in _WRONG:
        return Words(
            sentence=f"{table} of {subnet} has no route to {where}",
            change="stop needing what lies outside, or, where the internet is meant, give the subnet a way out",
            link=_ROUTES,
        )
    wrong, change = _WRONG[block.because]
    target = literal(block.target.name) if block.target else "its target"
    route = literal(block.route.origin.name)
    return Words(sentence=f"{route} of {subnet} leads to {target}, which {wrong}", change=change, link=_ROUTES)


def _nat(block: NatHasNoWayOut) -> Words:
    nat, subnet = literal(block.nat.origin.name), literal(block.subnet.origin.name)
    if block.table is not None:
        table = literal(block.table.origin.name)
        return Words(
            sentence=f"{subnet} routes to the NAT gateway {nat}, and {table} of its own subnet leads to no internet "
            "gateway",
            change=f"add an endpoint for what the task needs, or route {table} to an internet gateway",
            link=_NAT,
        )
    wrong, change = _WRONG.get(block.because, _WRONG[Obstruction.NO_ROUTE])
    if block.because in (Obstruction.DETACHED, Obstruction.PUBLIC_ACCESS_BLOCKED):
        wrong = f"leads to an internet gateway that {wrong}"
    return Words(
        sentence=f"{subnet} routes to the NAT gateway {nat}, which {wrong}",
        change=f"add an endpoint for what the task needs, or {change}",
        link=_NAT,
    )


def _forwarder(block: ForwarderBlocks) -> Words:
    forwarder, subnet = literal(block.forwarder.origin.name), literal(block.subnet.origin.name)
    wrong, change = _DROPS.get(block.because, _WRONG[Obstruction.NO_ROUTE])
    return Words(sentence=f"{subnet} routes to {forwarder}, which {wrong}", change=change, link=_FORWARDERS)


TABLE: Wording = {
    NoPublicAddress: _no_address,
    NoWayOut: _no_way,
    NatHasNoWayOut: _nat,
    ForwarderBlocks: _forwarder,
}
