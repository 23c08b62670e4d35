"""Arrows and carriers of one VPC, collected: what is the same for several steps or services is one arrow."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Final

from sealane.drawing.arrows import Arrow, Entrance, Link, Sense
from sealane.drawing.breaking import link_of
from sealane.drawing.carriers import Carrier, CarrierKind
from sealane.drawing.carrying import carrier_of, trace_of
from sealane.drawing.gateways import of_load_balancer
from sealane.drawing.ground import Ground, each, places_of, text
from sealane.drawing.grouping import SINGLE
from sealane.drawing.leaking import carrier_of_leak
from sealane.drawing.services import ServiceGroup
from sealane.records import replace
from sealane.startup.step import StepName
from sealane.verdicts.acceptance import Weighed
from sealane.verdicts.cause import LEAKS, Cause
from sealane.verdicts.evidence import Evidence
from sealane.verdicts.proof import Finding, ServiceProof, StepVerdict
from sealane.verdicts.verdict import Verdict
from sealane.world.load_balancers import LoadBalancer
from sealane.world.values import Known

_ORDER: Final = {str(name): number for number, name in enumerate(StepName)}
_KINDS: Final = {kind: number for number, kind in enumerate(CarrierKind)}
_AFTER_ALL: Final = len(_ORDER)


class Sketch:
    """What has been found of one VPC so far."""

    def __init__(self, vpc: str, groups: tuple[ServiceGroup, ...], weighed: Weighed, ground: Ground) -> None:
        """Start with the boxes of its services."""
        self._vpc = vpc
        self._groups = groups
        self._weighed = weighed
        self._ground = ground
        self._carriers: dict[str, Carrier] = {}
        self._arrows: dict[Hashable, Arrow] = {}
        self._entrances: dict[tuple[str, int], Entrance] = {}

    @property
    def arrows(self) -> tuple[Arrow, ...]:
        """The arrows in the order of a task's start, then the leaks."""
        return tuple(sorted(self._arrows.values(), key=lambda one: (_ORDER.get(one.name, _AFTER_ALL), one.groups)))

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        """The carriers by kind, and in the order in which a start needs them."""
        first: dict[str, int] = {}
        for arrow in self._arrows.values():
            rank = _ORDER.get(arrow.name, _AFTER_ALL)
            first[arrow.carrier] = min(rank, first.get(arrow.carrier, rank))
        last = _AFTER_ALL + 1
        return tuple(
            sorted(self._carriers.values(), key=lambda one: (_KINDS[one.kind], first.get(one.key, last), one.name)),
        )

    @property
    def entrances(self) -> tuple[Entrance, ...]:
        """The load balancers' ways to the services behind them."""
        return tuple(self._entrances.values())

    def add_carrier(self, carrier: Carrier) -> None:
        """Take a carrier; one that is missing from several places is one."""
        known = self._carriers.get(carrier.key)
        if known is None:
            self._carriers[carrier.key] = carrier
        elif carrier.absent or carrier.unsure:
            places = tuple(dict.fromkeys((*known.subnets, *carrier.subnets)))
            self._carriers[carrier.key] = replace(known, subnets=places)

    def add_service(self, group: int, number: int, evidence: Iterable[Evidence]) -> None:
        """Take every step of a service, its leaks and its load balancers."""
        proof = self._weighed.proof.services[number]
        accepted = frozenset(one.cause for one in proof.findings if self._weighed.accepting(one) is not None)
        shown = dict(enumerate(evidence))
        for step, verdict in enumerate(proof.steps):
            self._add_step(group, (number, step), verdict, shown.get(step, Evidence()), accepted)
        for finding in proof.findings:
            if finding.cause in LEAKS:
                self._add_leak(group, number, finding)
        self._add_load_balancers(group, proof)

    def _add_step(
        self, group: int, step: tuple[int, int], verdict: StepVerdict, evidence: Evidence, accepted: frozenset[Cause]
    ) -> None:
        service = self._weighed.proof.services[step[0]].service
        trace = trace_of(verdict, evidence)
        carrier = carrier_of(verdict, trace, places_of(service), self._vpc, self._ground)
        self.add_carrier(carrier)
        causes = tuple(dict.fromkeys(block.cause for check in verdict.checks for block in check.blocks))
        hops = trace.forward if trace is not None else ()
        arrow = Arrow(
            groups=(group,),
            carrier=carrier.key,
            verdict=verdict.verdict,
            steps=(step,),
            services=(step[0],),
            name=str(verdict.step.name),
            host=text(verdict.step.host),
            port=verdict.step.port,
            causes=causes,
            link=link_of(verdict, hops),
            accepted=bool(causes) and accepted.issuperset(causes),
            there=hops,
            back=trace.back if trace is not None else (),
        )
        self._add(arrow)

    def _add_leak(self, group: int, number: int, finding: Finding) -> None:
        carrier = carrier_of_leak(finding.block, self._vpc, self._ground)
        if carrier is None:
            return
        self.add_carrier(carrier)
        inwards = finding.cause is Cause.REACHABLE_FROM_INTERNET
        arrow = Arrow(
            groups=(group,),
            carrier=carrier.key,
            verdict=Verdict.FAILS,
            sense=Sense.INTRUSION if inwards else Sense.LEAK,
            services=(number,),
            causes=(finding.cause,),
            link=Link.CARRIER,
            accepted=self._weighed.accepting(finding) is not None,
            there=finding.witness.forward if finding.witness is not None else (),
        )
        self._add(arrow)

    def _add_load_balancers(self, group: int, proof: ServiceProof) -> None:
        targets = proof.service.targets
        keys = {key for key, _ in targets.value} if isinstance(targets, Known) else set()
        if not keys:
            return
        for balancer in self._ground.world.table(LoadBalancer).values():
            listeners = [one for one in balancer.listeners if keys.intersection(each(one.targets))]
            if listeners:
                carrier = of_load_balancer(balancer, self._ground.gate_of(self._vpc))
                self.add_carrier(carrier)
                ports = tuple(dict.fromkeys(one.port.value for one in listeners if isinstance(one.port, Known)))
                entrance = Entrance(carrier=carrier.key, group=group, ports=ports)
                self._entrances.setdefault((carrier.key, group), entrance)

    def _add(self, arrow: Arrow) -> None:
        """Take an arrow, or let a known one stand for it too."""
        several = len(self._groups) > SINGLE and arrow.verdict is Verdict.HOLDS
        of = () if several else arrow.groups
        key = (of, arrow.sense, arrow.carrier, arrow.name, arrow.verdict, arrow.causes, arrow.link, arrow.accepted)
        known = self._arrows.get(key)
        self._arrows[key] = arrow if known is None else _joined(known, arrow)


def _joined(known: Arrow, other: Arrow) -> Arrow:
    return replace(
        known,
        groups=tuple(sorted({*known.groups, *other.groups})),
        steps=(*known.steps, *other.steps),
        services=tuple(dict.fromkeys((*known.services, *other.services))),
    )
