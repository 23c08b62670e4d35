"""Load balancers with their listeners."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, all_known, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, reason_of, unplaced
from sealane.readers.cloudformation.translate.security_groups import GROUP
from sealane.readers.cloudformation.translate.subnets import SUBNET
from sealane.world.gaps import Noun
from sealane.world.load_balancers import Listener, LoadBalancer
from sealane.world.values import Known, Value

TARGET_GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"
_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
_LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
_RULE = "AWS::ElasticLoadBalancingV2::ListenerRule"


def load_balancers(holdings: Holdings) -> Iterator[Finding]:
    """Yield load balancers, which face the internet unless the template says otherwise.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-loadbalancer.html
    """
    rules: dict[str, list[Value[tuple[str, ...]]]] = {}
    for resource in (*holdings.of(_RULE), *holdings.doubtful(_RULE)):
        fields = fields_of(resource, holdings)
        listener = fields.key("ListenerArn", _LISTENER)
        if isinstance(listener, Known):
            found = _targets(fields, "Actions") if resource.maybe is None else reason_of(resource)
            rules.setdefault(listener.value, []).append(found)
    listeners: dict[str, list[Listener]] = {}
    for resource in (*holdings.of(_LISTENER), *holdings.doubtful(_LISTENER)):
        fields = fields_of(resource, holdings)
        balancer = fields.key("LoadBalancerArn", _BALANCER)
        if not isinstance(balancer, Known) or resource.maybe is not None:
            why = balancer if not isinstance(balancer, Known) else reason_of(resource)
            yield unplaced(Noun.LOAD_BALANCERS, resource, why)
            continue
        targets = _merged([_targets(fields, "DefaultActions"), *rules.get(resource.key, [])])
        one = Listener(origin=resource.origin, port=fields.number("Port", 0), targets=targets)
        listeners.setdefault(balancer.value, []).append(one)
    for resource in holdings.of(_BALANCER):
        yield _balancer(resource, holdings, listeners.get(resource.key, []))


def _balancer(resource: Resource, holdings: Holdings, listeners: list[Listener]) -> LoadBalancer:
    fields = fields_of(resource, holdings)
    scheme = fields.text("Scheme", "internet-facing")
    return LoadBalancer(
        id=resource.key,
        origin=resource.origin,
        kind=fields.text("Type", "application"),
        internal=Known(scheme.value == "internal") if isinstance(scheme, Known) else scheme,
        subnets=_subnets(fields),
        security_groups=fields.keys("SecurityGroups", GROUP),
        listeners=tuple(listeners),
    )


def _subnets(fields: Fields) -> Value[tuple[str, ...]]:
    mapped, hidden = fields.items("SubnetMappings")
    if hidden:
        return hidden[0]
    return all_known([one.key("SubnetId", SUBNET) for one in mapped]) if mapped else fields.keys("Subnets", SUBNET)


def _targets(fields: Fields, name: str) -> Value[tuple[str, ...]]:
    """Return the target groups that actions forward to."""
    actions, hidden = fields.items(name)
    keys: list[Value[str]] = list(hidden)
    for action in actions:
        if action.has("TargetGroupArn"):
            keys.append(action.key("TargetGroupArn", TARGET_GROUP))
        groups, unlisted = action.inner("ForwardConfig").items("TargetGroups")
        keys += [*unlisted, *(group.key("TargetGroupArn", TARGET_GROUP) for group in groups)]
    return all_known(keys)


def _merged(found: list[Value[tuple[str, ...]]]) -> Value[tuple[str, ...]]:
    merged = all_known(found)
    if not isinstance(merged, Known):
        return merged
    return Known(tuple(dict.fromkeys(key for keys in merged.value for key in keys)))
