"""The load balancers that send traffic to the services."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.live.closure.question import Question, Seen
from sealane.world.load_balancers import LoadBalancer
from sealane.world.services import Service
from sealane.world.values import Known


def load_balancers(seen: Seen) -> Iterator[Question]:
    """Yield what leads from a target group to its balancers, listeners and rules."""
    for service in seen.world.table(Service).values():
        for group, _ in service.targets.value if isinstance(service.targets, Known) else ():
            yield Question("elbv2:DescribeTargetGroups", {"TargetGroupArns": [group]})
    for node in seen.nodes("elbv2:DescribeTargetGroups", "TargetGroups"):
        for balancer in node.texts("LoadBalancerArns"):
            yield Question("elbv2:DescribeLoadBalancers", {"LoadBalancerArns": [balancer]})
    for balancer in seen.world.table(LoadBalancer):
        yield Question("elbv2:DescribeListeners", {"LoadBalancerArn": balancer})
    for node in seen.nodes("elbv2:DescribeListeners", "Listeners"):
        if ":listener/app/" in node.text("ListenerArn"):
            yield Question("elbv2:DescribeRules", {"ListenerArn": node.text("ListenerArn")})
