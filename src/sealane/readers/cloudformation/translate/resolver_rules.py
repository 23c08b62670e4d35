"""Route 53 Resolver rules and DNS Firewall rule groups."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, all_known, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, outside, reason_of, unplaced
from sealane.readers.cloudformation.translate.vpcs import VPC
from sealane.world.gaps import Noun
from sealane.world.names import FirewallGroup, FirewallRule, ResolverRule
from sealane.world.values import Known, Origin, Unknown, Value

_RULE = "AWS::Route53Resolver::ResolverRule"
_ASSOCIATION = "AWS::Route53Resolver::ResolverRuleAssociation"
_GROUP = "AWS::Route53Resolver::FirewallRuleGroup"
_GROUP_ASSOCIATION = "AWS::Route53Resolver::FirewallRuleGroupAssociation"
_DOMAINS = "AWS::Route53Resolver::FirewallDomainList"


def resolver_rules(holdings: Holdings) -> Iterator[Finding]:
    """Yield Resolver rules; a rule of somebody else that is associated here is among them, unread.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-route53resolver-resolverrule.html
    """
    vpcs: dict[str, list[Value[str]]] = {}
    origins: dict[str, Origin] = {}
    for resource in (*holdings.of(_ASSOCIATION), *holdings.doubtful(_ASSOCIATION)):
        fields = fields_of(resource, holdings)
        rule = fields.key("ResolverRuleId", _RULE)
        if not isinstance(rule, Known):
            yield unplaced(Noun.RESOLVER_RULES, resource, rule)
            continue
        vpc = fields.key("VPCId", VPC) if resource.maybe is None else reason_of(resource)
        vpcs.setdefault(rule.value, []).append(vpc)
        origins.setdefault(rule.value, resource.origin)
    for resource in holdings.of(_RULE):
        fields = fields_of(resource, holdings)
        domain = fields.text("DomainName")
        yield ResolverRule(
            id=resource.key,
            origin=resource.origin,
            domain=Known(domain.value.rstrip(".")) if isinstance(domain, Known) else domain,
            kind=fields.text("RuleType"),
            vpcs=all_known(vpcs.pop(resource.key, [])),
            targets=_targets(fields),
        )
    for key, found in vpcs.items():
        lacking = outside(key)
        yield ResolverRule(id=key, origin=origins[key], domain=lacking, kind=lacking, vpcs=all_known(found))


def firewall_groups(holdings: Holdings) -> Iterator[Finding]:
    """Yield DNS Firewall rule groups; one of somebody else that guards a VPC here is among them, unread.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-route53resolver-firewallrulegroup.html
    """
    guarded: dict[str, list[Value[tuple[str, int]]]] = {}
    adrift: list[Value[tuple[str, int]]] = []
    origins: dict[str, Origin] = {}
    for resource in (*holdings.of(_GROUP_ASSOCIATION), *holdings.doubtful(_GROUP_ASSOCIATION)):
        fields = fields_of(resource, holdings)
        group = fields.key("FirewallRuleGroupId", _GROUP)
        if not isinstance(group, Known):
            gap = unplaced(Noun.FIREWALL_GROUPS, resource, group)
            # It may be that of any group, which then guards a VPC that nobody knows.
            adrift.append(gap.why)
            yield gap
            continue
        guarded.setdefault(group.value, []).append(_guarded(resource, fields))
        origins.setdefault(group.value, resource.origin)
    for resource in holdings.of(_GROUP):
        rules, hidden = fields_of(resource, holdings).items("FirewallRules")
        yield FirewallGroup(
            id=resource.key,
            origin=resource.origin,
            vpcs=all_known([*guarded.pop(resource.key, []), *adrift]),
            rules=tuple(_rule(rule, resource.origin, holdings) for rule in rules),
            hidden=hidden,
        )
    for key, found in guarded.items():
        yield FirewallGroup(id=key, origin=origins[key], vpcs=all_known(found), hidden=(outside(key),))


def _guarded(resource: Resource, fields: Fields) -> Value[tuple[str, int]]:
    vpc, priority = fields.key("VpcId", VPC), fields.number("Priority", 0)
    if resource.maybe is not None:
        return reason_of(resource)
    if not isinstance(vpc, Known):
        return vpc
    return Known((vpc.value, priority.value)) if isinstance(priority, Known) else priority


def _rule(fields: Fields, origin: Origin, holdings: Holdings) -> FirewallRule:
    return FirewallRule(
        origin=origin,
        priority=fields.number("Priority", 0),
        action=fields.text("Action"),
        domains=_domains(fields, holdings),
    )


def _domains(fields: Fields, holdings: Holdings) -> Value[tuple[str, ...]]:
    listed = fields.key("FirewallDomainListId", _DOMAINS)
    if not isinstance(listed, Known):
        return listed
    resource = holdings.resources.get(listed.value)
    if resource is None or resource.kind != _DOMAINS:
        return outside(listed.value or "the domain list")
    inner = fields_of(resource, holdings)
    return Unknown("the domains are in a file") if inner.has("DomainFileUrl") else inner.texts("Domains")


def _targets(fields: Fields) -> Value[tuple[str, ...]]:
    listed, hidden = fields.items("TargetIps")
    if hidden:
        return hidden[0]
    return all_known([one.text("Ip") if one.has("Ip") else one.text("Ipv6") for one in listed])
