"""What the logs say, each thing as a clause with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.diagnosis.evidence.sign import SignKind, Use
from sealane.report.paragraph import counted, joined

if TYPE_CHECKING:
    from sealane.diagnosis.evidence.sign import Sign

_SAYS: Final = {
    SignKind.REJECTED_LEAVING: "packets to {address}, port {port}, were rejected as they left {interface}",
    SignKind.REJECTED_ARRIVING: "packets of the task to {address}, port {port}, were rejected as they came to "
    "{interface}",
    SignKind.REJECTED_RETURNING: "answers of {address}, port {port}, were rejected as they came back to {interface}",
    SignKind.REJECTED_BETWEEN: "packets of the task to {address}, port {port}, were rejected; the log does not tell at "
    "which end",
    SignKind.LEFT: "packets to {address}, port {port}, left {interface}, and no answer is in the log",
    SignKind.ARRIVED: "packets of the task to {address}, port {port}, were let in at {interface}",
    SignKind.ANSWERED: "packets to {address}, port {port}, left {interface} and answers came back",
    SignKind.NOTHING_SENT: "{interface} sent and received nothing that a flow log records",
    SignKind.RECORDS_SKIPPED: "records of {interface} were left out by AWS, so what is missing there proves nothing",
    SignKind.CALL_SUCCEEDED: "{action} of this task succeeded, {through}",
    SignKind.CALL_FAILED: "{action} of this task reached AWS, {through}, and failed: {code}",
    SignKind.CALL_DENIED: "{action} of this task reached AWS, {through}, and was denied{layer}",
    SignKind.CALL_DENIED_AT_ENDPOINT: "{action} of this task was denied by the policy of {endpoint}",
}

_FEW: Final = 4


def says(sign: Sign) -> str:
    """Say what a record says."""
    return _SAYS[sign.kind].format(
        address=sign.address,
        port=sign.port,
        interface=sign.interface or "the task's interface",
        action=sign.action,
        code=sign.code,
        endpoint=sign.endpoint or "the endpoint",
        through=f"through {sign.endpoint}" if sign.endpoint else "through no endpoint",
        layer=f" by its {sign.layer} policy" if sign.layer is not None else "",
    )


def meaning(sign: Sign) -> str:
    """Say what follows from it, and what does not."""
    if sign.use is Use.CONTRADICTED:
        return "the message tells of another attempt, so nothing follows"
    if sign.kind is SignKind.CALL_SUCCEEDED and sign.use is Use.HEEDED:
        return "the login came through, so another step failed"
    parts = [f"points to {joined(sign.towards)}"] if sign.towards else []
    few = len(sign.away) <= _FEW
    parts += [f"rules out {joined(sign.away) if few else counted(len(sign.away), 'cause')}"] if sign.away else []
    return ", ".join(parts)


def place(sign: Sign) -> str:
    """Say where the record stands."""
    return f"{sign.origin.file}:{sign.origin.line}" if sign.origin.line else sign.origin.file


def silence(records: int, *, known: bool) -> str:
    """Say that records were given and none is of the failed step of this task; `known` is whether it can be told."""
    which = "the record that was given is not" if records == 1 else f"of {records:,} records that were given none is"
    hint = "" if known else "; which packets are the task's is not known: give `aws ecs describe-tasks` of it as well"
    return f"{which} of this step of this task, which proves nothing{hint}"
