"""The names that AWS resources get, derived from the spec's name and the service's; no name is made up elsewhere."""

from __future__ import annotations

from sealane.spec.document import Spec


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


def log_group(name: str, service: str) -> str:
    """Return the name of a service's log group."""
    return f"/ecs/{name}/{service}"


def flow_logs_group(name: str) -> str:
    """Return the name of the log group of the VPC's flow logs."""
    return f"/vpc/{name}/flow-logs"


def security_group(name: str, what: str) -> str:
    """Return the name of a security group; `what` is a service's name, `endpoints`, and the like."""
    return f"{name}-{what}"


def port_name(service: str) -> str:
    """Return the name of a service's port mapping, by which Service Connect refers to it: lower case only."""
    return service.lower()


def service_connect_name(service: str, dns_name: str) -> str:
    """Return the short name by which other services reach a service."""
    return dns_name or service.lower()


def state_key(spec: Spec) -> str:
    """Return the object key of the Terraform state."""
    return (spec.state.key if spec.state else "") or f"{spec.name}/terraform.tfstate"
