"""How many addresses a subnet must have, and the blocks that follow when none are written down."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network

from sealane.grammar import cidrs, limits
from sealane.spec.document import Spec
from sealane.spec.workload import Workload

# At most so many interface endpoints serve the start of tasks (ecr.api, ecr.dkr, logs, secretsmanager, ssm,
# ssmmessages, kms, ecs-agent and what may come); each takes one address in each subnet.
_START_UP_ENDPOINTS = 10
_WHOLE = 100
# The size that a person would write: roomy, and yet a /16 holds 256 of them.
_USUAL = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """Addresses that one subnet must have at the busiest moment."""

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


def needed_addresses(spec: Spec) -> int:
    """Return how many usable addresses each subnet must have."""
    return needs(spec).addresses


def prefix_for(addresses: int) -> int:
    """Return the prefix length of the smallest subnet with so many usable addresses, 0 when none is large enough."""
    for length in range(cidrs.SMALLEST, cidrs.LARGEST - 1, -1):
        if cidrs.usable(IPv4Network((0, length))) >= addresses:
            return length
    return 0


def blocks(spec: Spec) -> tuple[IPv4Network, ...] | None:
    """Return the private subnets of a new VPC, in the order of its zones; `None` when the VPC is too small.

    What the spec writes down is taken as it is. Otherwise the subnets are equal, lie one after the other from the
    VPC's start, and are a /24 wherever that is enough and fits.
    """
    if spec.network.subnets:
        return tuple(IPv4Network(text) for text in spec.network.subnets)
    vpc, zones = IPv4Network(spec.network.cidr), spec.network.zone_count
    enough = prefix_for(needed_addresses(spec))
    if not enough:
        return None
    for length in (min(_USUAL, enough), enough):
        if length >= vpc.prefixlen and 2 ** (length - vpc.prefixlen) >= zones:
            found = vpc.subnets(new_prefix=length)
            return tuple(next(found) for _ in range(zones))
    return None


def _peak(service: Workload) -> int:
    """Return how many tasks of a service may run at once: at its largest, in the middle of a deployment."""
    most = max(service.desired_count, service.autoscaling.maximum if service.autoscaling else 0, 0)
    return max(most * service.deployment.maximum_percent // _WHOLE, most)
