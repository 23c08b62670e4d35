"""Wounds of endpoints: missing, elsewhere, without private names, closed, not routed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sealane.verdicts.cause import Cause
from sealane.world.endpoints import Endpoint
from sealane.world.security_groups import Direction, PeerKind
from sealane.world.values import Known
from sealane.world.vpcs import Vpc
from sealane.world.world import World
from tests.worlds import healthy as well
from tests.worlds.wounds.wound import (
    BY_GATEWAY,
    BY_INTERFACE,
    FILES,
    LAYERS,
    LOGIN,
    LOGS,
    MANIFEST,
    PARAMETERS,
    SECRETS,
    Wound,
    expect,
    wound,
)

_STEPS = {
    "ecr.api": (LOGIN,),
    "ecr.dkr": (MANIFEST, LAYERS),
    "logs": (LOGS,),
    "secretsmanager": (SECRETS,),
    "ssm": (PARAMETERS,),
}
_OTHER = "vpc-other"


def wounds() -> Iterator[Wound]:
    """Yield every wound of this family."""
    for suffix, steps in _STEPS.items():
        key = well.interface(suffix).id
        yield wound(
            f"no endpoint for {suffix}",
            well.healthy().without(Endpoint, key),
            expect(Cause.ENDPOINT_MISSING, well.VPC, *steps),
        )
        yield wound(
            f"private DNS of {suffix} off",
            _changed(suffix, private_dns=Known(False)),  # noqa: FBT003 - a value
            expect(Cause.ENDPOINT_PRIVATE_DNS_OFF, key, *steps),
        )
        yield wound(
            f"the endpoint for {suffix} is in another VPC",
            _elsewhere(suffix),
            expect(Cause.ENDPOINT_ELSEWHERE, key, *steps),
        )
    yield wound(
        "no gateway endpoint",
        well.healthy().without(Endpoint, well.gateway().id),
        expect(Cause.ENDPOINT_MISSING, well.VPC, *BY_GATEWAY),
    )
    yield from _groups()
    yield from _routes()


def _groups() -> Iterator[Wound]:
    closed = expect(Cause.ENDPOINT_GROUP_INGRESS, well.ENDPOINTS, *BY_INTERFACE)
    ingress = Direction.INGRESS
    wrong = {
        "of another block": well.rule(well.ENDPOINTS, ingress, "192.168.0.0/16"),
        "for another port": well.rule(well.ENDPOINTS, ingress, "10.0.0.0/16", 80),
        "from another group": well.rule(well.ENDPOINTS, ingress, "sg-others", kind=PeerKind.GROUP),
        "from its own members only": well.rule(well.ENDPOINTS, ingress, well.ENDPOINTS, kind=PeerKind.GROUP),
        "over UDP": replace(well.rule(well.ENDPOINTS, ingress, "10.0.0.0/16"), protocol=Known("udp")),
        "outbound only": well.rule(well.ENDPOINTS, Direction.EGRESS, "0.0.0.0/0"),
        "from one half of the VPC, the other one": well.rule(well.ENDPOINTS, ingress, "10.0.128.0/17"),
    }
    for name, rule in wrong.items():
        yield wound(
            f"the endpoints' group lets in {name}",
            well.healthy(well.group("sg-others"), well.endpoints_group(rule)),
            closed,
        )
    yield wound(
        "the endpoints' group admits one subnet of two",
        well.healthy(well.endpoints_group(well.rule(well.ENDPOINTS, ingress, "10.0.0.0/24"))),
        closed,
    )
    yield wound(
        "one endpoint has the VPC's default group",
        _changed("logs", security_groups=Known(())),
        expect(Cause.ENDPOINT_GROUP_INGRESS, well.VPC, LOGS),
    )


def _routes() -> Iterator[Wound]:
    key = well.gateway().id
    for name, tables in {
        "no table": (),
        "one table of two": (well.ROUTE_TABLES[0],),
        "another table": ("rtb-x",),
    }.items():
        yield wound(
            f"the gateway endpoint is associated with {name}",
            well.healthy(replace(well.gateway(), route_tables=Known(tables))),
            expect(Cause.GATEWAY_ENDPOINT_NOT_ROUTED, key, FILES, LAYERS),
        )
    yield wound(
        "a subnet without an association uses the main table, which the gateway endpoint does not know",
        well.healthy(replace(well.route_table(1), subnets=())),
        expect(Cause.GATEWAY_ENDPOINT_NOT_ROUTED, key, FILES, LAYERS),
    )


def _changed(suffix: str, **values: object) -> World:
    return well.healthy(replace(well.interface(suffix), **values))  # type: ignore[arg-type]


def _elsewhere(suffix: str) -> World:
    other = Vpc(
        id=_OTHER,
        origin=well.origin(_OTHER),
        cidrs=Known(("10.9.0.0/16",)),
        dns_hostnames=Known(True),  # noqa: FBT003 - a value
    )
    moved = replace(well.interface(suffix), vpc=Known(_OTHER), subnets=Known(()), security_groups=Known(()))
    return well.healthy(other, moved)
