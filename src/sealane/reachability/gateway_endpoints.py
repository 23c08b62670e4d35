"""Packets to S3 or DynamoDB: by the gateway endpoint of the table that the subnet uses, and by public paths otherwise.

https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.endpoints import EndpointMissing, GatewayEndpointNotRouted
from sealane.reachability.blocks.towards import Towards, TowardsKind
from sealane.reachability.ends import End
from sealane.reachability.indexes import ANY, endpoints_by_vpc
from sealane.reachability.network_acls import cross
from sealane.reachability.outcome import Outcome, Reason, together
from sealane.reachability.private_names import MAY_WORK
from sealane.reachability.routes import Lanes, blocks_of_list, overlaps
from sealane.reachability.sieve import Asked
from sealane.reachability.start import Start, leaving, let_out, returning
from sealane.records import dataclass
from sealane.verdicts.trace import Block, Hop
from sealane.world.address_sets import PUBLIC_IPV4, addresses_of
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.gaps import Noun
from sealane.world.values import Known, Unknown


@dataclass(frozen=True, slots=True)
class Gateways:
    """The gateway endpoints of a service in a VPC: the one on the subnet's table, others, those that do not work."""

    routed: Endpoint | None
    idle: tuple[Endpoint, ...]
    failed: tuple[Endpoint, ...]
    open: tuple[Reason, ...]


def end_of_list(atlas: Atlas, name: str) -> End:
    """Return AWS's prefix list of a service as an end: its blocks where a source has them, else somewhere public."""
    return atlas.answer(("list", name), lambda: _end_of_list(atlas, name))


def _end_of_list(atlas: Atlas, name: str) -> End:
    blocks = blocks_of_list(atlas, name)
    return End(addresses_of(blocks) if blocks else PUBLIC_IPV4, each=bool(blocks), list_name=name)


def gateways_of(atlas: Atlas, start: Start, service: str) -> Gateways:
    """Return what the start's VPC has for a service."""
    table = start.lanes.table.id if isinstance(start.lanes, Lanes) else ""
    return atlas.answer(("gateways", start.vpc.id, table, service), lambda: _gateways(atlas, start, service))


def _gateways(atlas: Atlas, start: Start, service: str) -> Gateways:
    kinds, vpc = (Endpoint,), start.vpc.id
    keys = (*atlas.named(endpoints_by_vpc, kinds, vpc), *atlas.named(endpoints_by_vpc, kinds, ANY))
    found = [endpoint for key in keys if (endpoint := atlas.fact(Endpoint, key)) is not None]
    mine = [one for one in found if one.kind is EndpointKind.GATEWAY and _may_be(one, service)]
    why: list[Reason] = []
    routed: Endpoint | None = None
    idle: list[Endpoint] = []
    failed: list[Endpoint] = []
    for one in mine:
        unknown = [value for value in (one.vpc, one.service_name, one.state) if not isinstance(value, Known)]
        if unknown:
            why += unknown
        elif isinstance(one.state, Known) and one.state.value.lower() != "available":
            pending = one.state.value.lower() in MAY_WORK
            why += [Unknown(f"{one.origin.name} is {one.state.value}")] if pending else []
            failed.append(one)
        elif not isinstance(one.route_tables, Known):
            why.append(one.route_tables)
            idle.append(one)
        elif isinstance(start.lanes, Lanes) and start.lanes.table.id in one.route_tables.value:
            routed = one
        else:
            idle.append(one)
    if not routed:
        gap = atlas.gap(Noun.ENDPOINTS, vpc)
        why += [gap] if gap else []
    return Gateways(routed, tuple(idle), tuple(failed), tuple(why))


def _may_be(endpoint: Endpoint, service: str) -> bool:
    return not isinstance(endpoint.service_name, Known) or endpoint.service_name.value == service


def by_gateway(atlas: Atlas, start: Start, endpoint: Endpoint, service: str, asked: Asked) -> Outcome:
    """Follow packets to the service over a gateway endpoint and back; the endpoint has no group and no subnet."""
    end = end_of_list(atlas, service)
    towards = Towards(kind=TowardsKind.PREFIX_LIST, key=service)
    table = start.lanes.table.origin if isinstance(start.lanes, Lanes) else endpoint.origin
    hops = (
        Hop(kind="route-table", origin=table, rule=endpoint.origin, does="routes"),
        Hop(kind="endpoint", origin=endpoint.origin, rule=endpoint.origin, does="delivers"),
    )
    return together(
        (
            let_out(start, end, asked, towards),
            cross(atlas, leaving(start, end, asked, towards)),
            Outcome(open=_doubts(start.lanes, end), forward=hops),
            cross(atlas, returning(start, end, asked, towards)),
        )
    )


def _doubts(lanes: Lanes | Reason, end: End) -> tuple[Reason, ...]:
    """Return why another route may count than the endpoint's."""
    if not isinstance(lanes, Lanes):
        return (lanes,)
    doubt = overlaps(lanes, end.addresses)
    return (*lanes.open, *(why for _, why in lanes.adrift), *((doubt,) if doubt else ()))


def absent(start: Start, gateways: Gateways, service: str, host: str) -> Block:
    """Return what is wrong where no gateway endpoint carries the packets and no path leads out."""
    if gateways.idle and isinstance(start.lanes, Lanes):
        return GatewayEndpointNotRouted(endpoint=gateways.idle[0], table=start.lanes.table, subnet=start.subnet)
    failed = gateways.failed[0] if gateways.failed else None
    return EndpointMissing(
        vpc=start.vpc, service_name=service, gateway=True, subnet=start.subnet, host=host, failed=failed
    )
