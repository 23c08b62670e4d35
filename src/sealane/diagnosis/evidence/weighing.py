"""What a message says, with what the logs say beside it.

Signs only take causes away and put others first. What the message rules out stays ruled out, so a log can mislead
nobody into a cause that the message contradicts.
"""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.evidence.calls import call_signs, steps_of
from sealane.diagnosis.evidence.packets import packet_signs
from sealane.diagnosis.evidence.sign import Sign, SignKind, Use
from sealane.diagnosis.evidence.targets import targets_of
from sealane.diagnosis.symptoms.outlook import Against, Outlook, Reason
from sealane.diagnosis.symptoms.symptom import Symptom
from sealane.records import replace
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure
from sealane.world.logs import Logs
from sealane.world.stopped_tasks import StoppedTask
from sealane.world.world import World

_BY_NETWORK: Final = frozenset(
    {Failure.TIMEOUT, Failure.REFUSED, Failure.RESET, Failure.NAME, Failure.UNREACHABLE, Failure.CERTIFICATE}
)
_CALLS: Final = frozenset(
    {SignKind.CALL_SUCCEEDED, SignKind.CALL_FAILED, SignKind.CALL_DENIED, SignKind.CALL_DENIED_AT_ENDPOINT}
)
_ANSWERS: Final = _CALLS - {SignKind.CALL_SUCCEEDED}
_LOGIN: Final = "ecr:GetAuthorizationToken"
_FROM_CALLS: Final = Reason.TRAIL
_FROM_PACKETS: Final = Reason.FLOW_LOG
# The order in which signs put causes first: a name for the cause beats where a packet was lost.
_STRENGTH: Final = tuple(SignKind)[::-1]


def signs_of(symptom: Symptom, task: StoppedTask, logs: Logs, world: World | None = None) -> tuple[Sign, ...]:
    """Return what the logs say of a message, each thing once, in an order that does not come from that of the files."""
    found = (
        *packet_signs(symptom, task, logs.flows, targets_of(symptom, world)),
        *call_signs(symptom, task, logs.events),
    )
    unique: dict[tuple[str, ...], Sign] = {}
    for sign in sorted(found, key=lambda one: (one.said, one.place)):
        unique.setdefault(sign.said, sign)
    return tuple(unique.values())


def narrowed(symptom: Symptom, signs: tuple[Sign, ...]) -> Symptom:
    """Return a message that may be about several steps with those alone that the calls leave."""
    if len(symptom.steps) <= 1:
        return symptom
    told: set[StepName] = set()
    if symptom.failure not in _BY_NETWORK:
        told = {step for sign in signs if sign.kind in _ANSWERS for step in steps_of(sign.action, symptom.steps)}
    steps = tuple(step for step in symptom.steps if step in told)
    if not steps:
        came = any(_is_login(sign, symptom) for sign in signs)
        steps = tuple(step for step in symptom.steps if not (came and step is StepName.REGISTRY_LOGIN))
    return replace(symptom, steps=steps)


def _is_login(sign: Sign, symptom: Symptom) -> bool:
    """Tell whether a sign shows that the token came, where the message may be about something else.

    It is asked for once, while of several secrets one may have come and the next one not.
    """
    return sign.kind is SignKind.CALL_SUCCEEDED and sign.action == _LOGIN and len(symptom.steps) > 1


def weighed(symptom: Symptom, outlook: Outlook, signs: tuple[Sign, ...]) -> tuple[Outlook, tuple[Sign, ...]]:
    """Return an outlook with the signs heeded, and the signs with what became of each."""
    heard = [sign for sign in signs if not _contradicts(sign, symptom)]
    away = {cause for sign in heard for cause in sign.away}
    first = _first(heard, outlook, away)
    left = tuple(cause for cause in outlook.possible if cause not in away and cause not in first)
    possible = (*first, *left)
    if outlook.possible and not possible:
        return outlook, tuple(replace(sign, use=Use.CONTRADICTED) for sign in signs)
    against = (*outlook.against, *(_against(sign) for sign in heard if sign.away))
    reason = outlook.reason
    if first:
        reason = _FROM_CALLS if any(sign.kind in _CALLS and sign.towards for sign in heard) else _FROM_PACKETS
    told = tuple(replace(sign, use=_used(sign, symptom)) for sign in signs)
    return Outlook(possible=possible, reason=reason, against=against), told


def _first(heard: list[Sign], outlook: Outlook, away: set[Cause]) -> tuple[Cause, ...]:
    """Return what signs point to and nothing rules out, in the message's own order where it has one."""
    found: list[Cause] = []
    for kind in _STRENGTH:
        of_kind = [cause for sign in heard if sign.kind is kind for cause in sign.towards]
        ordered = [cause for cause in outlook.possible if cause in of_kind]
        # Where packets were lost is told among the causes that the message has; AWS's own answer may name another one.
        found += of_kind if kind in _CALLS else ordered
    allowed = (cause for cause in found if cause not in away and outlook.rules_out(cause) is None)
    return tuple(dict.fromkeys(allowed))


def _contradicts(sign: Sign, symptom: Symptom) -> bool:
    """Tell whether a sign says that AWS answered, where the message says that no answer came.

    Both are true: a task calls more than once. So the one says nothing of the other.
    """
    return sign.kind in _CALLS and symptom.failure in _BY_NETWORK and not _is_login(sign, symptom)


def _used(sign: Sign, symptom: Symptom) -> Use:
    if _contradicts(sign, symptom):
        return Use.CONTRADICTED
    return Use.HEEDED if sign.away or sign.towards or _is_login(sign, symptom) else Use.NOTHING


def _against(sign: Sign) -> Against:
    return Against(reason=_FROM_CALLS if sign.kind in _CALLS else _FROM_PACKETS, causes=sign.away)
