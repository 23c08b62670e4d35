"""Resolver rules and DNS Firewall, with the VPCs they act in, to facts."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Answer, Shelf, Unclaimed, command_of, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.names import FirewallGroup, FirewallRule, ResolverRule
from sealane.world.values import Known, Origin, Unread, Value

_RULES = "route53resolver:ListResolverRules"
_RULE = "route53resolver:GetResolverRule"
_RULE_VPCS = "route53resolver:ListResolverRuleAssociations"
_GROUPS = "route53resolver:ListFirewallRuleGroups"
_GROUP_VPCS = "route53resolver:ListFirewallRuleGroupAssociations"
_GROUP_RULES = "route53resolver:ListFirewallRules"
_LISTS = "route53resolver:ListFirewallDomainLists"
_DOMAINS = "route53resolver:ListFirewallDomains"
_LIST = r"rslvr-fdl-[0-9a-z]+"
_GONE = frozenset({"DELETING", "FAILED"})


def resolver_rules(shelf: Shelf) -> Iterator[ResolverRule]:
    """Yield the rules: https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverRule.html."""
    nodes = [
        *shelf.nodes(_RULES, "ResolverRules"),
        *(answer.node.node("ResolverRule") for answer in shelf.answers(_RULE)),
    ]
    vpcs: dict[str, tuple[str, ...]] = {}
    for node in shelf.nodes(_RULE_VPCS, "ResolverRuleAssociations"):
        if node.text("Status") not in _GONE:
            rule = key_of(node, "ResolverRuleId")
            vpcs[rule] = (*vpcs.get(rule, ()), key_of(node, "VPCId"))
    for key in sorted(vpcs.keys() - {node.text("Id") for node in nodes}):
        why = shelf.why_not(_RULE)
        yield ResolverRule(id=key, origin=Origin(key), domain=why, kind=why, vpcs=Known(vpcs[key]), targets=why)
    for node in nodes:
        key = key_of(node, "Id")
        yield ResolverRule(
            id=key,
            origin=origin_of(node.text("Arn") or key, node),
            domain=Known(node.text("DomainName").rstrip(".") or "."),
            kind=Known(node.text("RuleType")),
            vpcs=Known(vpcs.get(key, ())) if shelf.asked(_RULE_VPCS) else shelf.why_not(_RULE_VPCS),
            targets=Known(tuple(item.text("Ip") or item.text("Ipv6") for item in node.nodes("TargetIps"))),
        )


def firewall_groups(shelf: Shelf) -> Iterator[FirewallGroup]:
    """Yield the rule groups that guard a VPC, or that are listed.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_FirewallRuleGroupAssociation.html
    """
    vpcs: dict[str, tuple[tuple[str, int], ...]] = {}
    places: dict[str, Node] = {}
    for node in shelf.nodes(_GROUP_VPCS, "FirewallRuleGroupAssociations"):
        if node.text("Status") not in _GONE:
            key = key_of(node, "FirewallRuleGroupId")
            vpcs[key] = (*vpcs.get(key, ()), (key_of(node, "VpcId"), node.number("Priority", 0)))
            places.setdefault(key, node)
    for node in shelf.nodes(_GROUPS, "FirewallRuleGroups"):
        places.setdefault(key_of(node, "Id"), node)
    rules = _rules(shelf)
    domains = _domains(shelf)
    for key, node in places.items():
        yield FirewallGroup(
            id=key,
            origin=origin_of(key, node),
            vpcs=Known(vpcs.get(key, ())) if shelf.asked(_GROUP_VPCS) else shelf.why_not(_GROUP_VPCS),
            rules=tuple(_rule(rule, domains, shelf) for rule in rules.get(key, ())),
            hidden=() if key in rules else (_no_rules(shelf, key),),
        )


def _rule(node: Node, domains: dict[str, tuple[str, ...]], shelf: Shelf) -> FirewallRule:
    """Return the rule: https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_FirewallRule.html."""
    group, named = key_of(node, "FirewallRuleGroupId"), node.text("FirewallDomainListId")
    lists: Value[tuple[str, ...]]
    if named in domains:
        lists = Known(domains[named])
    else:
        refused = [answer.call.error for answer in shelf.every(_DOMAINS) if answer.call.refused]
        because = f"AWS refused {command_of(_DOMAINS)}: {refused[0]}" if refused else "its domains were not asked for"
        lists = Unread(f"{named or 'the rule has no domain list'}: {because}", _DOMAINS)
    return FirewallRule(
        origin=origin_of(f"{group}/{node.text('Name') or named}", node),
        priority=Known(node.number("Priority", 0)),
        action=Known(node.text("Action")),
        domains=lists,
    )


def _rules(shelf: Shelf) -> dict[str, tuple[Node, ...]]:
    found: dict[str, tuple[Node, ...]] = {}
    for answer in shelf.answers(_GROUP_RULES):
        asked = answer.parameter("FirewallRuleGroupId")
        if asked:
            found.setdefault(asked, ())
        for node in answer.node.nodes("FirewallRules"):
            key = key_of(node, "FirewallRuleGroupId")
            found[key] = (*found.get(key, ()), node)
    return found


def _domains(shelf: Shelf) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for answer in shelf.answers(_DOMAINS):
        key = _list_of(answer)
        if key:
            found[key] = tuple(name.rstrip(".") for name in answer.node.texts("Domains"))
        else:
            shelf.unclaimed.append(Unclaimed(answer.call, "which domain list it is about"))
    return found


def _list_of(answer: Answer) -> str:
    return answer.parameter("FirewallDomainListId") or answer.named(_LIST)


def _no_rules(shelf: Shelf, key: str) -> Unread:
    refused = [answer.call.error for answer in shelf.every(_GROUP_RULES) if answer.call.refused]
    because = f"AWS refused it: {refused[0]}" if refused else "the answer is missing"
    return Unread(f"{command_of(_GROUP_RULES)} of {key}: {because}", _GROUP_RULES)
