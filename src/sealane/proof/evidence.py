"""The whole evidence of a proof, for whoever wants to see it: a proof itself asks no further where something holds."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.proof.estate import Estate
from sealane.proof.network import ways_in_full
from sealane.proof.permission import Surroundings, role_of, targets_of
from sealane.proof.prove import case_of, surroundings_of
from sealane.proof.requests import Asker, ask, in_full
from sealane.proof.seats import Seats
from sealane.proof.way import Way, way_through, ways_of
from sealane.startup.step import Call, Step
from sealane.verdicts.evidence import Evidence, Permission
from sealane.verdicts.proof import Proof, ServiceProof
from sealane.world.policies import Role
from sealane.world.values import Known
from sealane.world.world import World


def evidence_of(proof: Proof, world: World) -> tuple[tuple[Evidence, ...], ...]:
    """Return the evidence of every step of every service, in the order of the proof.

    A look that crashes has no evidence to show; that it crashed is said by the proof.
    """
    estate = Estate(world)
    return tuple([tuple(_of_service(service, estate)) for service in proof.services])


def _of_service(service: ServiceProof, estate: Estate) -> Iterator[Evidence]:
    case = case_of(service.service, estate)
    around = surroundings_of(case, estate)
    for verdict in service.steps:
        try:
            yield Evidence() if around is None else _of_step(verdict.step, case.seats, around)
        except Exception:  # noqa: BLE001 - as in a proof: what crashes is not known, and that is said there
            yield Evidence()


def _of_step(step: Step, seats: Seats, around: Surroundings) -> Evidence:
    packets = ways_in_full(step, seats, around)
    ways = ways_of(step, seats.vpc, packets, around.estate)
    asked = [one for way in ways for call in step.calls for one in _of_call(step, call, way_through(call, way), around)]
    traces = tuple(dict.fromkeys(way.trace for way in packets))
    return Evidence(traces=traces, permissions=tuple(dict.fromkeys(asked)))


def _of_call(step: Step, call: Call, way: Way, around: Surroundings) -> Iterator[Permission]:
    role = role_of(call, around)
    if role is not None and not isinstance(role, Known):
        return
    fact: Role | None = None if role is None else role.value
    identity = None if fact is None else around.estate.identity(fact, around.setting)
    asker = Asker(identity=identity, way=way, setting=around.setting)
    for target in targets_of(step, call, around):
        for action in call.actions:
            asked = ask(call, action, target, asker, around.estate)
            yield Permission(
                principal=call.principal,
                role=None if fact is None else fact.origin,
                action=action,
                resource=str(target.text),
                decision=in_full(asked, asker, around.estate),
                through=call.through,
            )
