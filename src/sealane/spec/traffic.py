"""How traffic reaches a service, and how many copies answer it."""

from __future__ import annotations

from typing import Literal

from sealane.spec.part import Flag, Integer, Part


class LoadBalancer(Part):
    """An internal load balancer in front of the service's port."""

    type: Literal["application", "network"] = "application"
    """`application` (ALB) or `network` (NLB)."""
    certificate_arn: str = ""
    """ARN of an ACM certificate; with it the listener speaks HTTPS (ALB) or TLS (NLB)."""
    listener_port: Integer = 0
    """Port the load balancer listens on; 443 with a certificate, 80 without, unless given."""
    health_check_path: str = "/"
    """Path that an ALB asks to see whether a task is healthy."""
    allow: tuple[str, ...] = ()
    """CIDR blocks that may reach the load balancer; the VPC's own when left out."""


class Autoscaling(Part):
    """Target tracking between two counts."""

    minimum: Integer = 1
    """Fewest tasks."""
    maximum: Integer
    """Most tasks."""
    cpu_percent: Integer = 0
    """Average CPU utilisation to hold, 1 to 100; 0 leaves it out."""
    memory_percent: Integer = 0
    """Average memory utilisation to hold, 1 to 100; 0 leaves it out."""


class ServiceConnect(Part):
    """Makes the service's port reachable for the other services by a short name."""

    dns_name: str = ""
    """Name that clients use; the service's own name when left out."""


class Deployment(Part):
    """How a new version replaces the old one."""

    circuit_breaker: Flag = True
    """Stop a deployment whose tasks do not start."""
    rollback: Flag = True
    """Go back to the last deployment that worked when the circuit breaker stops one."""
    minimum_healthy_percent: Integer = 100
    """Lowest share of the desired count that stays up."""
    maximum_percent: Integer = 200
    """Highest share of the desired count during a deployment."""
