"""`load_balancer.tf`: an internal load balancer in front of each service that wants one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.terraform.files.draft import Draft, Service
from sealane.terraform.files.names import LOAD_BALANCER, bounded
from sealane.terraform.files.security_groups import listener_port
from sealane.terraform.hcl import Block, block, resource
from sealane.terraform.hcl_values import Value

if TYPE_CHECKING:
    from sealane.spec.traffic import LoadBalancer

# TLS 1.2 and 1.3 only, by AWS's recommendation:
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
_TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06"


def load_balancers(draft: Draft) -> Iterator[Block]:
    """Yield load balancer, target group and listener, service by service."""
    for service in draft.services:
        if balancer := service.workload.load_balancer:
            yield _load_balancer(service, balancer, draft)
            yield _target_group(service, balancer, draft)
            yield _listener(service, balancer)


def listener_label(service: Service) -> str:
    """Return the Terraform name of a service's listener."""
    return service.label


def _load_balancer(service: Service, balancer: LoadBalancer, draft: Draft) -> Block:
    """Return the load balancer, without a public address."""
    careful: dict[str, Value] = {"drop_invalid_header_fields": True} if balancer.type == "application" else {}
    return resource(
        "aws_lb",
        service.label,
        {
            "name": bounded(LOAD_BALANCER, draft.spec.name, service.name),
            "load_balancer_type": balancer.type,
            "internal": True,
            "subnets": list(draft.place.subnet_ids),
            "security_groups": [service.of("aws_security_group", "load_balancer", "id")],
            **careful,
        },
    )


def _target_group(service: Service, balancer: LoadBalancer, draft: Draft) -> Block:
    """Return the target group; tasks are targets by their address.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
    """
    application = balancer.type == "application"
    check: dict[str, Value] = (
        {"protocol": "HTTP", "path": balancer.health_check_path} if application else {"protocol": "TCP"}
    )
    return resource(
        "aws_lb_target_group",
        service.label,
        {
            "name": bounded(LOAD_BALANCER, draft.spec.name, service.name),
            "port": service.workload.port,
            "protocol": "HTTP" if application else "TCP",
            "target_type": "ip",
            "vpc_id": draft.place.vpc,
        },
        block("health_check", check),
    )


def _listener(service: Service, balancer: LoadBalancer) -> Block:
    """Return the listener."""
    application = balancer.type == "application"
    secured: dict[str, Value] = {}
    if balancer.certificate_arn:
        secured = {"ssl_policy": _TLS_POLICY, "certificate_arn": balancer.certificate_arn}
    protocol = ("HTTPS" if secured else "HTTP") if application else ("TLS" if secured else "TCP")
    target: Value = service.of("aws_lb_target_group", "", "arn")
    return resource(
        "aws_lb_listener",
        service.label,
        {
            "load_balancer_arn": service.of("aws_lb", "", "arn"),
            "port": listener_port(service),
            "protocol": protocol,
            **secured,
        },
        block("default_action", {"type": "forward", "target_group_arn": target}),
    )
