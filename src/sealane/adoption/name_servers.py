"""DHCP options: those that send queries elsewhere than to AWS are taken over, so that the proof sees them.

https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_dhcp_options
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sealane.adoption.found import Found
from sealane.adoption.remark import Matter, Remark, kept, lost
from sealane.adoption.taken import TAGS, Taken
from sealane.readers.capture.translate.shelf import last_part
from sealane.readers.json_node import Node
from sealane.terraform.hcl import Block, block
from sealane.terraform.hcl_values import Value, reference
from sealane.world.names import HostedZone
from sealane.world.values import Known

_AWS = ["AmazonProvidedDNS"]
_AWS_NAMES = re.compile(r"(^|\.)amazonaws\.com(\.cn)?$")
_SERVERS = "domain-name-servers"
_ONE = {"domain-name": "domain_name", "netbios-node-type": "netbios_node_type"}
_SEVERAL = {
    _SERVERS: "domain_name_servers",
    "ntp-servers": "ntp_servers",
    "netbios-name-servers": "netbios_name_servers",
}
_OPTIONS, _LINK = "aws_vpc_dhcp_options", "aws_vpc_dhcp_options_association"


def take_name_servers(found: Found) -> Iterator[tuple[Taken, Block]]:
    """Yield the options and their association with the VPC, each with its resource block."""
    node = own_servers(found)
    if node is None:
        return
    values = _values(node)
    about: dict[str, Value] = {argument: values[key][0] for key, argument in _ONE.items() if values.get(key)}
    about |= {argument: list(values[key]) for key, argument in _SEVERAL.items() if values.get(key)}
    tags = block("lifecycle", {"ignore_changes": [reference(one) for one in TAGS]})
    key = node.text("DhcpOptionsId")
    yield Taken(kind=_OPTIONS, label="kept", id=key, ignored=()), Block("resource", (_OPTIONS, "kept"), (about, tags))
    ends: dict[str, Value] = {
        "vpc_id": reference("aws_vpc.main.id"),
        "dhcp_options_id": reference(f"{_OPTIONS}.kept.id"),
    }
    yield Taken(kind=_LINK, label="kept", id=found.vpc_id, ignored=()), Block("resource", (_LINK, "kept"), (ends,))


def name_server_remarks(found: Found) -> Iterator[Remark]:
    """Yield the name servers that are not AWS's own."""
    node = own_servers(found)
    if node is not None:
        yield kept(Matter.NAME_SERVERS, node.text("DhcpOptionsId"), *_values(node)[_SERVERS])


def zone_remarks(found: Found) -> Iterator[Remark]:
    """Yield the private zones that answer for AWS's names, as those of endpoints in a VPC of their own do.

    A zone that a service of AWS owns is how endpoints do it themselves:
    https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZoneOwner.html
    """
    owned = {
        last_part(one.text("HostedZoneId"))
        for one in found.shelf.nodes("route53:ListHostedZonesByVPC", "HostedZoneSummaries")
        if one.node("Owner").text("OwningService")
    }
    for zone in found.world.table(HostedZone).values():
        here = zone.id not in owned and isinstance(zone.vpcs, Known) and found.vpc_id in zone.vpcs.value
        if here and isinstance(zone.name, Known) and _AWS_NAMES.search(zone.name.value):
            yield lost(Matter.PRIVATE_ZONE, zone.name.value)


def own_servers(found: Found) -> Node | None:
    """Return the VPC's DHCP options where they name servers of their own."""
    for node in found.shelf.nodes("ec2:DescribeDhcpOptions", "DhcpOptions"):
        if node.text("DhcpOptionsId") == found.vpc.text("DhcpOptionsId"):
            servers = _values(node).get(_SERVERS, _AWS)
            return node if servers != _AWS else None
    return None


def _values(node: Node) -> dict[str, list[str]]:
    return {
        one.text("Key"): [value.text("Value") for value in one.nodes("Values")]
        for one in node.nodes("DhcpConfigurations")
    }
