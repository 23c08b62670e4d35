"""What a part of a spec says without a key of its own: the models and the plain parts answer by the same functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    # Shapes instead of the models, which import this module.
    class Network(Protocol):
        """The keys of `network` that decide."""

        @property
        def vpc_id(self) -> str:
            """The VPC, when it is there already."""

        @property
        def subnet_ids(self) -> tuple[str, ...]:
            """Its subnets."""

        @property
        def zones(self) -> int | tuple[str, ...]:
            """How many zones a new one spans, or which."""

    class Workload(Protocol):
        """The keys of a service that decide."""

        @property
        def operating_system(self) -> str:
            """The operating system family."""


def existing(network: Network) -> bool:
    """Whether the tasks run in a VPC that is already there."""
    return bool(network.vpc_id)


def zone_count(network: Network) -> int:
    """How many zones the tasks run in; of an existing VPC only the number of subnets is known."""
    if network.subnet_ids:
        return len(network.subnet_ids)
    return network.zones if isinstance(network.zones, int) else len(network.zones)


def windows(workload: Workload) -> bool:
    """Whether the containers are Windows containers."""
    return workload.operating_system != "linux"
