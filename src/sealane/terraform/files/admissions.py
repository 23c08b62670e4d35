"""What is added to endpoints that an existing VPC has already: rules that let the tasks in, and route tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sealane.startup.needs import EndpointNeed
from sealane.terraform.files.draft import Draft, Service, endpoint_label
from sealane.terraform.files.names import identifier
from sealane.terraform.files.rules import HTTPS, from_group, rule
from sealane.terraform.hcl import Block, resource
from sealane.terraform.hcl_values import Value, reference


def admission_rules(draft: Draft) -> Iterator[Block]:
    """Yield a rule for each group of an existing endpoint and each service that it must let in."""
    for group, services in _admitted(draft).items():
        for service in services:
            tasks = from_group(service.of("aws_security_group", "tasks", "id"))
            yield rule("ingress", _label(group, service), group, tasks, HTTPS, f"HTTPS from {service.name}")


def admission_labels(service: Service, draft: Draft) -> list[str]:
    """Return the Terraform names of the rules that let a service's tasks in."""
    return [_label(group, service) for group, services in _admitted(draft).items() if service in services]


def _admitted(draft: Draft) -> dict[str, list[Service]]:
    """Return the groups that must be opened, each once, with the services that need one of its endpoints."""
    found: dict[str, dict[str, Service]] = {}
    for admission in draft.supply.admissions if draft.supply else ():
        tasks = {task for task, _ in admission.need.reasons}
        services = {service.name: service for service in draft.services if service.name in tasks}
        found.setdefault(admission.security_group_id, {}).update(services)
    return {group: list(services.values()) for group, services in found.items()}


def _label(group: str, service: Service) -> str:
    return f"{identifier(group)}_from_{service.label}"


def associations(draft: Draft, reason: Callable[[EndpointNeed], str]) -> Iterator[Block]:
    """Yield the route tables that an existing gateway endpoint must serve too."""
    for association in draft.supply.associations if draft.supply else ():
        yield resource(
            "aws_vpc_endpoint_route_table_association",
            _association_label(association.need, association.route_table.id),
            {"vpc_endpoint_id": association.endpoint.id, "route_table_id": association.route_table.id},
            comment=reason(association.need),
        )


def association_references(draft: Draft) -> list[Value]:
    """Return references to those associations."""
    kind = "aws_vpc_endpoint_route_table_association"
    found = draft.supply.associations if draft.supply else ()
    return [reference(f"{kind}.{_association_label(each.need, each.route_table.id)}") for each in found]


def _association_label(need: EndpointNeed, route_table: str) -> str:
    return identifier(endpoint_label(need), route_table)
