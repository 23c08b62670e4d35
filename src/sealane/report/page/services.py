"""Services as a page lists them: grouped by their verdict, what fails in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.records import dataclass
from sealane.report.page.steps import Numbers, StepView, step_view
from sealane.report.proof.headline import calls_verdict
from sealane.verdicts.verdict import Verdict
from sealane.world.subnets import Subnet
from sealane.world.values import Known
from sealane.world.vpcs import Vpc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sealane.report.page.ways import Ways
    from sealane.verdicts.acceptance import Weighed
    from sealane.verdicts.evidence import Evidence
    from sealane.verdicts.proof import ServiceProof
    from sealane.world.services import Service
    from sealane.world.world import World

_ORDER: Final = (Verdict.FAILS, Verdict.UNKNOWN, Verdict.HOLDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceView:
    """One service; `number` counts from 0 in the order of the proof, `calls` is empty where it makes none later."""

    number: int
    name: str
    kind: str
    place: str
    network: str
    verdict: str
    starts: str
    sealed: str
    calls: str
    steps: tuple[StepView, ...]
    causes: tuple[str, ...]
    placement: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceGroup:
    """The services that share a verdict, by their networks."""

    verdict: str
    networks: tuple[tuple[str, tuple[ServiceView, ...]], ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(len(services) for _, services in self.networks)


def service_groups(
    weighed: Weighed,
    world: World,
    evidence: tuple[tuple[Evidence, ...], ...],
    ways: Ways,
    found: Mapping[int, Numbers],
) -> tuple[ServiceGroup, ...]:
    """Lay out every service, grouped."""
    views = [
        _service(
            number,
            service,
            str(weighed.verdict_of(service)),
            network_of(service.service, world),
            tuple(_steps(number, service, evidence[number], ways, found.get(id(service), {}))),
        )
        for number, service in enumerate(weighed.proof.services)
    ]
    groups = ((verdict, tuple(one for one in views if one.verdict == verdict)) for verdict in map(str, _ORDER))
    return tuple(ServiceGroup(verdict=verdict, networks=_networks(one)) for verdict, one in groups if one)


def _networks(services: Iterable[ServiceView]) -> tuple[tuple[str, tuple[ServiceView, ...]], ...]:
    """Put the services of one network side by side, in the order of the first of each."""
    found: dict[str, list[ServiceView]] = {}
    for one in services:
        found.setdefault(one.network, []).append(one)
    return tuple((network, tuple(ones)) for network, ones in found.items())


def place_of(file: str, line: int) -> str:
    """Write file and line, as far as they are known."""
    return f"{file}:{line}" if file and line else file


def _steps(
    number: int, service: ServiceProof, evidence: tuple[Evidence, ...], ways: Ways, found: Numbers
) -> Iterator[StepView]:
    for place, (step, one) in enumerate(zip(service.steps, evidence, strict=True)):
        yield step_view(f"{number}.{place}", step, one, ways, found)


def _service(
    number: int, service: ServiceProof, verdict: str, network: str, steps: tuple[StepView, ...]
) -> ServiceView:
    origin = service.service.origin
    return ServiceView(
        number=number,
        name=origin.name,
        kind=str(service.service.kind).replace("-", " "),
        place=place_of(origin.file, origin.line),
        network=network,
        verdict=verdict,
        starts=str(service.starts),
        sealed=str(service.sealed),
        calls="" if all(step.starts for step in steps) else str(calls_verdict(service)),
        steps=steps,
        causes=tuple(dict.fromkeys(str(finding.cause) for finding in service.findings)),
        placement=tuple((str(check.verdict), check.origin.name, str(check.cause or "")) for check in service.placement),
    )


def network_of(service: Service, world: World) -> str:
    """Name the VPC that a service's tasks are in; empty where it is not known."""
    keys = service.subnets.value if isinstance(service.subnets, Known) else ()
    for key in keys:
        subnet = world.table(Subnet).get(key)
        if subnet is not None and isinstance(subnet.vpc, Known):
            vpc = world.table(Vpc).get(subnet.vpc.value)
            return vpc.origin.name if vpc is not None else subnet.vpc.value
    return ""
