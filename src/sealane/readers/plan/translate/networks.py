"""The subnets and groups of whatever runs a task, in the blocks that all such resources share."""

from __future__ import annotations

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import GROUP, SUBNET
from sealane.readers.plan.resource import Part
from sealane.readers.plan.translate.clusters import FARGATE
from sealane.records import dataclass
from sealane.world.services import on_spot
from sealane.world.values import Known, Unknown, Value


@dataclass(frozen=True, slots=True)
class Network:
    """Where tasks are placed."""

    subnets: Value[tuple[str, ...]]
    groups: Value[tuple[str, ...]]
    public: Value[bool]


def network_of(estate: Estate, part: Part | Unknown | None) -> Network:
    """Return the network of a `network_configuration` block."""
    if part is None:
        return Network(Known(()), Known(()), Known(False))  # noqa: FBT003 - AWS's default
    if isinstance(part, Unknown):
        return Network(part, part, part)
    return Network(
        estate.keys(part, "subnets", SUBNET), estate.keys(part, "security_groups", GROUP), public_address(part)
    )


def public_address(part: Part) -> Value[bool]:
    """Return `assign_public_ip`, which some resources write as a word."""
    value = part.values.get("assign_public_ip")
    if isinstance(value, str):
        return Known(value == "ENABLED")
    return part.flag("assign_public_ip")


def on_fargate(part: Part, *, otherwise: bool) -> bool:
    """Tell whether a resource asks for Fargate, or may; `otherwise` when it says nothing."""
    launch = part.text("launch_type")
    if isinstance(launch, Known) and launch.value:
        return launch.value == "FARGATE"
    strategy = part.blocks("capacity_provider_strategy")
    if isinstance(strategy, Unknown):
        return otherwise or part.configured("capacity_provider_strategy")
    names = {one.literal("capacity_provider") for one in strategy}
    if names:
        return bool(names & FARGATE) or "" in names
    return otherwise or part.configured("launch_type")


def spot(part: Part, default: frozenset[str] = frozenset()) -> Value[bool]:
    """Tell whether a resource asks for Fargate Spot; `default` is what its cluster has for one that says nothing."""
    launch = part.text("launch_type")
    if isinstance(launch, Known) and launch.value:
        return Known(False)  # noqa: FBT003 - a launch type has none
    strategy = part.blocks("capacity_provider_strategy")
    if isinstance(strategy, Unknown):
        return strategy if part.configured("capacity_provider_strategy") else on_spot(default)
    return on_spot({one.literal("capacity_provider") for one in strategy} or default)
