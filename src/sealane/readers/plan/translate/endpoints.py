"""VPC endpoints, with the resources that add subnets, route tables, groups or a policy to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import ENDPOINT, GROUP, SUBNET, TABLE, VPC, Kind
from sealane.readers.plan.resource import Part, Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.readers.plan.translate.documents import document_of
from sealane.readers.plan.translate.settings import id_of
from sealane.records import dataclass
from sealane.world.endpoints import OPEN_POLICY, Endpoint, EndpointKind
from sealane.world.gaps import Gap, Noun
from sealane.world.policies import Document
from sealane.world.prefix_lists import PrefixList
from sealane.world.values import Known, Unknown, Unread, Value

_KINDS: Final = {kind.value: kind for kind in EndpointKind}


@dataclass(frozen=True, slots=True)
class _Said:
    """What other resources say about endpoints."""

    subnets: Children
    tables: Children
    groups: Children
    policies: Children
    names: Children


def translate(estate: Estate) -> Iterator[Endpoint | PrefixList | Gap]:
    """Yield the endpoints, and the prefix list that a gateway endpoint's service has."""
    said = _Said(
        children(estate, ("aws_vpc_endpoint_subnet_association",), "vpc_endpoint_id", ENDPOINT),
        children(estate, ("aws_vpc_endpoint_route_table_association",), "vpc_endpoint_id", ENDPOINT),
        children(estate, ("aws_vpc_endpoint_security_group_association",), "vpc_endpoint_id", ENDPOINT),
        children(estate, ("aws_vpc_endpoint_policy",), "vpc_endpoint_id", ENDPOINT),
        children(estate, ("aws_vpc_endpoint_private_dns",), "vpc_endpoint_id", ENDPOINT),
    )
    for resource in estate.of("aws_vpc_endpoint"):
        if estate.key_of(resource) != resource.address:
            continue
        if not resource.decided("vpc_endpoint_type") and not resource.left_out("vpc_endpoint_type"):
            yield Gap(noun=Noun.ENDPOINTS, why=resource.why("vpc_endpoint_type"))
            continue
        endpoint = _endpoint(estate, resource, said)
        yield endpoint
        if endpoint.kind is EndpointKind.GATEWAY:
            yield PrefixList(
                id=f"{endpoint.id}#prefix-list",
                origin=endpoint.origin,
                name=endpoint.service_name,
                cidrs=_blocks(resource),
                aws=Known(True),  # noqa: FBT003 - a value
            )


def _endpoint(estate: Estate, resource: Resource, said: _Said) -> Endpoint:
    key = resource.address
    kind = _KINDS.get(resource.literal("vpc_endpoint_type") or "Gateway", EndpointKind.INTERFACE)
    gateway = kind is EndpointKind.GATEWAY
    return Endpoint(
        id=key,
        origin=estate.origin(resource),
        vpc=estate.key(resource, "vpc_id", VPC),
        service_name=resource.text("service_name"),
        kind=kind,
        state=_state(resource),
        service_region=_service_region(resource),
        private_dns=Known(False) if gateway else _private_dns(resource, said.names),  # noqa: FBT003 - a value
        private_dns_for_inbound_only=_inbound_only(resource),
        subnets=_all(estate, resource, "subnet_ids", SUBNET, said.subnets, "subnet_id"),
        addresses=_addresses(estate, resource),
        route_tables=_all(estate, resource, "route_table_ids", TABLE, said.tables, "route_table_id"),
        security_groups=_groups(estate, resource, said.groups),
        policy=_policy(estate, resource, said.policies),
        aws_id=Known(id_of(resource)),
    )


def _state(resource: Resource) -> Value[str]:
    """Return the state that was read; one that is not made yet is taken to become available."""
    state = resource.text("state", "available")
    return state if isinstance(state, Known) and state.value else Known("available")


def _service_region(resource: Resource) -> Value[str]:
    region = resource.text("service_region")
    if not isinstance(region, Known):
        return region if resource.configured("service_region") else Known("")
    return Known("") if region.value == resource.home.setting.region else region


def _private_dns(resource: Resource, names: Children) -> Value[bool]:
    """Return whether private DNS is on; the provider asks for none where the configuration says nothing.

    https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint
    """
    for other in names.of(resource.address):
        return other.flag("private_dns_enabled")
    if names.strays:
        return names.strays[0]
    value = resource.flag("private_dns_enabled")
    if isinstance(value, Known) or resource.configured("private_dns_enabled"):
        return value
    return Known(False)  # noqa: FBT003 - a value


def _inbound_only(resource: Resource) -> Value[bool]:
    options = resource.block("dns_options")
    if isinstance(options, Unknown):
        return options if resource.configured("dns_options") else Known(False)  # noqa: FBT003 - AWS's default
    if options is None:
        return Known(False)  # noqa: FBT003 - AWS's default
    name = "private_dns_only_for_inbound_resolver_endpoint"
    value = options.flag(name)
    if isinstance(value, Known) or options.configured(name) or not options.expressions:
        return value
    return Known(False)  # noqa: FBT003 - AWS's default


def _all(
    estate: Estate, resource: Resource, name: str, kind: Kind, more: Children, other: str
) -> Value[tuple[str, ...]]:
    """Return what an endpoint itself names and what associations add to it."""
    own = estate.keys(resource, name, kind)
    if not isinstance(own, Known):
        return own
    found = dict.fromkeys(own.value)
    if name not in resource.expressions:
        found = dict.fromkeys(key for key in found if key not in _gone(estate, resource, kind, other))
    for association in more.of(resource.address):
        key = estate.key(association, other, kind)
        if not isinstance(key, Known):
            return key
        found[key.value] = None
    return more.strays[0] if more.strays else Known(tuple(found))


def _gone(estate: Estate, resource: Resource, kind: Kind, name: str) -> frozenset[str]:
    """Return what associations added when the endpoint was last read; those that remain are added again."""
    types = {"subnet_id": "subnet", "route_table_id": "route_table", "security_group_id": "security_group"}
    found = set()
    for association in estate.previous(f"aws_vpc_endpoint_{types[name]}_association"):
        if estate.key(association, "vpc_endpoint_id", ENDPOINT) == Known(resource.address):
            key = estate.key(association, name, kind)
            found.update([key.value] if isinstance(key, Known) else [])
    return frozenset(found)


def _groups(estate: Estate, resource: Resource, more: Children) -> Value[tuple[str, ...]]:
    """Return the groups; associations add to the VPC's default group unless one of them replaces it.

    https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_security_group_association
    """
    groups = _all(estate, resource, "security_group_ids", GROUP, more, "security_group_id")
    added = list(more.of(resource.address))
    if not added or not isinstance(groups, Known) or resource.literal("id"):
        return groups
    own = estate.keys(resource, "security_group_ids", GROUP)
    replaced = any(one.values.get("replace_default_association") is True for one in added)
    if own != Known(()) or replaced:
        return groups
    vpc = estate.key(resource, "vpc_id", VPC)
    if not isinstance(vpc, Known):
        return vpc
    return Known((f"{vpc.value}#default-security-group", *groups.value))


def _policy(estate: Estate, resource: Resource, policies: Children) -> Value[Document]:
    for other in policies.of(resource.address):
        return document_of(estate, other, "policy", OPEN_POLICY)
    if policies.strays:
        return policies.strays[0]
    return document_of(estate, resource, "policy", OPEN_POLICY)


def _addresses(estate: Estate, resource: Resource) -> tuple[tuple[str, str], ...]:
    parts = resource.blocks("subnet_configuration")
    return () if isinstance(parts, Unknown) else tuple(_pairs(estate, parts))


def _pairs(estate: Estate, parts: tuple[Part, ...]) -> Iterator[tuple[str, str]]:
    for part in parts:
        subnet = estate.key(part, "subnet_id", SUBNET)
        address = part.literal("ipv4")
        if isinstance(subnet, Known) and address:
            yield subnet.value, address


def _blocks(resource: Resource) -> Value[tuple[str, ...]]:
    blocks = resource.texts("cidr_blocks")
    if isinstance(blocks, Known) and blocks.value:
        return blocks
    return Unread("the address blocks of AWS's prefix list are not in the source", "ec2:DescribePrefixLists")
