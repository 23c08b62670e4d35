"""The two questions about every service of a world: will its tasks start, and are they sealed?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sealane.proof.advice import advice_of, services_needed
from sealane.proof.estate import Estate
from sealane.proof.fold import findings_of
from sealane.proof.guard import crash_of, looked
from sealane.proof.namesake import namesake_of
from sealane.proof.network import Sent, network_checks
from sealane.proof.permission import Surroundings, assumptions, permission_checks
from sealane.proof.placement import placement_checks
from sealane.proof.seal import Seal, seal_of
from sealane.proof.seats import Seats, places_of
from sealane.proof.stores import OF_STORES, store_checks
from sealane.proof.task import task_of
from sealane.proof.way import Way, ways_of
from sealane.records import dataclass
from sealane.startup.sequence import steps
from sealane.startup.step import Step
from sealane.verdicts.check import Check
from sealane.verdicts.proof import Assumed, Proof, ServiceProof, StepVerdict
from sealane.verdicts.verdict import Verdict, worst
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A service with the steps of its task; without a task there are none."""

    service: Service
    task: Value[TaskDefinition]
    steps: tuple[Step, ...]
    seats: Seats


def prove(world: World, *, only: Collection[str] = ()) -> Proof:
    """Prove every service of a world, or `only` those with these keys; pure, and total for any world.

    Nothing about a service is taken for granted but what `Source.assumed` says; what could not be decided is unknown.
    """
    estate = Estate(world)
    services = world.table(Service)
    asked = [case_of(service, estate) for service in services.values() if not only or service.id in only]
    beside = [case_of(one, estate) for one in _beside(asked, estate) if one.id not in only] if only else []
    needed = needed_by([*asked, *beside])
    return Proof(source=world.source, services=tuple([judge(case, needed, estate) for case in asked]))


def _beside(cases: Iterable[Case], estate: Estate) -> Iterator[Service]:
    """Yield the services in the VPCs of some cases, which use the same endpoints."""
    vpcs = {vpc for case in cases for vpc in case.seats.vpcs}
    subnets = estate.world.table(Subnet)
    for service in estate.world.table(Service).values():
        keys = service.subnets.value if isinstance(service.subnets, Known) else ()
        first = subnets.get(keys[0]) if keys else None
        if first is not None and isinstance(first.vpc, Known) and first.vpc.value in vpcs:
            yield service


def case_of(service: Service, estate: Estate) -> Case:
    """Return a service with its task, the steps and places of it."""
    try:
        task = task_of(service, estate.world, estate.inventory)
        derived = steps(task.value, service.setting) if isinstance(task, Known) else ()
    except Exception as crash:  # noqa: BLE001 - whatever goes wrong, the answer is that nobody knows
        return Case(service=service, task=crash_of(crash), steps=(), seats=seats_at(service, estate))
    return Case(service=service, task=task, steps=derived, seats=seats_at(service, estate))


def seats_at(service: Service, estate: Estate) -> Seats:
    """Return where a service's tasks may be placed; after a crash nobody knows."""
    try:
        return places_of(service, estate)
    except Exception as crash:  # noqa: BLE001 - as in `case_of`
        return Seats(seats=(), likes=(), vpc=crash_of(crash))


def needed_by(cases: Iterable[Case]) -> dict[str, frozenset[str]]:
    """Return the endpoint services that the tasks of each VPC need."""
    found: dict[str, frozenset[str]] = {}
    for case in cases:
        for vpc in case.seats.vpcs:
            found[vpc] = found.get(vpc, frozenset()) | services_needed(case.steps)
    return found


def judge(
    case: Case, needed: dict[str, frozenset[str]], estate: Estate, around: Surroundings | None = None
) -> ServiceProof:
    """Prove a service; a crash outside of every single look leaves all of it unknown, with the crash attached.

    `around` is what was kept of an earlier proof of the same case.
    """
    try:
        return _proof(case, needed, estate, around)
    except Exception as crash:  # noqa: BLE001 - as in `case_of`
        unknown = Verdict.UNKNOWN
        return ServiceProof(
            service=case.service, starts=unknown, sealed=unknown, steps=(), findings=(), open=(crash_of(crash),)
        )


def surroundings_of(case: Case, estate: Estate) -> Surroundings | None:
    """Return what the steps of a case are judged in; `None` when its task is not known."""
    if not isinstance(case.task, Known):
        return None
    task, setting = case.task.value, case.service.setting
    namesake = namesake_of((case.service.name, Known(task.family)), setting, estate)
    return Surroundings(task=task, setting=setting, estate=estate, namesake=namesake)


def _proof(case: Case, needed: dict[str, frozenset[str]], estate: Estate, kept: Surroundings | None) -> ServiceProof:
    service, seats = case.service, case.seats
    seal = seal_of(seats, estate)
    around = kept or surroundings_of(case, estate)
    if around is None:
        return _without_task(case, seal)
    placement = around.again(
        "placement", lambda: looked(lambda: placement_checks(around.task, service, estate.world), service.origin)
    )
    judged = tuple(_step(step, seats, seal, around) for step in case.steps)
    starting = [one.verdict for one in judged if one.step.starts]
    vpc = next(iter(seats.vpcs), "")
    return ServiceProof(
        service=service,
        starts=worst((*(check.verdict for check in placement), *starting)),
        sealed=seal.verdict,
        steps=judged,
        findings=(*findings_of(placement, judged), *seal.findings),
        placement=placement,
        advice=advice_of(service, vpc, needed.get(vpc, frozenset()), estate),
        open=_open(placement, judged, seal),
        assumed=_assumed(case.steps, around),
    )


def _without_task(case: Case, seal: Seal) -> ServiceProof:
    why = () if isinstance(case.task, Known) else (case.task,)
    return ServiceProof(
        service=case.service,
        starts=Verdict.UNKNOWN,
        sealed=seal.verdict,
        steps=(),
        findings=seal.findings,
        open=tuple(dict.fromkeys((*why, *seal.open))),
    )


def _step(step: Step, seats: Seats, seal: Seal, around: Surroundings) -> StepVerdict:
    """Judge a step on its own evidence, as if those before it had worked."""
    packets = Sent(step, seats, around)
    checks = looked(lambda: network_checks(step, packets, around), around.task.origin)
    checks += looked(lambda: _permission(step, seats, packets, around), around.task.origin)
    if step.name in OF_STORES:
        checks += around.again(
            ("store", id(step), seal.leads_out),
            lambda: looked(lambda: store_checks(step, around, leads_out=seal.leads_out), around.task.origin),
        )
    return StepVerdict(step=step, verdict=worst([check.verdict for check in checks]), checks=checks)


def _permission(step: Step, seats: Seats, packets: Sent, around: Surroundings) -> Iterable[Check]:
    """Ask for permission on every way that the step's requests may take; what is the same on all is said once."""
    ways = ways_of(step, seats.vpc, [found.way for found in packets.found], around.estate)
    if around.kept is None:
        return _by_ways(step, ways, around)
    question = ("permission", id(step), *[way.name for way in ways])
    return around.again(question, lambda: tuple(_by_ways(step, ways, around)))


def _by_ways(step: Step, ways: tuple[Way, ...], around: Surroundings) -> Iterable[Check]:
    if len(ways) == 1 and len(step.calls) == 1:
        return permission_checks(step, ways[0], around)
    return _each_once(step, ways, around)


def _each_once(step: Step, ways: tuple[Way, ...], around: Surroundings) -> Iterator[Check]:
    checks = (check for way in ways for check in permission_checks(step, way, around))
    seen = []
    for check in checks:
        answer = (check.verdict, check.origin, check.blocks, check.open)
        if answer not in seen:
            seen.append(answer)
            yield check


def _open(placement: Iterable[Check], judged: Iterable[StepVerdict], seal: Seal) -> tuple[Unknown | Unread, ...]:
    reasons = [why for check in placement for why in check.open]
    reasons += [why for verdict in judged for check in verdict.checks for why in check.open]
    return tuple(dict.fromkeys((*reasons, *seal.open)))


def _assumed(derived: Iterable[Step], around: Surroundings) -> tuple[Assumed, ...]:
    return tuple(dict.fromkeys(one for step in derived for one in assumptions(step, around)))
