"""Route tables of one block that differ in nothing but their index, so that it does not matter which of them is meant.

A table is what it routes. Those that one block makes, that hold the same routes and that the same gateway endpoints
serve are as good as one another, whichever of them a subnet has.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from sealane.readers.plan.kinds import TABLE
from sealane.readers.plan.resource import Resource
from sealane.world.values import Known

if TYPE_CHECKING:
    from sealane.readers.plan.estate import Estate

_SAYING: Final = (
    "aws_route",
    "aws_vpn_gateway_route_propagation",
    "aws_vpc_endpoint_route_table_association",
    "aws_main_route_table_association",
)
_OF_ONE_ALONE: Final = frozenset({"tags", "tags_all", "timeouts", "id", "arn"})


def interchangeable(estate: Estate, keys: tuple[str, ...]) -> bool:
    """Tell whether the tables with these keys are as good as one another."""
    tables = [table for table in estate.of(*TABLE.types) if estate.key_of(table) in keys]
    if len(tables) != len(keys) or len({(table.home.module, table.home.block) for table in tables}) != 1:
        return False
    if not all(told(table) == told(tables[0]) for table in tables) or "route" in tables[0].expressions:
        return False
    return _said_alike(estate, keys) and _served_alike(estate, frozenset(keys))


def told(resource: Resource, *but: str) -> dict[str, object]:
    """Return the values of a resource without those that are of it alone."""
    return {key: value for key, value in resource.values.items() if key not in _OF_ONE_ALONE and key not in but}


def _said_alike(estate: Estate, keys: tuple[str, ...]) -> bool:
    """Tell whether other resources say the same about each table."""
    said: dict[str, list[object]] = {key: [] for key in keys}
    for resource in estate.managed(*_SAYING):
        owner = estate.key(resource, "route_table_id", TABLE)
        about: Iterable[str] = (
            (owner.value,) if isinstance(owner, Known) else estate.candidates(resource, "route_table_id", TABLE) or keys
        )
        for key in about:
            if key in said:
                said[key].append((resource.home.module, resource.home.block, told(resource)))
    return all(one == said[keys[0]] for one in said.values())


def _served_alike(estate: Estate, keys: frozenset[str]) -> bool:
    """Tell whether each gateway endpoint names all the tables or none of them."""
    for endpoint in estate.of("aws_vpc_endpoint"):
        named = estate.keys(endpoint, "route_table_ids", TABLE)
        if isinstance(named, Known) and keys & set(named.value) not in (frozenset(), keys):
            return False
    return True
