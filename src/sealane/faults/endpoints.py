"""VPC endpoints: gone, their private names off, their routes gone, their policy closed."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sealane.faults.piece import Change, Piece, PieceKind
from sealane.records import replace
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.values import Known
from sealane.world.world import World

# A Deny of everything to everybody is a policy that is written as AWS takes it:
# https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
CLOSED = json.dumps({"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]})
# `com.amazonaws.us-east-1.ecr.api`: what follows the Region is what people call it.
_PARTS_BEFORE_SUFFIX = 3


def pieces(world: World) -> Iterator[Piece]:
    """Yield the endpoints, their private names, each of their routes, and their policies."""
    for endpoint in world.table(Endpoint).values():
        yield _piece(PieceKind.ENDPOINT, endpoint, None)
        if endpoint.private_dns == Known(True):  # noqa: FBT003 - a value
            yield _piece(PieceKind.PRIVATE_DNS, endpoint, replace(endpoint, private_dns=Known(False)))  # noqa: FBT003
        if endpoint.kind in {EndpointKind.INTERFACE, EndpointKind.GATEWAY}:
            yield _piece(PieceKind.POLICY, endpoint, replace(endpoint, policy=Known(CLOSED)))
        yield from _routes(endpoint)


def suffix_of(endpoint: Endpoint) -> str:
    """Return what people call an endpoint's service: `ecr.api`; the whole name of somebody's own."""
    name = endpoint.service_name.value if isinstance(endpoint.service_name, Known) else ""
    if ".vpce." in name or not name:
        return name
    at = name.find("amazonaws.")
    parts = name[at:].split(".") if at >= 0 else []
    return ".".join(parts[_PARTS_BEFORE_SUFFIX - 1 :]) or name


def _routes(endpoint: Endpoint) -> Iterator[Piece]:
    """Yield the associations of a gateway endpoint with route tables, which are what its routes come from."""
    tables = endpoint.route_tables.value if isinstance(endpoint.route_tables, Known) else ()
    for table in tables:
        left = tuple(other for other in tables if other != table)
        changed = replace(endpoint, route_tables=Known(left))
        yield Piece(
            kind=PieceKind.ROUTE,
            handle=f"{endpoint.id}/{table}",
            aliases=tuple(name for name in (suffix_of(endpoint), table, f"{suffix_of(endpoint)}/{table}") if name),
            origin=endpoint.origin,
            changes=(Change(before=endpoint, after=changed),),
        )


def _piece(kind: PieceKind, endpoint: Endpoint, after: Endpoint | None) -> Piece:
    suffix = suffix_of(endpoint)
    return Piece(
        kind=kind,
        handle=endpoint.id,
        aliases=(suffix,) if suffix else (),
        origin=endpoint.origin,
        changes=(Change(before=endpoint, after=after),),
    )
