"""What decides how names resolve in a VPC: hosted zones, resolver rules, DNS Firewall, endpoints behind records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sealane.readers.live.closure.question import Question, Seen, filtered, text_of
from sealane.world.endpoints import Endpoint
from sealane.world.names import HostedZone
from sealane.world.vpcs import Vpc

_ENDPOINT = re.compile(r"vpce-[0-9a-f]{8,}")


def names(seen: Seen) -> Iterator[Question]:
    """Yield what may answer a name before an endpoint's own zone does."""
    for key, vpc in seen.world.table(Vpc).items():
        where = {"VPCId": key, "VPCRegion": text_of(vpc.region) or seen.region}
        yield Question("route53:ListHostedZonesByVPC", where)
        yield Question("route53resolver:ListResolverRuleAssociations", {"Filters": filtered("VPCId", key)})
        yield Question("route53resolver:ListFirewallRuleGroupAssociations", {"VpcId": key})
    yield from _zones(seen)
    yield from _resolver(seen)


def _zones(seen: Seen) -> Iterator[Question]:
    for key, zone in seen.world.table(HostedZone).items():
        yield Question("route53:GetHostedZone", {"Id": key})
        yield Question("route53:ListResourceRecordSets", {"HostedZoneId": key})
        known = seen.world.table(Endpoint)
        found = {name for record in zone.records for name in _ENDPOINT.findall(text_of(record.alias))}
        if found - set(known):
            yield Question("ec2:DescribeVpcEndpoints", {"Filters": filtered("vpc-endpoint-id", *sorted(found))})


def _resolver(seen: Seen) -> Iterator[Question]:
    for node in seen.nodes("route53resolver:ListResolverRuleAssociations", "ResolverRuleAssociations"):
        yield Question("route53resolver:GetResolverRule", {"ResolverRuleId": node.text("ResolverRuleId")})
    for node in seen.nodes("route53resolver:ListFirewallRuleGroupAssociations", "FirewallRuleGroupAssociations"):
        yield Question("route53resolver:ListFirewallRules", {"FirewallRuleGroupId": node.text("FirewallRuleGroupId")})
    for node in seen.nodes("route53resolver:ListFirewallRules", "FirewallRules"):
        if node.text("FirewallDomainListId"):
            yield Question(
                "route53resolver:ListFirewallDomains", {"FirewallDomainListId": node.text("FirewallDomainListId")}
            )
