"""One thing that the logs say about a start that failed."""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.verdicts.cause import Cause
from sealane.verdicts.judgement import Layer
from sealane.world.values import Origin


class SignKind(enum.StrEnum):
    """The closed list of what logs can say."""

    REJECTED_LEAVING = "rejected-leaving"
    REJECTED_ARRIVING = "rejected-arriving"
    REJECTED_RETURNING = "rejected-returning"
    REJECTED_BETWEEN = "rejected-between"
    LEFT = "left"
    ARRIVED = "arrived"
    ANSWERED = "answered"
    NOTHING_SENT = "nothing-sent"
    RECORDS_SKIPPED = "records-skipped"
    CALL_SUCCEEDED = "call-succeeded"
    CALL_FAILED = "call-failed"
    CALL_DENIED = "call-denied"
    CALL_DENIED_AT_ENDPOINT = "call-denied-at-endpoint"


class Use(enum.StrEnum):
    """What became of a sign: it was heeded, it says nothing of the causes, or the message says otherwise."""

    HEEDED = "heeded"
    NOTHING = "nothing"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What a record says.

    Attributes:
        kind: what it says.
        origin: the record's file and line.
        towards: the causes that it points to, the likeliest first.
        away: the causes that it rules out.
        use: what became of it.
        address, port: where the packets were sent.
        interface: the network interface at which the record was made.
        action, principal, code: the call, who made it, and AWS's answer.
        endpoint: the VPC endpoint that it came through.
        layer: the kind of policy that AWS says denied it.

    """

    kind: SignKind
    origin: Origin
    towards: tuple[Cause, ...] = ()
    away: tuple[Cause, ...] = ()
    use: Use = Use.NOTHING
    address: str = ""
    port: int = 0
    interface: str = ""
    action: str = ""
    principal: str = ""
    code: str = ""
    endpoint: str = ""
    layer: Layer | None = None

    @property
    def place(self) -> tuple[str, int, str]:
        """Where the record stands."""
        return self.origin.file, self.origin.line, self.origin.name

    @property
    def said(self) -> tuple[str, ...]:
        """What it says, whichever record says it."""
        about = (self.address, str(self.port), self.interface, self.action, self.principal, self.code, self.endpoint)
        return (self.kind, *about, self.layer or "", " ".join(self.towards), " ".join(self.away))
