"""Hosted zones, resolver rules, DNS Firewall, as Route 53 answers."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.world.names import FirewallGroup, FirewallRule, HostedZone, ResolverRule
from sealane.world.vpcs import Vpc
from sealane.world.world import World
from tests.worlds.render.capture.network import Answer
from tests.worlds.render.inexpressible import known


def answers(world: World) -> Iterator[Answer]:
    """Yield the answers."""
    zones = list(world.table(HostedZone).values())
    for vpc in world.table(Vpc).values():
        summaries = [
            {"HostedZoneId": zone.id, "Name": f"{known(zone.name)}.", "Owner": {"OwningAccount": "111122223333"}}
            for zone in zones
            if vpc.id in known(zone.vpcs)
        ]
        yield f"route53-list-hosted-zones-by-vpc-{vpc.id}", {"HostedZoneSummaries": summaries}
    for zone in zones:
        records = [
            {
                "Name": f"{known(record.name)}.",
                "Type": known(record.kind),
                "TTL": 60,
                "ResourceRecords": [{"Value": value} for value in known(record.values)],
            }
            for record in zone.records
        ]
        yield f"route53-list-resource-record-sets-{zone.id}", {"ResourceRecordSets": records}
    yield from _rules(world)
    yield from _firewall(world)


def _rules(world: World) -> Iterator[Answer]:
    rules = list(world.table(ResolverRule).values())
    associations = [
        {"ResolverRuleId": rule.id, "VPCId": vpc, "Status": "COMPLETE"} for rule in rules for vpc in known(rule.vpcs)
    ]
    yield "route53resolver-list-resolver-rule-associations", {"ResolverRuleAssociations": associations}
    listed = [
        {
            "Id": rule.id,
            "DomainName": f"{known(rule.domain)}.",
            "RuleType": known(rule.kind),
            "TargetIps": [{"Ip": target, "Port": 53} for target in known(rule.targets)],
        }
        for rule in rules
    ]
    yield "route53resolver-list-resolver-rules", {"ResolverRules": listed}


def _firewall(world: World) -> Iterator[Answer]:
    groups = list(world.table(FirewallGroup).values())
    associations = [
        {"FirewallRuleGroupId": group.id, "VpcId": vpc, "Priority": priority, "Status": "COMPLETE"}
        for group in groups
        for vpc, priority in known(group.vpcs)
    ]
    yield "route53resolver-list-firewall-rule-group-associations", {"FirewallRuleGroupAssociations": associations}
    for group in groups:
        rules = [_rule(group, number, rule) for number, rule in enumerate(group.rules)]
        yield f"route53resolver-list-firewall-rules-{group.id}", {"FirewallRules": rules}
        for number, rule in enumerate(group.rules):
            yield (
                f"route53resolver-list-firewall-domains-rslvr-fdl-{number:08}",
                {"Domains": [f"{domain}." for domain in known(rule.domains)]},
            )


def _rule(group: FirewallGroup, number: int, rule: FirewallRule) -> dict[str, object]:
    return {
        "FirewallRuleGroupId": group.id,
        "FirewallDomainListId": f"rslvr-fdl-{number:08}",
        "Name": f"rule-{number}",
        "Priority": known(rule.priority),
        "Action": known(rule.action),
        "BlockResponse": "NODATA",
    }
