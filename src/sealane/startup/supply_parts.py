"""The parts of a supply: an endpoint used, one added, a route table associated, a security group opened."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.startup.needs import EndpointNeed
from sealane.world.endpoints import Endpoint
from sealane.world.route_tables import RouteTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An existing endpoint that serves a need."""

    need: EndpointNeed
    endpoint: Endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEndpoint:
    """An endpoint to create: an interface one in `subnet_ids`, one per zone; a gateway one with `route_table_ids`."""

    need: EndpointNeed
    subnet_ids: tuple[str, ...] = ()
    route_table_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """A route table, really used by the tasks' subnets, that an existing gateway endpoint does not serve yet."""

    need: EndpointNeed
    endpoint: Endpoint
    route_table: RouteTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """A security group of an existing interface endpoint that does not admit the tasks on port 443.

    One rule in `security_group_id`, from the tasks' security group, opens the endpoint for them.
    """

    need: EndpointNeed
    endpoint: Endpoint
    security_group_id: str
