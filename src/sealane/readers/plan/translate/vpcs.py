"""VPCs with their address blocks and DHCP options."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import ACL, DHCP, TABLE, VPC
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.readers.plan.translate.settings import id_of, region_of
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.vpc_defaults import default_acl_key, default_group_key, main_table_key
from sealane.world.vpcs import DhcpOptions, Vpc

_DEFAULTS = (
    ("aws_default_security_group", "vpc_id", VPC, default_group_key),
    ("aws_default_network_acl", "default_network_acl_id", ACL, str),
    ("aws_default_route_table", "default_route_table_id", TABLE, str),
)


def name_defaults(estate: Estate) -> None:
    """Give what stands for AWS's default of a VPC the key of that default.

    https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_security_group
    """
    for kind, attribute, refers, key_of in _DEFAULTS:
        for resource in estate.managed(kind):
            found = estate.key(resource, attribute, refers)
            key = key_of(found.value) if isinstance(found, Known) and found.value else ""
            if key.partition("#")[2]:
                estate.keyed(resource, key)
    for resource in estate.managed("aws_default_security_group"):
        _rename_by_vpc(estate, resource, default_group_key(""))
    for resource in estate.managed("aws_default_network_acl"):
        _rename_by_vpc(estate, resource, default_acl_key(""))
    for resource in estate.managed("aws_default_route_table"):
        _rename_by_vpc(estate, resource, main_table_key(""))


def _rename_by_vpc(estate: Estate, resource: Resource, suffix: str) -> None:
    """Find the VPC of a default in a source that has ids, where the default's own id may be all that names it."""
    vpc = estate.key(resource, "vpc_id", VPC)
    if isinstance(vpc, Known) and vpc.value and estate.key_of(resource) == resource.address:
        estate.keyed(resource, f"{vpc.value}{suffix}")


def translate(estate: Estate) -> Iterator[Vpc | DhcpOptions]:
    """Yield the VPCs, those that the source only refers to among them, and the DHCP options."""
    blocks = children(estate, ("aws_vpc_ipv4_cidr_block_association",), "vpc_id", VPC)
    blocks6 = children(estate, ("aws_vpc_ipv6_cidr_block_association",), "vpc_id", VPC)
    options = children(estate, ("aws_vpc_dhcp_options_association",), "vpc_id", VPC)
    for resource in estate.of("aws_vpc", "aws_default_vpc"):
        if estate.key_of(resource) != resource.address:
            continue
        yield Vpc(
            id=resource.address,
            origin=estate.origin(resource),
            cidrs=_cidrs(resource, blocks),
            ipv6_cidrs=_ipv6_cidrs(resource, blocks6),
            dns_support=resource.flag("enable_dns_support", default=True),
            dns_hostnames=resource.flag("enable_dns_hostnames", default=resource.home.type == "aws_default_vpc"),
            dhcp_options=_dhcp_options(estate, resource, options),
            account=_account(resource),
            region=region_of(resource),
            aws_id=Known(id_of(resource)),
        )
    for resource in estate.of("aws_vpc_dhcp_options", "aws_default_vpc_dhcp_options"):
        yield DhcpOptions(
            id=estate.key_of(resource), origin=estate.origin(resource), name_servers=_name_servers(resource)
        )


def _cidrs(resource: Resource, blocks: Children) -> Value[tuple[str, ...]]:
    own = resource.text("cidr_block")
    if not isinstance(own, Known):
        return own
    found = [own.value] if own.value else []
    found += _associations(resource, "cidr_block_associations")
    for block in blocks.of(resource.address):
        more = block.text("cidr_block")
        if not isinstance(more, Known):
            return more
        found.append(more.value)
    if blocks.strays:
        return blocks.strays[0]
    return Known(tuple(dict.fromkeys(found)))


def _associations(resource: Resource, name: str) -> list[str]:
    parts = resource.blocks(name)
    return [] if isinstance(parts, Unknown) else [text for part in parts if (text := part.literal("cidr_block"))]


def _ipv6_cidrs(resource: Resource, blocks: Children) -> Value[tuple[str, ...]]:
    found = []
    asked = resource.flag("assign_generated_ipv6_cidr_block")
    pool = resource.text("ipv6_ipam_pool_id")
    own = resource.text("ipv6_cidr_block")
    if isinstance(own, Known):
        found += [own.value] if own.value else []
    elif resource.configured("ipv6_cidr_block") or asked != Known(False) or pool != Known(""):  # noqa: FBT003 - a value
        return own
    for block in blocks.of(resource.address):
        more = block.text("ipv6_cidr_block")
        if not isinstance(more, Known):
            return more
        found.append(more.value)
    if blocks.strays:
        return blocks.strays[0]
    return Known(tuple(dict.fromkeys(found)))


def _dhcp_options(estate: Estate, resource: Resource, options: Children) -> Value[str]:
    """Return the options that the source gives the VPC; one that the source makes and gives none has AWS's own.

    https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html
    """
    for association in options.of(resource.address):
        return estate.key(association, "dhcp_options_id", DHCP)
    if options.strays:
        return options.strays[0]
    if resource.home.data:
        return estate.key(resource, "dhcp_options_id", DHCP)
    return Known("")


def _account(resource: Resource) -> Value[str]:
    owner = resource.text("owner_id")
    return owner if isinstance(owner, Known) and owner.value else resource.home.setting.account


def _name_servers(resource: Resource) -> Value[tuple[str, ...]]:
    servers = resource.texts("domain_name_servers")
    if isinstance(servers, Known) and not servers.value and resource.home.type == "aws_default_vpc_dhcp_options":
        return Unread("the name servers of the account's default DHCP options are not in the source")
    if isinstance(servers, Known):
        # One text may hold several, as AWS itself writes them.
        return Known(tuple(one.strip() for text in servers.value for one in text.split(",")))
    return servers
