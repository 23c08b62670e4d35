"""Endpoints in VPCs out of reach, of services that a task's own VPC has none of: one may be meant for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from sealane.readers.live.closure.question import Question, Seen, filter_of, filtered, text_of
from sealane.startup.sequence import steps
from sealane.startup.step import InterfaceEndpoint
from sealane.world.endpoints import Endpoint
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known

_ENDPOINTS: Final = "ec2:DescribeVpcEndpoints"
BY_SERVICE: Final = "service-name"
# A Region can have a VPC with such endpoints for every team: some of them are looked at, the whole of each.
_LOOKED_AT: Final = 4


def elsewhere(seen: Seen) -> Iterator[Question]:
    """Yield who has an endpoint of a service that is needed and missing, once the tasks' own VPCs were looked at."""
    missing = sorted({name for service in seen.world.table(Service).values() for name in _missing(service, seen)})
    if missing:
        yield Question(_ENDPOINTS, {"Filters": filtered(BY_SERVICE, *missing)})


def vpcs_elsewhere(seen: Seen) -> Iterator[str]:
    """Yield the VPCs of the first endpoints that were found so."""
    found = dict.fromkeys(
        node.text("VpcId")
        for answer in seen.answers(_ENDPOINTS)
        if filter_of(answer, BY_SERVICE)
        for node in answer.node.nodes("VpcEndpoints")
    )
    yield from islice(sorted(found), _LOOKED_AT)


def _missing(service: Service, seen: Seen) -> Iterator[str]:
    task = seen.world.find(TaskDefinition, service.task_definition)
    vpcs = {text_of(seen.world.table(Subnet)[key].vpc) for key in _subnets(service) if key in seen.world.table(Subnet)}
    if not isinstance(task, Known) or not vpcs or not vpcs <= _looked_into(seen):
        return
    have = {text_of(one.service_name) for one in seen.world.table(Endpoint).values() if text_of(one.vpc) in vpcs}
    for step in steps(task.value, service.setting):
        if isinstance(step.carrier, InterfaceEndpoint) and step.carrier.service_name not in have:
            yield step.carrier.service_name


def _subnets(service: Service) -> tuple[str, ...]:
    return service.subnets.value if isinstance(service.subnets, Known) else ()


def _looked_into(seen: Seen) -> frozenset[str]:
    """Return the VPCs whose endpoints were asked for."""
    return frozenset(vpc for answer in seen.answers(_ENDPOINTS) for vpc in filter_of(answer, "vpc-id"))
