"""Names that do not resolve, in words."""

from __future__ import annotations

from sealane.reachability.blocks.names import CustomNameServers, NamesOverridden, VpcDnsOff
from sealane.report.blocks.words import Wording, Words
from sealane.report.escape import literal
from sealane.world.names import FirewallGroup, HostedZone

_ATTRIBUTES = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html"
_OPTIONS = "https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html"
_ZONES = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html"
_RULES = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html"
_FIREWALL = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html"


def _dns_off(block: VpcDnsOff) -> Words:
    names = " and ".join(literal(name) for name in block.attributes)
    are = "are" if len(block.attributes) > 1 else "is"
    return Words(
        sentence=f"{names} of {literal(block.vpc.origin.name)} {are} off, so names do not resolve as the task needs",
        change=f"turn {names} on",
        link=_ATTRIBUTES,
    )


def _custom(block: CustomNameServers) -> Words:
    servers = ", ".join(literal(server) for server in block.servers)
    vpc, options = literal(block.vpc.origin.name), literal(block.options.origin.name)
    return Words(
        sentence=f"{options} sends the questions of {vpc} to {servers}, and nothing shows that private names are known "
        "there",
        change="use `AmazonProvidedDNS`, and forward your own domains by resolver rules",
        link=_OPTIONS,
    )


def _overridden(block: NamesOverridden) -> Words:
    host, by = literal(block.host or "the name"), literal(block.by.origin.name)
    if isinstance(block.by, HostedZone):
        return _by_zone(block, host, by)
    if isinstance(block.by, FirewallGroup):
        rule = literal(block.origin.name)
        return Words(
            sentence=f"DNS Firewall blocks {host} by {rule} of {by}",
            change=f"allow {host} in a rule of a lower priority number, or take it out of the list that is blocked",
            link=_FIREWALL,
        )
    return Words(
        sentence=f"the resolver rule {by} forwards {host} to servers that are not in this VPC's view",
        change=f"take the rule away from the VPC, or keep {host} by a `SYSTEM` rule of its own",
        link=_RULES,
    )


def _by_zone(block: NamesOverridden, host: str, by: str) -> Words:
    if block.record is None:
        return Words(
            sentence=f"the private hosted zone {by} answers for {host} in the VPC and has no record of it",
            change=f"point {host} at the endpoint in that zone, or take the zone away from the VPC",
            link=_ZONES,
        )
    record = literal(block.record.origin.name)
    return Words(
        sentence=f"{record} of the private hosted zone {by} leads {host} to something else than the service",
        change=f"point {record} at the endpoint of the service, or take it away",
        link=_ZONES,
    )


TABLE: Wording = {VpcDnsOff: _dns_off, CustomNameServers: _custom, NamesOverridden: _overridden}
