"""The VPC endpoints of an estate as rows of a table, each with the steps that go through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.records import dataclass
from sealane.report.page.services import place_of
from sealane.report.paragraph import counted
from sealane.verdicts.verdict import Verdict
from sealane.world.endpoints import OPEN_POLICY, Endpoint, EndpointKind
from sealane.world.values import Known, Value
from sealane.world.vpcs import Vpc

if TYPE_CHECKING:
    from sealane.verdicts.evidence import Evidence
    from sealane.verdicts.proof import Proof
    from sealane.world.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointView:
    """One endpoint; `steps` go through it, of `services` services."""

    name: str
    place: str
    service: str
    kind: str
    network: str
    names: str
    policy: str
    steps: tuple[str, ...]
    services: int


def endpoint_views(proof: Proof, world: World, evidence: tuple[tuple[Evidence, ...], ...]) -> tuple[EndpointView, ...]:
    """Lay out every endpoint of the source."""
    steps: dict[str, dict[str, None]] = {}
    services: dict[str, set[int]] = {}
    for number, (service, found) in enumerate(zip(proof.services, evidence, strict=True)):
        for judged, one in zip(service.steps, found, strict=True):
            for trace in one.traces:
                if trace.endpoint and trace.verdict is Verdict.HOLDS:
                    steps.setdefault(trace.endpoint, {})[str(judged.step.name)] = None
                    services.setdefault(trace.endpoint, set()).add(number)
    return tuple(
        EndpointView(
            name=one.origin.name,
            place=place_of(one.origin.file, one.origin.line),
            service=_text(one.service_name),
            kind="gateway" if one.kind is EndpointKind.GATEWAY else str(one.kind).lower(),
            network=_network(one, world),
            names=_names(one),
            policy=_policy(one),
            steps=tuple(steps.get(key, ())),
            services=len(services.get(key, ())),
        )
        for key, one in world.table(Endpoint).items()
    )


def _network(endpoint: Endpoint, world: World) -> str:
    if not isinstance(endpoint.vpc, Known):
        return "not known"
    vpc = world.table(Vpc).get(endpoint.vpc.value)
    return endpoint.vpc.value if vpc is None else vpc.origin.name


def _names(endpoint: Endpoint) -> str:
    if endpoint.kind is EndpointKind.GATEWAY:
        tables = endpoint.route_tables
        return f"routes in {counted(len(tables.value), 'table')}" if isinstance(tables, Known) else "routes not known"
    subnets = endpoint.subnets
    where = f"in {counted(len(subnets.value), 'subnet')}" if isinstance(subnets, Known) else "in subnets not known"
    dns = endpoint.private_dns
    if not isinstance(dns, Known):
        return f"{where}, private DNS not known"
    return f"{where}, private DNS {'on' if dns.value else 'off'}"


def _policy(endpoint: Endpoint) -> str:
    if not isinstance(endpoint.policy, Known):
        return "not known"
    return "open to all" if endpoint.policy.value == OPEN_POLICY else "its own"


def _text(value: Value[str]) -> str:
    return value.value if isinstance(value, Known) else "not known"
