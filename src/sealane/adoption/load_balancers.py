"""The load balancer in front of the service: one that the spec can say is taken over, any other stays outside.

Either way nothing of it changes: the service stays registered where it was.
https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sealane.adoption.container import tcp_ports
from sealane.adoption.found import Found, unique
from sealane.adoption.remark import Matter, Remark, kept
from sealane.adoption.security_groups import Groups
from sealane.adoption.taken import WHOLE, Taken
from sealane.readers.json_node import Node
from sealane.records import dataclass
from sealane.terraform.files.draft import Service
from sealane.terraform.hcl import Block, block
from sealane.terraform.hcl_values import Value

_SECURE = {"HTTPS": True, "TLS": True, "HTTP": False, "TCP": False}
_PORTS = {True: 443, False: 80}


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A load balancer that the spec can say: one listener, which sends everything to the service."""

    balancer: Node
    listener: Node
    group: Node

    @property
    def application(self) -> bool:
        """Whether it is an Application Load Balancer."""
        return self.balancer.text("Type") == "application"


def front_of(found: Found) -> Front | None:
    """Return the load balancer where the spec can say it."""
    if len(found.balanced) != 1:
        return None
    arn = found.balanced[0].text("targetGroupArn")
    group = _named(found, "elbv2:DescribeTargetGroups", "TargetGroups", "TargetGroupArn", arn)
    arns = group.texts("LoadBalancerArns") if group else ()
    if group is None or len(arns) != 1:
        return None
    balancer = _named(found, "elbv2:DescribeLoadBalancers", "LoadBalancers", "LoadBalancerArn", arns[0])
    if balancer is None or balancer.text("Type") not in {"application", "network"}:
        return None
    nodes = unique(found.shelf.nodes("elbv2:DescribeListeners", "Listeners"), "ListenerArn")
    listeners = [one for one in nodes if one.text("LoadBalancerArn") == arns[0]]
    fits = len(listeners) == 1 and _sends_all(found, listeners[0], arn) and _inside(found, balancer)
    ports = tcp_ports(found.container)[:1] == [found.balanced[0].number("containerPort", 0)]
    front = Front(balancer=balancer, listener=listeners[0], group=group) if fits and ports else None
    return front if front and group.text("TargetType") == "ip" and _protocols(front) else None


def front_says(front: Front | None) -> dict[str, Any]:
    """Return the `load_balancer` of the service in the spec."""
    if front is None:
        return {}
    secure = _SECURE[front.listener.text("Protocol")]
    said: dict[str, Any] = {"type": front.balancer.text("Type")}
    certificates = [one.text("CertificateArn") for one in front.listener.nodes("Certificates")]
    if secure and certificates:
        said["certificate_arn"] = certificates[0]
    port = front.listener.number("Port", 0)
    if port != _PORTS[secure]:
        said["listener_port"] = port
    if front.application and front.group.text("HealthCheckPath", "/") != "/":
        said["health_check_path"] = front.group.text("HealthCheckPath")
    return {"load_balancer": said}


def front_remarks(found: Found, front: Front | None) -> Iterator[Remark]:
    """Yield what stays of the load balancer."""
    if front is not None:
        yield kept(Matter.LOAD_BALANCER, front.balancer.text("LoadBalancerName"), "taken over")
        return
    for one in found.balanced:
        yield kept(Matter.LOAD_BALANCER, one.text("targetGroupArn") or one.text("loadBalancerName"), "outside")


def take_front(front: Front | None, service: Service, groups: Groups) -> Iterator[Taken]:
    """Yield the load balancer, its target group and its listener."""
    if front is None:
        return
    named: dict[str, Value] = {"name": front.balancer.text("LoadBalancerName")}
    named["security_groups"] = [groups.reference(one) for one in front.balancer.texts("SecurityGroups")]
    group: dict[str, Value] = {"name": front.group.text("TargetGroupName"), "port": front.group.number("Port", 0)}
    label, ignored = service.label, WHOLE
    arn = front.balancer.text("LoadBalancerArn")
    yield Taken(kind="aws_lb", label=label, id=arn, kept=named, ignored=ignored)
    arn = front.group.text("TargetGroupArn")
    yield Taken(kind="aws_lb_target_group", label=label, id=arn, kept=group, ignored=ignored)
    yield Taken(kind="aws_lb_listener", label=label, id=front.listener.text("ListenerArn"), ignored=ignored)


def outside_blocks(found: Found, front: Front | None, container: str) -> list[Block]:
    """Return the service's own blocks for target groups that stay outside; `container` is its name from now on."""
    if front is not None:
        return []
    return [
        block(
            "load_balancer",
            {
                "target_group_arn": one.text("targetGroupArn"),
                "container_name": container,
                "container_port": one.number("containerPort", 0),
            },
        )
        for one in found.balanced
        if one.text("targetGroupArn")
    ]


def _named(found: Found, call: str, key: str, name: str, value: str) -> Node | None:
    return next((one for one in found.shelf.nodes(call, key) if one.text(name) == value), None)


def _inside(found: Found, balancer: Node) -> bool:
    """Tell whether it is internal and stands in the subnets of the tasks, and in no others."""
    zones = {one.text("SubnetId") for one in balancer.nodes("AvailabilityZones")}
    return balancer.text("Scheme") == "internal" and zones == {one.text("SubnetId") for one in found.subnets}


def _sends_all(found: Found, listener: Node, group: str) -> bool:
    actions = list(listener.nodes("DefaultActions"))
    if len(actions) != 1 or actions[0].text("Type") != "forward" or actions[0].text("TargetGroupArn") != group:
        return False
    own = listener.text("ListenerArn").replace(":listener/", ":listener-rule/", 1)
    rules = found.shelf.nodes("elbv2:DescribeRules", "Rules")
    further = [one for one in rules if one.text("RuleArn").startswith(f"{own}/")]
    return all(one.flag("IsDefault", default=False) for one in further)


def _protocols(front: Front) -> bool:
    """Tell whether listener and target group speak what the spec would have them speak."""
    allowed = {"HTTP", "HTTPS"} if front.application else {"TCP", "TLS"}
    plain = "HTTP" if front.application else "TCP"
    return front.listener.text("Protocol") in allowed and front.group.text("Protocol") == plain
