"""From a spec and its steps to the draft: the folds are asked once, and every thing gets its Terraform name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sealane.startup.egress import egress_needs
from sealane.startup.endpoint_policies import endpoint_statements
from sealane.startup.endpoints import endpoint_needs
from sealane.startup.needs import EndpointNeed, Statement, TaskSteps
from sealane.startup.permissions import managed_shortfall, role_statements
from sealane.startup.step import Kind, Principal, Resource, Step
from sealane.terraform.files.draft import Created, Draft, Owners, Place, Service
from sealane.terraform.files.names import identifiers
from sealane.terraform.files.network import place_of
from sealane.terraform.files.secrets import named_secrets
from sealane.terraform.hcl_values import Value, reference
from sealane.world.tasks import Setting

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.startup.supply import Supply


def draft_of(spec: Spec, tasks: tuple[TaskSteps, ...], setting: Setting, supply: Supply | None) -> Draft:
    """Return the draft of a root module."""
    needs = endpoint_needs(tasks)
    place = place_of(spec)
    endpoints = tuple(_created(needs, place, spec, supply))
    services = _services(spec, tasks)
    guarded = endpoints if spec.endpoints.policy == "least-privilege" else ()
    return Draft(
        spec=spec,
        setting=setting,
        place=place,
        services=services,
        needs=needs,
        endpoints=endpoints,
        endpoint_policies={each.need.service_name: endpoint_statements(each.need, tasks) for each in guarded},
        owners=_owners(services, tasks),
        secrets=named_secrets(spec),
        supply=supply,
    )


def _created(needs: tuple[EndpointNeed, ...], place: Place, spec: Spec, supply: Supply | None) -> Iterator[Created]:
    """Yield the endpoints to create: all of them in a new VPC, the missing ones in an existing one."""
    if supply is None:
        tables: tuple[Value, ...] = (reference("aws_route_table.private.id"),)
        for need in needs:
            yield _endpoint(need, tables if need.kind == "Gateway" else tuple(place.subnet_ids))
        return
    subnets = dict(zip(spec.network.subnet_ids, place.subnet_ids, strict=True))
    for new in supply.added:
        yield _endpoint(new.need, new.route_table_ids or tuple(subnets[each] for each in new.subnet_ids))


def _endpoint(need: EndpointNeed, places: tuple[Value, ...]) -> Created:
    return Created(need=need, places=places, tasks=frozenset(task for task, _ in need.reasons))


def _services(spec: Spec, tasks: tuple[TaskSteps, ...]) -> tuple[Service, ...]:
    """Return the services with their names in Terraform and what their steps need."""
    labels = identifiers((name, (name,)) for name in spec.services)
    volumes = identifiers(
        ((name, volume), (labels[name], volume))
        for name, workload in spec.services.items()
        for volume in workload.volumes
    )
    execution = managed_shortfall if spec.execution_role == "managed" else _execution_statements
    return tuple(
        Service(
            name=task.task,
            label=labels[task.task],
            workload=spec.services[task.task],
            egress=egress_needs(task.steps),
            execution=execution(task.steps),
            task=role_statements(task.steps, Principal.TASK_ROLE),
            volumes={volume: volumes[task.task, volume] for volume in spec.services[task.task].volumes},
        )
        for task in tasks
    )


def _execution_statements(steps: Iterable[Step]) -> tuple[Statement, ...]:
    """Return everything that the execution role may do."""
    return role_statements(steps, Principal.EXECUTION_ROLE)


def _owners(services: tuple[Service, ...], tasks: tuple[TaskSteps, ...]) -> Owners:
    """Return which services' steps act on a resource, with the subjects of those steps."""
    found: dict[Resource, dict[tuple[str, str], tuple[Service, str]]] = {}
    for service, task in zip(services, tasks, strict=True):
        for step in task.steps:
            for resource in (resource for call in step.calls for resource in call.resources):
                subject = step.subject if resource.kind is Kind.FILE_SYSTEM else ""
                found.setdefault(resource, {})[service.name, subject] = (service, subject)
    return {resource: tuple(owners.values()) for resource, owners in found.items()}
