"""DHCP options: those that send queries elsewhere than to AWS are taken over, so that the proof sees them.

https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_dhcp_options
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.adoption.found import Found
from sealane.adoption.remark import Matter, Remark, kept
from sealane.adoption.taken import TAGS, Taken
from sealane.readers.json_node import Node
from sealane.terraform.hcl import Block, block
from sealane.terraform.hcl_values import Value, reference

_AWS = ["AmazonProvidedDNS"]
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
