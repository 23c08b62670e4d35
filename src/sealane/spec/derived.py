"""The names that AWS resources get from the spec's name and a service's, as far as a limit of AWS bears on them."""

from __future__ import annotations


def execution_role(name: str, service: str) -> str:
    """Return the name of a service's execution role."""
    return f"{name}-{service}-execution"


def task_role(name: str, service: str) -> str:
    """Return the name of a service's task role."""
    return f"{name}-{service}-task"


def flow_logs_role(name: str) -> str:
    """Return the name of the role that writes the VPC's flow logs."""
    return f"{name}-flow-logs"


def load_balancer(name: str, service: str) -> str:
    """Return the name of a service's load balancer, and of its target group."""
    return f"{name}-{service}"


def port_name(service: str) -> str:
    """Return the name of a service's port mapping, by which Service Connect refers to it: lower case only."""
    return service.lower()


def service_connect_name(service: str, dns_name: str) -> str:
    """Return the short name by which other services reach a service."""
    return dns_name or service
