"""`security_groups.tf`: who may send packets to whom. Every rule is a resource of its own."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.terraform.files.admissions import admission_labels, admission_rules
from sealane.terraform.files.draft import Draft, Service
from sealane.terraform.files.rules import HTTPS, NFS, from_group, group, rule
from sealane.terraform.files.ways_out import ENDPOINTS, ways_out
from sealane.terraform.hcl import Block
from sealane.terraform.hcl_values import Reference, Value, reference

_SERVICE_CONNECT = reference("aws_security_group.service_connect.id")
_PLAIN_HTTP = 80


def security_groups(draft: Draft) -> Iterator[Block]:
    """Yield the groups, each with its rules behind it."""
    if draft.creates_interfaces:
        yield from _endpoint_group(draft)
    yield from admission_rules(draft)
    for service in draft.services:
        yield from _task_group(service, draft)
        if service.created_volumes:
            yield from _file_system_group(service, draft)
        if service.workload.load_balancer:
            yield from _load_balancer_group(service, draft)
    if _offered(draft):
        yield from _service_connect_group(draft)


def group_ids(service: Service, draft: Draft) -> list[Value]:
    """Return the groups of a service's tasks."""
    groups: list[Value] = [_tasks(service)]
    if service.workload.service_connect and _offered(draft):
        groups.append(_SERVICE_CONNECT)
    return groups


def rules_of(service: Service, draft: Draft) -> list[Value]:
    """Return references to the rules without which the tasks of a service do not start."""
    egress = [way.label for way in ways_out(service, draft)]
    ingress = admission_labels(service, draft)
    if draft.creates_interfaces:
        ingress.append(
            "endpoints_from_vpc" if draft.spec.endpoints.ingress == "vpc" else f"endpoints_from_{service.label}"
        )
    if service.created_volumes:
        ingress.append(f"{service.label}_file_systems_from_tasks")
    return [
        *(reference(f"aws_vpc_security_group_egress_rule.{label}") for label in egress),
        *(reference(f"aws_vpc_security_group_ingress_rule.{label}") for label in ingress),
    ]


def _endpoint_group(draft: Draft) -> Iterator[Block]:
    """Yield the group of the interface endpoints: the VPC may reach them, or only the tasks."""
    yield group(draft, "endpoints", "endpoints", "Interface endpoints")
    if draft.spec.endpoints.ingress == "vpc":
        yield rule("ingress", "endpoints_from_vpc", ENDPOINTS, draft.place.everywhere, HTTPS, "HTTPS from the VPC")
        return
    for service in draft.services:
        label = f"endpoints_from_{service.label}"
        yield rule("ingress", label, ENDPOINTS, from_group(_tasks(service)), HTTPS, f"HTTPS from {service.name}")


def _task_group(service: Service, draft: Draft) -> Iterator[Block]:
    """Yield the group of a service's tasks: out to what the steps need, in from the load balancer at most."""
    yield group(
        draft,
        f"{service.label}_tasks",
        f"{service.name}-tasks",
        f"Tasks of {service.name}",
        f"Tasks of {service.name}. What no rule here allows neither leaves nor enters.",
    )
    for way in ways_out(service, draft):
        yield rule("egress", way.label, _tasks(service), way.peer, way.port, way.description)
    if service.workload.load_balancer:
        balancer = from_group(service.of("aws_security_group", "load_balancer", "id"))
        label = f"{service.label}_from_load_balancer"
        yield rule("ingress", label, _tasks(service), balancer, service.workload.port, "From the load balancer")


def _file_system_group(service: Service, draft: Draft) -> Iterator[Block]:
    """Yield the group of the mount targets of a service's own file systems."""
    name = f"{service.label}_file_systems"
    yield group(draft, name, f"{service.name}-file-systems", f"File systems of {service.name}")
    owner = service.of("aws_security_group", "file_systems", "id")
    yield rule("ingress", f"{name}_from_tasks", owner, from_group(_tasks(service)), NFS, "NFS from the tasks")


def _load_balancer_group(service: Service, draft: Draft) -> Iterator[Block]:
    """Yield the group of a service's load balancer."""
    balancer = service.workload.load_balancer
    label, owner = f"{service.label}_load_balancer", service.of("aws_security_group", "load_balancer", "id")
    yield group(draft, label, f"{service.name}-load-balancer", f"Load balancer of {service.name}")
    port = listener_port(service)
    allowed = balancer.allow if balancer else ()
    if not allowed:
        yield rule("ingress", f"{label}_from_vpc", owner, draft.place.everywhere, port, "Clients in the VPC")
    for number, block in enumerate(allowed, 1):
        yield rule("ingress", f"{label}_from_{number}", owner, {"cidr_ipv4": block}, port, "Clients")
    tasks = from_group(_tasks(service))
    yield rule("egress", f"{label}_to_tasks", owner, tasks, service.workload.port, "To the tasks")


def listener_port(service: Service) -> int:
    """Return the port that a service's load balancer listens on; 0 without one."""
    balancer = service.workload.load_balancer
    if balancer is None:
        return 0
    return balancer.listener_port or (HTTPS if balancer.certificate_arn else _PLAIN_HTTP)


def _service_connect_group(draft: Draft) -> Iterator[Block]:
    """Yield the group that all services in Service Connect share, so that rules grow with the services, not squared.

    On Fargate the proxy listens on the container's own port:
    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html
    """
    members = from_group(_SERVICE_CONNECT)
    yield group(
        draft,
        "service_connect",
        "service-connect",
        "Tasks in Service Connect",
        "Tasks of services in Service Connect are in this group too, and reach each other on the offered ports only.",
    )
    for port in sorted({service.workload.port for service in _offered(draft)}):
        yield rule("egress", f"service_connect_to_{port}", _SERVICE_CONNECT, members, port, "Service Connect")
    for service in _offered(draft):
        label = f"{service.label}_from_service_connect"
        yield rule("ingress", label, _tasks(service), members, service.workload.port, "Service Connect")


def _offered(draft: Draft) -> list[Service]:
    """Return the services that offer a port in Service Connect."""
    return [service for service in draft.services if service.offers_port]


def _tasks(service: Service) -> Reference:
    """Return the group of a service's tasks."""
    return service.of("aws_security_group", "tasks", "id")
