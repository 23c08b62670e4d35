"""Routes of gateway endpoints, and the end of endpoints.

AWS: associating a route table with a gateway endpoint adds the route to the service's prefix list, and ending the
association takes it away; a table has one such route for a service; a deleted endpoint soon is no longer described.
https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html#gateway-endpoint-routing
moto 5.2: adds the route only when the endpoint is created with the table; an association made or ended later changes
a list and no route; deleting then fails for want of the route; a deleted endpoint is described for ever.
"""

from __future__ import annotations

import contextlib
from typing import Any

from sealane.sandbox.seam import Original, around, refuse


def close() -> None:
    """Keep routes and associations the same thing, and forget an endpoint that was deleted."""
    from moto.ec2.models.vpcs import VPCBackend

    @around(VPCBackend, "modify_vpc_endpoint")
    def modify(original: Original, self: Any, vpc_id: str, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        endpoint = self.describe_vpc_endpoints([vpc_id])[0]
        before = set(endpoint.route_table_ids)
        refuse_second_route(self, endpoint.service_name, set(named.get("add_route_tables") or ()) - before)
        original(self, vpc_id, *arguments, **named)
        _add(self, endpoint, set(endpoint.route_table_ids) - before)
        _remove(self, endpoint, before - set(endpoint.route_table_ids))

    @around(VPCBackend, "delete_vpc_endpoints")
    def delete(original: Original, self: Any, vpce_ids: list[str] | None = None) -> None:  # noqa: ANN401
        for endpoint_id in vpce_ids or []:
            endpoint = self.vpc_end_points.get(endpoint_id)
            if endpoint:
                _remove(self, endpoint, set(endpoint.route_table_ids))
                endpoint.route_table_ids = []
                original(self, [endpoint_id])
                del self.vpc_end_points[endpoint_id]


def refuse_second_route(backend: Any, service: str, tables: set[str]) -> None:  # noqa: ANN401
    """Raise what AWS answers when one of the tables already has a route of this service.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html (RouteAlreadyExists)
    """
    prefix_list = _prefix_list(backend, service)
    for table in sorted(tables):
        if prefix_list in {_destination(route) for route in backend.get_route_table(table).routes} - {None}:
            message = f"route table {table} already has a route with destination-prefix-list-id {prefix_list}"
            refuse("RouteAlreadyExists", message)


def _prefix_list(backend: Any, service: str) -> str | None:  # noqa: ANN401
    lists = backend.managed_prefix_lists.values()
    return next((each.id for each in lists if each.prefix_list_name == service), None)


def _destination(route: Any) -> str | None:  # noqa: ANN401
    return route.destination_prefix_list.id if route.destination_prefix_list else None


def _add(backend: Any, endpoint: Any, tables: set[str]) -> None:  # noqa: ANN401
    for table in tables:
        backend.create_route(
            table, None, gateway_id=endpoint.id, destination_prefix_list_id=endpoint.destination_prefix_list_id
        )


def _remove(backend: Any, endpoint: Any, tables: set[str]) -> None:  # noqa: ANN401
    from moto.ec2.exceptions import EC2ClientError

    for table in tables:
        # The route went with its table when that was deleted first.
        with contextlib.suppress(EC2ClientError):
            backend.delete_route(table, None, destination_prefix_list_id=endpoint.destination_prefix_list_id)
