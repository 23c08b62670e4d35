"""What flow logs say of the packets of a failed step.

A record says little by itself: AWS rejects packets of a connection that is closed too, leaves records out when it is
busy, and a log may have been asked for accepted packets alone.
https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-limitations.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from sealane.diagnosis.evidence.attribution import is_from_task, is_own_interface, seconds
from sealane.diagnosis.evidence.sign import Sign, SignKind
from sealane.diagnosis.evidence.targets import Targets
from sealane.diagnosis.symptoms.network_outlook import FILTERS, NAMES, NETWORK, WAYS
from sealane.diagnosis.symptoms.symptom import Place, Symptom
from sealane.records import replace
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.world.flows import Flow, FlowAction, FlowStatus
from sealane.world.stopped_tasks import StoppedTask

_TCP: Final = 6
_OPENS: Final = 2
_INTO: Final = (Cause.ENDPOINT_GROUP_INGRESS, Cause.EFS_GROUP_INGRESS)
# What must have been right for a packet to be on its way to the very address that serves the step.
_FOUND: Final = (
    Cause.ENDPOINT_MISSING,
    Cause.ENDPOINT_PRIVATE_DNS_OFF,
    Cause.ENDPOINT_ELSEWHERE,
    Cause.EFS_MOUNT_TARGET_MISSING,
    *NAMES,
)
_OF_FILES: Final = frozenset({Cause.EFS_GROUP_INGRESS, Cause.EFS_MOUNT_TARGET_MISSING})
_OF_ENDPOINTS: Final = frozenset(
    {
        Cause.ENDPOINT_MISSING,
        Cause.ENDPOINT_PRIVATE_DNS_OFF,
        Cause.ENDPOINT_ELSEWHERE,
        Cause.ENDPOINT_GROUP_INGRESS,
        Cause.GATEWAY_ENDPOINT_NOT_ROUTED,
    }
)
_S3: Final = "s3"
# Between the start of a task and its interface, and between its end and the last record, in seconds.
_GAP: Final = 60


def packet_signs(symptom: Symptom, task: StoppedTask, flows: tuple[Flow, ...], targets: Targets) -> tuple[Sign, ...]:
    """Return what flow logs say of the packets that a task sent where the failed step needs an answer from."""
    own: list[Flow] = []
    others: list[Flow] = []
    for flow in flows:
        if is_own_interface(flow, task):
            own.append(flow)
        elif is_from_task(flow, task):
            others.append(flow)
    found = [*_rejected(symptom, own, others, targets)]
    if not found:
        found = [*_accepted(own, others, flows, targets)]
    every = (*found, *_nothing_sent(symptom, task, own, flows), *_skipped(own))
    other = _OF_ENDPOINTS if symptom.step is StepName.VOLUME_MOUNT else _OF_FILES
    return tuple(_without(sign, other) for sign in every)


def _without(sign: Sign, causes: frozenset[Cause]) -> Sign:
    """Return a sign that speaks of nothing that the step does not use."""
    return replace(
        sign,
        towards=tuple(cause for cause in sign.towards if cause not in causes),
        away=tuple(cause for cause in sign.away if cause not in causes),
    )


def _rejected(symptom: Symptom, own: list[Flow], others: list[Flow], targets: Targets) -> Iterator[Sign]:
    """Yield rejected attempts; one to an address that let others through may be of a closed connection."""
    answered = _addresses_back(own, targets, FlowAction.ACCEPTED)
    outside = symptom.place is Place.PUBLIC and symptom.service != _S3
    for flow in _towards(own, targets, FlowAction.REJECTED):
        if flow.target in answered or flow.reason:
            continue
        # A sealed group rejects public addresses as it should: then the name is what is wrong.
        exact = () if symptom.place is Place.PUBLIC else (*_FOUND, *_INTO)
        towards = () if outside else FILTERS
        yield _sign(SignKind.REJECTED_LEAVING, flow, flow.target, targets, towards=towards, away=exact)
    for flow in _back(own, targets, FlowAction.REJECTED):
        if flow.source not in answered and not flow.reason:
            came = (*_FOUND, *_INTO, *WAYS, Cause.TASK_GROUP_EGRESS)
            yield _sign(
                SignKind.REJECTED_RETURNING,
                flow,
                flow.source,
                targets,
                towards=(Cause.NETWORK_ACL_BLOCKS,),
                away=came if targets.exact else (),
            )
    for flow in _towards(others, targets, FlowAction.REJECTED):
        if flow.target not in answered and not flow.reason:
            yield _rejected_elsewhere(flow, targets)


def _rejected_elsewhere(flow: Flow, targets: Targets) -> Sign:
    """Return what a rejection at another interface says; without an interface nobody knows at which end it was."""
    if not flow.interface:
        either = (*_INTO, *FILTERS)
        return _sign(SignKind.REJECTED_BETWEEN, flow, flow.target, targets, towards=either, away=_FOUND)
    towards = (*_INTO, Cause.NETWORK_ACL_BLOCKS)
    away = (*_FOUND, *WAYS, Cause.TASK_GROUP_EGRESS)
    return _sign(SignKind.REJECTED_ARRIVING, flow, flow.target, targets, towards=towards, away=away)


def _accepted(own: list[Flow], others: list[Flow], flows: tuple[Flow, ...], targets: Targets) -> Iterator[Sign]:
    """Yield what accepted packets say; they speak only of the address that the message itself names."""
    back = _addresses_back(own, targets, FlowAction.ACCEPTED)
    stateless = _stateless(own, flows) if back else ()
    for flow in _towards(own, targets, FlowAction.ACCEPTED):
        if flow.target in back:
            through = (Cause.TASK_GROUP_EGRESS, *_INTO, *WAYS, *stateless)
            yield _sign(SignKind.ANSWERED, flow, flow.target, targets, away=through if targets.exact else ())
        else:
            left = (Cause.TASK_GROUP_EGRESS,) if targets.exact else ()
            yield _sign(SignKind.LEFT, flow, flow.target, targets, away=left)
    for flow in _towards(others, targets, FlowAction.ACCEPTED):
        if flow.interface:
            away = (Cause.TASK_GROUP_EGRESS, *_INTO) if targets.exact else ()
            yield _sign(SignKind.ARRIVED, flow, flow.target, targets, away=away)


def _stateless(own: list[Flow], flows: tuple[Flow, ...]) -> tuple[Cause, ...]:
    """Return the network ACL where the log would have shown that it rejects: its rules know the ports of an answer.

    One attempt may pass where another one does not. A log that shows no rejected packet at all may be one of accepted
    packets alone, and one with records left out may have left out these.
    """
    complete = all(flow.status is not FlowStatus.SKIPPED for flow in own)
    rejects = any(flow.action is FlowAction.REJECTED for flow in flows)
    return (Cause.NETWORK_ACL_BLOCKS,) if complete and rejects else ()


def _nothing_sent(symptom: Symptom, task: StoppedTask, own: list[Flow], flows: tuple[Flow, ...]) -> Iterator[Sign]:
    """Yield that no packet was sent, where the log says so for the whole life of the task and is of all packets.

    Queries to the VPC's own name server are in no flow log.
    """
    kinds = {flow.action for flow in flows}
    whole = {FlowAction.ACCEPTED, FlowAction.REJECTED} <= kinds
    if not own or symptom.address or any(flow.status is not FlowStatus.NO_DATA for flow in own):
        return
    away = tuple(cause for cause in (*NETWORK, *_INTO) if cause not in NAMES) if whole and _covers(own, task) else ()
    yield Sign(
        kind=SignKind.NOTHING_SENT,
        origin=own[0].origin,
        towards=NAMES if away else (),
        away=away,
        interface=own[0].interface,
    )


def _covers(own: list[Flow], task: StoppedTask) -> bool:
    """Tell whether windows follow one on the other from the start of a task to its end."""
    began, ended = seconds(task.began), seconds(task.at)
    if began is None or ended is None:
        return False
    reached = began
    for flow in sorted(own, key=lambda one: one.began):
        if flow.began > reached + _GAP:
            return False
        reached = max(reached, float(flow.ended))
    return reached >= ended - _GAP


def _skipped(own: list[Flow]) -> Iterator[Sign]:
    for flow in own:
        if flow.status is FlowStatus.SKIPPED:
            yield Sign(kind=SignKind.RECORDS_SKIPPED, origin=flow.origin, interface=flow.interface)


def _towards(flows: Iterable[Flow], targets: Targets, action: FlowAction) -> Iterator[Flow]:
    return _between(flows, targets, action, lambda flow: (flow.target, flow.target_port))


def _back(flows: Iterable[Flow], targets: Targets, action: FlowAction) -> Iterator[Flow]:
    return _between(flows, targets, action, lambda flow: (flow.source, flow.source_port))


def _between(
    flows: Iterable[Flow], targets: Targets, action: FlowAction, far: Callable[[Flow], tuple[str, int]]
) -> Iterator[Flow]:
    """Yield TCP records with one of the addresses and the port at the far end; of rejected ones those that open."""
    for flow in flows:
        address, port = far(flow)
        opens = flow.flags is None or bool(flow.flags & _OPENS)
        fits = address in targets.addresses and port in {targets.port, 0} and flow.protocol in {_TCP, 0}
        if fits and flow.action is action and (opens or action is FlowAction.ACCEPTED):
            yield flow


def _addresses_back(own: list[Flow], targets: Targets, action: FlowAction) -> set[str]:
    return {flow.source for flow in _back(own, targets, action)}


def _sign(
    kind: SignKind,
    flow: Flow,
    address: str,
    targets: Targets,
    *,
    towards: tuple[Cause, ...] = (),
    away: tuple[Cause, ...] = (),
) -> Sign:
    return Sign(
        kind=kind,
        origin=flow.origin,
        towards=towards,
        away=away,
        address=address,
        port=targets.port,
        interface=flow.interface,
    )
