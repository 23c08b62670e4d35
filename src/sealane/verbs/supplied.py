"""What an existing VPC already offers the tasks, and what it lacks: read, compared, and said where it is unfit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sealane.errors import InputError
from sealane.readers.live.network import existing_network
from sealane.startup.own_parts import without
from sealane.startup.supply import Supply, missing
from sealane.verbs.cautions import caution_problem
from sealane.verbs.obstacles import obstacle_problem
from sealane.verbs.own import own

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.startup.needs import EndpointNeed
    from sealane.verbs.aws import Aws
    from sealane.verbs.observer import Observer
    from sealane.world.existing_network import ExistingNetwork


def supplied(
    spec: Spec, needs: tuple[EndpointNeed, ...], aws: Aws, observer: Observer, folder: Path
) -> tuple[Supply, ExistingNetwork]:
    """Read the spec's VPC and compare it with what the tasks need.

    What earlier applies from `folder` have put there does not count as the owner's.

    Raises:
        InputError: when the VPC or a subnet is not there, or has what only its owner can repair.
        EnvironmentFailure: when AWS cannot be asked.

    """
    before = own(folder, aws, spec)
    seen = existing_network(aws.door(), spec.network.vpc_id, spec.network.subnet_ids)
    network = without(seen, endpoint_ids=before.endpoint_ids, associations=before.associations)
    # Tasks that run already have their addresses.
    tasks = 0 if before.running else most_tasks(spec)
    supply = missing(needs, network, spec.network.subnet_ids, tasks=tasks)
    for caution in supply.cautions:
        observer.warn(caution_problem(caution))
    if supply.obstacles:
        raise InputError(*(obstacle_problem(obstacle) for obstacle in supply.obstacles))
    return supply, network


def most_tasks(spec: Spec) -> int:
    """Count the tasks that may run at once: each service's most, and its share more during a deployment."""
    most = 0
    for service in spec.services.values():
        count = max(service.desired_count, service.autoscaling.maximum if service.autoscaling else 0)
        most += count * service.deployment.maximum_percent // 100
    return most
