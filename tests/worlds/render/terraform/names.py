"""Hosted zones, resolver rules, DNS Firewall as Terraform resources."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.world.names import FirewallGroup, FirewallRule, HostedZone, ResolverRule
from sealane.world.world import World
from tests.worlds.render.inexpressible import known
from tests.worlds.render.terraform.block import Block, Ref
from tests.worlds.render.terraform.naming import name_of


def blocks(world: World) -> Iterator[Block]:
    """Yield the resources."""
    for zone in world.table(HostedZone).values():
        yield from _zone(zone)
    for rule in world.table(ResolverRule).values():
        yield from _rule(rule)
    for group in world.table(FirewallGroup).values():
        yield from _firewall(group)


def _zone(zone: HostedZone) -> Iterator[Block]:
    yield Block(
        type="aws_route53_zone",
        name=name_of(zone.id),
        values={"name": known(zone.name), "vpc": [{"vpc_id": Ref(vpc)} for vpc in known(zone.vpcs)]},
        key=zone.id,
        minted={"id": zone.id, "zone_id": zone.id},
        origins=(zone.origin.name,),
    )
    for number, record in enumerate(zone.records):
        yield Block(
            type="aws_route53_record",
            name=f"{name_of(zone.id)}_{number}",
            values={
                "zone_id": Ref(zone.id, "zone_id"),
                "name": known(record.name),
                "type": known(record.kind),
                "ttl": 60,
                "records": list(known(record.values)),
            },
            minted={"id": f"{zone.id}_{known(record.name)}_{known(record.kind)}"},
            origins=(record.origin.name,),
        )


def _rule(rule: ResolverRule) -> Iterator[Block]:
    yield Block(
        type="aws_route53_resolver_rule",
        name=name_of(rule.id),
        values={
            "domain_name": known(rule.domain),
            "rule_type": known(rule.kind),
            "resolver_endpoint_id": "rslvr-out-0123456789abcdef0",
            "target_ip": [{"ip": target, "port": 53} for target in known(rule.targets)],
        },
        key=rule.id,
        minted={"id": rule.id},
        origins=(rule.origin.name,),
    )
    for vpc in known(rule.vpcs):
        yield Block(
            type="aws_route53_resolver_rule_association",
            name=f"{name_of(rule.id)}_{name_of(vpc)}",
            values={"resolver_rule_id": Ref(rule.id), "vpc_id": Ref(vpc)},
            minted={"id": f"rslvr-rrassoc-{rule.id}"},
        )


def _firewall(group: FirewallGroup) -> Iterator[Block]:
    name = name_of(group.id)
    yield Block(
        type="aws_route53_resolver_firewall_rule_group",
        name=name,
        values={"name": name},
        key=group.id,
        minted={"id": group.id},
        origins=(group.origin.name,),
    )
    for number, rule in enumerate(group.rules):
        yield from _firewall_rule(group, number, rule)
    for vpc, priority in known(group.vpcs):
        yield Block(
            type="aws_route53_resolver_firewall_rule_group_association",
            name=f"{name}_{name_of(vpc)}",
            values={
                "name": name,
                "firewall_rule_group_id": Ref(group.id),
                "vpc_id": Ref(vpc),
                "priority": priority,
            },
            minted={"id": f"rslvr-frgassoc-{name}"},
        )


def _firewall_rule(group: FirewallGroup, number: int, rule: FirewallRule) -> Iterator[Block]:
    name, listed = name_of(group.id), f"{group.id} domains {number}"
    yield Block(
        type="aws_route53_resolver_firewall_domain_list",
        name=f"{name}_{number}",
        values={"name": f"{name}-{number}", "domains": list(known(rule.domains))},
        key=listed,
        minted={"id": f"rslvr-fdl-{number}"},
    )
    yield Block(
        type="aws_route53_resolver_firewall_rule",
        name=f"{name}_{number}",
        values={
            "name": f"{name}-{number}",
            "firewall_rule_group_id": Ref(group.id),
            "firewall_domain_list_id": Ref(listed),
            "priority": known(rule.priority),
            "action": known(rule.action),
            "block_response": "NODATA",
        },
        minted={"id": f"{group.id}:{number}"},
        origins=(rule.origin.name,),
    )
