"""Hosted zones, resolver rules, DNS Firewall as resources of a template."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.world.names import FirewallGroup, HostedZone, ResolverRule
from sealane.world.world import World
from tests.worlds.render.inexpressible import known
from tests.worlds.render.template.resource import Names, Resource, logical


def resources(world: World, names: Names) -> Iterator[Resource]:
    """Yield the resources."""
    for zone in world.table(HostedZone).values():
        yield from _zone(zone, names)
    for rule in world.table(ResolverRule).values():
        yield Resource(
            type="AWS::Route53Resolver::ResolverRule",
            name=names.by_key[rule.id],
            properties={
                "DomainName": known(rule.domain),
                "RuleType": known(rule.kind),
                "ResolverEndpointId": "rslvr-out-0123456789abcdef0",
                "TargetIps": [{"Ip": target, "Port": "53"} for target in known(rule.targets)],
            },
            key=rule.id,
            origins=(rule.origin.name,),
        )
        for vpc in known(rule.vpcs):
            yield Resource(
                type="AWS::Route53Resolver::ResolverRuleAssociation",
                name=logical("RuleOf", vpc, rule.id),
                properties={"ResolverRuleId": names.ref(rule.id), "VPCId": names.ref(vpc)},
            )
    for group in world.table(FirewallGroup).values():
        yield from _firewall(group, names)


def _zone(zone: HostedZone, names: Names) -> Iterator[Resource]:
    vpcs = [{"VPCId": names.ref(vpc), "VPCRegion": "us-east-1"} for vpc in known(zone.vpcs)]
    yield Resource(
        type="AWS::Route53::HostedZone",
        name=names.by_key[zone.id],
        properties={"Name": known(zone.name), "VPCs": vpcs},
        key=zone.id,
        origins=(zone.origin.name,),
    )
    for number, record in enumerate(zone.records):
        yield Resource(
            type="AWS::Route53::RecordSet",
            name=logical("Record", zone.id, number),
            properties={
                "HostedZoneId": names.ref(zone.id),
                "Name": known(record.name),
                "Type": known(record.kind),
                "TTL": "60",
                "ResourceRecords": list(known(record.values)),
            },
            origins=(record.origin.name,),
        )


def _firewall(group: FirewallGroup, names: Names) -> Iterator[Resource]:
    rules = []
    for number, rule in enumerate(group.rules):
        domains = logical("Domains", group.id, number)
        yield Resource(
            type="AWS::Route53Resolver::FirewallDomainList",
            name=domains,
            properties={"Domains": list(known(rule.domains))},
        )
        rules.append(
            {
                "FirewallDomainListId": {"Ref": domains},
                "Priority": known(rule.priority),
                "Action": known(rule.action),
                "BlockResponse": "NODATA",
            }
        )
    yield Resource(
        type="AWS::Route53Resolver::FirewallRuleGroup",
        name=names.by_key[group.id],
        properties={"FirewallRules": rules},
        key=group.id,
        origins=(group.origin.name, *(rule.origin.name for rule in group.rules)),
    )
    for vpc, priority in known(group.vpcs):
        yield Resource(
            type="AWS::Route53Resolver::FirewallRuleGroupAssociation",
            name=logical("Guards", vpc, group.id),
            properties={
                "FirewallRuleGroupId": names.ref(group.id),
                "VpcId": names.ref(vpc),
                "Priority": priority,
            },
        )
