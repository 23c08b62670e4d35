"""Load balancers with the target groups that their listeners and rules forward to, to facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sealane.readers.capture.translate.shelf import Shelf, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.load_balancers import Listener, LoadBalancer
from sealane.world.values import Known, Unread, Value

_LISTENERS = "elbv2:DescribeListeners"
_RULES = "elbv2:DescribeRules"


def load_balancers(shelf: Shelf) -> Iterator[LoadBalancer]:
    """Yield the balancers.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html
    """
    listeners: dict[str, list[Node]] = {}
    for node in shelf.nodes(_LISTENERS, "Listeners"):
        listeners.setdefault(node.text("LoadBalancerArn"), []).append(node)
    rules: dict[str, list[Node]] = {}
    for node in shelf.nodes(_RULES, "Rules"):
        rules.setdefault(node.text("RuleArn").rpartition("/")[0], []).append(node)
    for node in shelf.nodes("elbv2:DescribeLoadBalancers", "LoadBalancers"):
        key = key_of(node, "LoadBalancerArn")
        kind, scheme = node.text("Type"), node.text("Scheme")
        zones = node.nodes("AvailabilityZones")
        yield LoadBalancer(
            id=key,
            origin=origin_of(key, node),
            kind=Known(kind) if kind else Unread("the answer does not tell the type"),
            # A gateway load balancer has no scheme and no address outside.
            internal=Known(scheme != "internet-facing"),
            subnets=Known(tuple(zone.text("SubnetId") for zone in zones if zone.text("SubnetId"))),
            security_groups=Known(node.texts("SecurityGroups")),
            listeners=_listeners(shelf, key, listeners.get(key, []), rules),
        )


def _listeners(shelf: Shelf, balancer: str, nodes: list[Node], rules: Mapping[str, list[Node]]) -> tuple[Listener, ...]:
    if not shelf.asked(_LISTENERS):
        why = shelf.why_not(_LISTENERS)
        return (Listener(origin=origin_of(balancer, Node({}, "", "")), port=why, targets=why),)
    return tuple(
        Listener(
            origin=origin_of(key_of(node, "ListenerArn"), node),
            port=Known(node.number("Port", 0)),
            targets=_targets(shelf, node, rules),
        )
        for node in nodes
    )


def _targets(shelf: Shelf, listener: Node, by_listener: Mapping[str, list[Node]]) -> Value[tuple[str, ...]]:
    """Return where a listener and its rules lead.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html
    """
    own = _forwarded(listener.nodes("DefaultActions"))
    arn = listener.text("ListenerArn")
    if ":listener/app/" not in arn:
        return Known(tuple(dict.fromkeys(own)))
    if not shelf.asked(_RULES):
        return shelf.why_not(_RULES)
    rules = by_listener.get(arn.replace(":listener/", ":listener-rule/", 1))
    if not rules:
        return Unread(f"no answer of `aws elbv2 describe-rules` is about {arn}", "elasticloadbalancing:DescribeRules")
    further = [target for rule in rules for target in _forwarded(rule.nodes("Actions"))]
    return Known(tuple(dict.fromkeys((*own, *further))))


def _forwarded(actions: Iterator[Node]) -> list[str]:
    found: list[str] = []
    for action in actions:
        if action.text("TargetGroupArn"):
            found.append(action.text("TargetGroupArn"))
        groups = action.node("ForwardConfig").nodes("TargetGroups")
        found += [group.text("TargetGroupArn") for group in groups if group.text("TargetGroupArn")]
    return found
