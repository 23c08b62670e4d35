"""`network.tf`: a VPC without any way to or from the internet, or the one that is there already."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network, ip_network
from typing import TYPE_CHECKING, cast

from sealane.grammar.cidrs import SMALLEST, usable
from sealane.grammar.zones import ONCE_MISSING, ONLY_THESE, id_prefix, parse
from sealane.terraform.files.draft import Draft, Place
from sealane.terraform.files.existing_network import existing_network, existing_place
from sealane.terraform.files.names import letters
from sealane.terraform.files.tags import name_tag
from sealane.terraform.hcl import Block, Comment, Item, block, data, resource
from sealane.terraform.hcl_values import Value, reference

if TYPE_CHECKING:
    from sealane.spec.document import Spec

# A subnet of 4,091 usable addresses; more only when the tasks need it, so that scaling out moves no subnet.
_USUAL = 20
# Each interface endpoint has an address in every subnet, and a load balancer wants eight.
_KEPT_FREE = 60


def place_of(spec: Spec) -> Place:
    """Return the references to the VPC that `network` writes."""
    if spec.network.existing:
        return existing_place(spec)
    names = [f"private_{letter}" for letter in letters(_zone_count(spec))]
    return Place(
        vpc=reference("aws_vpc.main.id"),
        everywhere={"cidr_ipv4": reference("aws_vpc.main.cidr_block")},
        subnets=tuple((name, reference(f"aws_subnet.{name}.id")) for name in names),
    )


def network(draft: Draft) -> Iterator[Block | Comment]:
    """Yield the VPC with its subnets: created without any way to the internet, or read."""
    if draft.spec.network.existing:
        yield from existing_network(draft)
    else:
        yield from _vpc(draft)
        yield from _subnets(draft)


def _vpc(draft: Draft) -> Iterator[Block | Comment]:
    """Yield the VPC, and its default group and network ACL as they are left."""
    spec = draft.spec
    yield resource(
        "aws_vpc",
        "main",
        {"cidr_block": spec.network.cidr, "enable_dns_support": True, "enable_dns_hostnames": True},
        *name_tag(spec.name),
        comment="Both DNS attributes are needed for the private names of the endpoints. There is no internet gateway, "
        "no NAT gateway and no public subnet.",
    )
    yield resource(
        "aws_default_security_group",
        "closed",
        {"vpc_id": draft.place.vpc},
        comment="Without rules: whatever is started without a group of its own reaches nothing.",
    )
    yield Comment(
        "The default network ACL stays as AWS makes it and lets everything through: the security groups decide. One of "
        "our own could not name the prefix list of S3, only every address range in it."
    )


def _subnets(draft: Draft) -> Iterator[Block]:
    """Yield the private subnets and their one route table; nothing here leads to the internet."""
    spec = draft.spec
    for (name, _), block_, zone in zip(draft.place.subnets, subnet_blocks(spec), _zones(spec), strict=True):
        yield resource(
            "aws_subnet",
            name,
            {"vpc_id": draft.place.vpc, "cidr_block": block_, **zone, "map_public_ip_on_launch": False},
            *name_tag(spec.name, name),
        )
    yield resource(
        "aws_route_table",
        "private",
        {"vpc_id": draft.place.vpc},
        *name_tag(spec.name, "private"),
        comment="Beside the VPC's own route it holds only those that the gateway endpoints put there.",
    )
    for name, subnet in draft.place.subnets:
        yield resource(
            "aws_route_table_association",
            name,
            {"subnet_id": subnet, "route_table_id": reference("aws_route_table.private.id")},
        )


def subnet_blocks(spec: Spec) -> list[str]:
    """Return the CIDR block of each subnet: as given, or equal parts of the VPC that are large enough for the tasks."""
    if spec.network.subnets:
        return list(spec.network.subnets)
    whole = cast("IPv4Network", ip_network(spec.network.cidr))
    count = _zone_count(spec)
    largest = min(whole.prefixlen + (count - 1).bit_length(), SMALLEST)
    length = max(largest, min(_USUAL, _holding(_addresses(spec))))
    parts = whole.subnets(new_prefix=length)
    return [str(next(parts)) for _ in range(count)]


def _addresses(spec: Spec) -> int:
    """Return the addresses that one zone must hold when all tasks run in it in the middle of a deployment."""
    tasks = sum(
        max(each.desired_count, each.autoscaling.maximum if each.autoscaling else 0) * each.deployment.maximum_percent
        for each in spec.services.values()
    )
    return -(-tasks // 100) + _KEPT_FREE


def _holding(addresses: int) -> int:
    """Return the prefix length of the smallest subnet with that many usable addresses."""
    return next((n for n in range(SMALLEST, 0, -1) if usable(IPv4Network((0, n))) >= addresses), 1)


def _zone_count(spec: Spec) -> int:
    """Return how many zones there are."""
    zones = spec.network.zones
    return zones if isinstance(zones, int) else len(zones)


def _zones(spec: Spec) -> list[dict[str, Value]]:
    """Return the argument of each subnet that says its zone."""
    zones = spec.network.zones
    if isinstance(zones, int):
        names = "data.aws_availability_zones.fargate.names"
        return [{"availability_zone": reference(f"{names}[{place}]")} for place in range(zones)]
    return [{"availability_zone_id" if _is_id(zone) else "availability_zone": zone} for zone in zones]


def _is_id(zone: str) -> bool:
    """Say whether a zone was given by its id."""
    found = parse(zone)
    return found is not None and found.is_id


def zone_data(draft: Draft) -> Block | None:
    """Return the data source for the zones that Fargate runs in, where the spec names none.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html
    """
    if not isinstance(draft.spec.network.zones, int) or draft.spec.network.existing:
        return None
    region = draft.setting.region
    body: list[Item] = [{"state": "available"}]
    doubtful = sorted(zone for zone in ONCE_MISSING if id_prefix(region) == zone.partition("-")[0])
    comment = "Zones of the Region itself, no Local Zones"
    if doubtful:
        body.append({"exclude_zone_ids": doubtful})
        comment += "; Fargate has not always been offered in the ones left out"
    body.append(block("filter", {"name": "opt-in-status", "values": ["opt-in-not-required"]}))
    if only := ONLY_THESE.get(region):
        body.append(block("filter", {"name": "zone-id", "values": list(only)}))
        comment += "; in this Region Fargate runs in these only"
    return data("aws_availability_zones", "fargate", *body, comment=f"{comment}.")
