"""Route tables of one block that differ in nothing but their index, so that it does not matter which of them is meant.

A table is what it routes. Those that one block makes, that hold the same routes and that the same gateway endpoints
serve are as good as one another, whichever of them a subnet has.
"""

from __future__ import annotations

from typing import Final

from sealane.readers.plan.kinds import TABLE
from sealane.readers.plan.lookup import Resources
from sealane.readers.plan.resource import Resource
from sealane.records import dataclass
from sealane.world.values import Known

_SAYING: Final = (
    "aws_route",
    "aws_vpn_gateway_route_propagation",
    "aws_vpc_endpoint_route_table_association",
    "aws_main_route_table_association",
)
_OF_ONE_ALONE: Final = frozenset({"tags", "tags_all", "timeouts", "id", "arn"})


@dataclass(slots=True)
class Tables:
    """What is said about each route table by others, collected once."""

    _said: dict[str, list[object]] | None = None

    def interchangeable(self, estate: Resources, keys: tuple[str, ...]) -> bool:
        """Tell whether the tables with these keys are as good as one another."""
        by_key = {estate.key_of(table): table for table in estate.of(*TABLE.types)}
        tables = [by_key[key] for key in keys if key in by_key]
        if len(tables) != len(keys) or len({(table.home.module, table.home.block) for table in tables}) != 1:
            return False
        if not all(told(table) == told(tables[0]) for table in tables) or "route" in tables[0].expressions:
            return False
        if self._said is None:
            self._said = _said(estate)
        return all(self._said.get(key) == self._said.get(keys[0]) for key in keys)


def told(resource: Resource, *but: str) -> dict[str, object]:
    """Return the values of a resource without those that are of it alone."""
    return {key: value for key, value in resource.values.items() if key not in _OF_ONE_ALONE and key not in but}


def _said(estate: Resources) -> dict[str, list[object]]:
    """Return what routes, associations and gateway endpoints say about each table."""
    said: dict[str, list[object]] = {}
    for resource in estate.managed(*_SAYING):
        owner = estate.key(resource, "route_table_id", TABLE)
        about = (owner.value,) if isinstance(owner, Known) else estate.candidates(resource, "route_table_id", TABLE)
        for key in about:
            said.setdefault(key, []).append((resource.home.module, resource.home.block, told(resource)))
    for endpoint in estate.of("aws_vpc_endpoint"):
        named = estate.keys(endpoint, "route_table_ids", TABLE)
        for key in named.value if isinstance(named, Known) else ():
            said.setdefault(key, []).append(endpoint.address)
    return said
