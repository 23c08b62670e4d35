"""How many addresses each private subnet of a new VPC must have."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import TYPE_CHECKING

from sealane.grammar import cidrs, limits
from sealane.records import dataclass

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.spec.workload import Workload

# At most so many interface endpoints serve the start of tasks (ecr.api, ecr.dkr, logs, secretsmanager, ssm,
# ssmmessages, kms, ecs-agent and what may come); each takes one address in each subnet.
_START_UP_ENDPOINTS = 10
_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """Addresses that one subnet must have at the busiest moment, with the tasks spread over the zones."""

    tasks: int
    endpoints: int
    load_balancers: int
    file_systems: int

    @property
    def addresses(self) -> int:
        """All of them together."""
        balancers = self.load_balancers * limits.LOAD_BALANCER_FREE_ADDRESSES
        return self.tasks + self.endpoints + balancers + self.file_systems


def needs(spec: Spec) -> Needs:
    """Return what one subnet of a new VPC must hold while every service is deployed at its largest."""
    zones = max(spec.network.zone_count, 1)
    services = spec.services.values()
    return Needs(
        tasks=sum(-(-_peak(service) // zones) for service in services),
        endpoints=_START_UP_ENDPOINTS + len(set(spec.endpoints.aws_services)),
        load_balancers=sum(service.load_balancer is not None for service in services),
        file_systems=sum(1 for service in services for volume in service.volumes.values() if not volume.file_system_id),
    )


def prefix_for(addresses: int) -> int:
    """Return the prefix length of the smallest subnet with so many usable addresses, 0 when none is large enough."""
    for length in range(cidrs.SMALLEST, cidrs.LARGEST - 1, -1):
        if cidrs.usable(IPv4Network((0, length))) >= addresses:
            return length
    return 0


def fit(vpc: IPv4Network, zones: int, addresses: int) -> bool:
    """Tell whether a VPC has room for as many subnets as zones, each with so many usable addresses."""
    length = prefix_for(addresses)
    return length >= vpc.prefixlen and 2 ** (length - vpc.prefixlen) >= zones


def _peak(service: Workload) -> int:
    """Return how many tasks of a service may run at once: at its largest, in the middle of a deployment."""
    most = max(service.desired_count, service.autoscaling.maximum if service.autoscaling else 0, 0)
    return max(most * service.deployment.maximum_percent // _WHOLE, most)
