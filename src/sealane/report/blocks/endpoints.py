"""Endpoints that are not there, not here, not named or closed, in words."""

from __future__ import annotations

from sealane.reachability.blocks.endpoints import (
    EndpointElsewhere,
    EndpointGroupIngress,
    EndpointMissing,
    EndpointPrivateDnsOff,
    GatewayEndpointNotRouted,
)
from sealane.report.blocks.groups import names_of_groups, peers_of_tasks
from sealane.report.blocks.words import Wording, Words
from sealane.report.escape import literal
from sealane.world.endpoints import Endpoint

_CREATE = "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"
_NAMES = "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html"
_GATEWAYS = "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html"


def _missing(block: EndpointMissing) -> Words:
    vpc, service, subnet = (
        literal(block.vpc.origin.name),
        literal(block.service_name),
        literal(block.subnet.origin.name),
    )
    link = _GATEWAYS if block.gateway else _CREATE
    if block.failed is not None:
        return Words(
            sentence=f"{literal(block.failed.origin.name)}, the only endpoint for {service} in {vpc}, carries nothing",
            change="make the endpoint again, in subnets of its own, and have it accepted where that is asked for",
            link=link,
        )
    if block.gateway:
        change = f"add a gateway endpoint for {service}, associated with the route table of {subnet}"
    else:
        change = f"add an interface endpoint for {service} to {vpc}, with private DNS and a group that admits the task"
    return Words(
        sentence=f"{vpc} has no endpoint for {service}, and {subnet} has no other way to it", change=change, link=link
    )


def _elsewhere(block: EndpointElsewhere) -> Words:
    endpoint, vpc, service = (
        literal(name) for name in (block.endpoint.origin.name, block.vpc.origin.name, block.service_name)
    )
    return Words(
        sentence=f"{endpoint} for {service} is in another VPC, and its private names are not known in {vpc}",
        change=f"add an endpoint for {service} to {vpc}, or bring its names here by a private hosted zone and route to "
        f"{endpoint}",
        link=_NAMES,
    )


def _dns_off(block: EndpointPrivateDnsOff) -> Words:
    endpoint = literal(block.endpoint.origin.name)
    host = f"{literal(block.host)} does" if block.host else "the service's name does"
    return Words(
        sentence=f"{endpoint} has private DNS off, so {host} not resolve to it",
        change=f"turn private DNS of {endpoint} on",
        link=_NAMES,
    )


def _ingress(block: EndpointGroupIngress) -> Words:
    groups, peers = names_of_groups(block.groups), peers_of_tasks(block.task_groups, block.source)
    owner = literal(block.endpoint.origin.name) if block.endpoint else "the address"
    kind = "the endpoint " if isinstance(block.endpoint, Endpoint) else ""
    port = f"{block.protocol.upper()} port {block.port}"
    if not block.groups:
        sentence = f"no security group of {kind}{owner} that is known admits {peers} on {port}"
    else:
        sentence = f"{groups} of {kind}{owner} does not admit {peers} on {port}"
    return Words(sentence=sentence, change=f"let {peers} in on {port} there", link=_CREATE)


def _not_routed(block: GatewayEndpointNotRouted) -> Words:
    endpoint, table, subnet = (
        literal(name) for name in (block.endpoint.origin.name, block.table.origin.name, block.subnet.origin.name)
    )
    main = "the main route table of " if block.table.main else ""
    return Words(
        sentence=f"{subnet} uses {main}{table}, with which {endpoint} is not associated",
        change=f"associate {endpoint} with {main}{table}",
        link=_GATEWAYS,
    )


TABLE: Wording = {
    EndpointMissing: _missing,
    EndpointElsewhere: _elsewhere,
    EndpointPrivateDnsOff: _dns_off,
    EndpointGroupIngress: _ingress,
    GatewayEndpointNotRouted: _not_routed,
}
