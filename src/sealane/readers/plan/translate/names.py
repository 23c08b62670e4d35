"""What decides how names resolve in a VPC: private hosted zones, resolver rules, DNS Firewall."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import DOMAIN_LIST, ENDPOINT, FIREWALL_GROUP, RESOLVER_RULE, VPC, ZONE
from sealane.readers.plan.resource import Part, Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.world.gaps import Gap, Noun
from sealane.world.names import FirewallGroup, FirewallRule, HostedZone, Record, ResolverRule
from sealane.world.values import Known, Unknown, Unread, Value

_ENDPOINT_NAME: Final = "dns_entry"


def translate(estate: Estate) -> Iterator[HostedZone | ResolverRule | FirewallGroup | Gap]:
    """Yield the zones, rules and groups."""
    yield from _zones(estate)
    yield from _rules(estate)
    yield from _groups(estate)


def _zones(estate: Estate) -> Iterator[HostedZone | Gap]:
    associations = children(estate, ("aws_route53_zone_association",), "zone_id", ZONE)
    records = children(estate, ("aws_route53_record",), "zone_id", ZONE)
    zones = [one for one in estate.of("aws_route53_zone") if estate.key_of(one) == one.address]
    for why in (*associations.anywhere, *records.anywhere):
        yield Gap(noun=Noun.HOSTED_ZONES, why=why)
    for resource in zones:
        vpcs = _zone_vpcs(estate, resource, associations)
        if vpcs == Known(()):
            continue
        hidden: list[Unknown | Unread] = [*records.hidden(resource.address)]
        if resource.home.data:
            hidden.append(
                Unread(f"the records of {resource.address} are not in the source", "route53:ListResourceRecordSets")
            )
        yield HostedZone(
            id=resource.address,
            origin=estate.origin(resource),
            name=_name(resource.text("name")),
            vpcs=vpcs,
            records=tuple(_record(estate, one, resource) for one in records.of(resource.address)),
            hidden=tuple(hidden),
        )


def _zone_vpcs(estate: Estate, resource: Resource, associations: Children) -> Value[tuple[str, ...]]:
    """Return the VPCs of a zone; none for a public one."""
    parts = resource.blocks("vpc")
    if isinstance(parts, Unknown):
        if resource.configured("vpc"):
            return parts
        parts = ()
    if resource.home.data and resource.values.get("private_zone") is True and not parts:
        return Unread(f"the VPCs of {resource.address} are not in the source", "route53:GetHostedZone")
    found: dict[str, None] = {}
    for part in (*parts, *associations.of(resource.address)):
        vpc = estate.key(part, "vpc_id", VPC)
        if not isinstance(vpc, Known):
            return vpc
        found[vpc.value] = None
    return Known(tuple(found))


def _record(estate: Estate, resource: Resource, zone: Resource) -> Record:
    name = _name(resource.text("name"))
    domain = _name(zone.text("name"))
    if isinstance(name, Known) and not isinstance(domain, Known):
        name = domain
    elif isinstance(name, Known) and isinstance(domain, Known) and not f".{name.value}".endswith(f".{domain.value}"):
        # The provider completes a name that does not end in the zone's.
        name = Known(f"{name.value}.{domain.value}" if name.value else domain.value)
    return Record(
        origin=estate.origin(resource),
        name=name,
        kind=resource.text("type"),
        values=resource.texts("records"),
        alias=_alias(estate, resource),
    )


def _alias(estate: Estate, resource: Resource) -> Value[str]:
    block = resource.block("alias")
    if block is None:
        return Known("")
    if isinstance(block, Unknown):
        return block if resource.configured("alias") else Known("")
    name = block.text("name")
    if isinstance(name, Known):
        return Known(_endpoint_of(estate, name.value) or name.value.rstrip("."))
    return _endpoint_alias(estate, block) or name


def _endpoint_alias(estate: Estate, block: Part) -> Value[str] | None:
    linked = estate.links.linked(block, "name")
    if isinstance(linked, Unknown) or len(linked.targets) != 1 or linked.one_of:
        return None
    target = linked.targets[0]
    if target.resource.home.type in ENDPOINT.types and target.attribute.startswith(_ENDPOINT_NAME):
        return Known(estate.key_of(target.resource))
    return None


def _endpoint_of(estate: Estate, name: str) -> str:
    """Return the endpoint whose own name it is."""
    for resource in estate.of("aws_vpc_endpoint"):
        parts = resource.blocks(_ENDPOINT_NAME)
        if not isinstance(parts, Unknown) and any(part.literal("dns_name") == name.rstrip(".") for part in parts):
            return estate.key_of(resource)
    return ""


def _name(value: Value[str]) -> Value[str]:
    return Known(_plain(value.value)) if isinstance(value, Known) else value


def _plain(name: str) -> str:
    return name.rstrip(".").lower()


def _rules(estate: Estate) -> Iterator[ResolverRule | Gap]:
    associations = children(estate, ("aws_route53_resolver_rule_association",), "resolver_rule_id", RESOLVER_RULE)
    for why in associations.anywhere:
        yield Gap(noun=Noun.RESOLVER_RULES, why=why)
    for resource in estate.of("aws_route53_resolver_rule"):
        if estate.key_of(resource) != resource.address:
            continue
        found = [estate.key(one, "vpc_id", VPC) for one in associations.of(resource.address)]
        unknown = next((one for one in found if not isinstance(one, Known)), None)
        perhaps = associations.perhaps.get(resource.address)
        vpcs = tuple(one.value for one in found if isinstance(one, Known))
        yield ResolverRule(
            id=resource.address,
            origin=estate.origin(resource),
            domain=_name(resource.text("domain_name")),
            kind=resource.text("rule_type"),
            vpcs=perhaps[0] if perhaps else unknown or Known(vpcs),
            targets=_targets(resource),
        )


def _targets(resource: Resource) -> Value[tuple[str, ...]]:
    parts = resource.blocks("target_ip")
    if isinstance(parts, Unknown):
        return parts if resource.configured("target_ip") else Known(())
    found = []
    for part in parts:
        address = part.text("ip")
        if not isinstance(address, Known):
            return address
        found.append(address.value)
    return Known(tuple(found))


def _groups(estate: Estate) -> Iterator[FirewallGroup | Gap]:
    group = "firewall_rule_group_id"
    associations = children(estate, ("aws_route53_resolver_firewall_rule_group_association",), group, FIREWALL_GROUP)
    rules = children(estate, ("aws_route53_resolver_firewall_rule",), group, FIREWALL_GROUP)
    for why in associations.anywhere:
        yield Gap(noun=Noun.FIREWALL_GROUPS, why=why)
    for resource in estate.of("aws_route53_resolver_firewall_rule_group"):
        if estate.key_of(resource) != resource.address:
            continue
        key = resource.address
        hidden: list[Unknown | Unread] = [*rules.hidden(key)]
        if resource.home.data:
            hidden.append(Unread(f"the rules of {key} are not in the source", "route53resolver:ListFirewallRules"))
        yield FirewallGroup(
            id=key,
            origin=estate.origin(resource),
            vpcs=_guarded(estate, associations, key),
            rules=tuple(_rule(estate, one) for one in rules.of(key)),
            hidden=tuple(hidden),
        )


def _guarded(estate: Estate, associations: Children, key: str) -> Value[tuple[tuple[str, int], ...]]:
    found = []
    for one in associations.of(key):
        vpc, priority = estate.key(one, "vpc_id", VPC), one.number("priority")
        if not isinstance(vpc, Known):
            return vpc
        if not isinstance(priority, Known):
            return priority
        found.append((vpc.value, priority.value))
    perhaps = associations.perhaps.get(key)
    return perhaps[0] if perhaps else Known(tuple(found))


def _rule(estate: Estate, resource: Resource) -> FirewallRule:
    return FirewallRule(
        origin=estate.origin(resource),
        priority=resource.number("priority"),
        action=resource.text("action"),
        domains=_domains(estate, resource),
    )


def _domains(estate: Estate, resource: Resource) -> Value[tuple[str, ...]]:
    key = estate.key(resource, "firewall_domain_list_id", DOMAIN_LIST)
    if not isinstance(key, Known):
        return key
    for one in estate.of("aws_route53_resolver_firewall_domain_list"):
        if one.address == key.value and not one.home.data:
            domains = one.texts("domains")
            return Known(tuple(map(_plain, domains.value))) if isinstance(domains, Known) else domains
    return Unread(f"the domains of {key.value} are not in the source", "route53resolver:ListFirewallDomains")
