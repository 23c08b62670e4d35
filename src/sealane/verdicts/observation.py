"""What happened when a step was made for real, in the words that predictions use, so that both can be compared."""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.startup.step import Step
from sealane.verdicts.verdict import Verdict


class Failure(enum.StrEnum):
    """How a call failed, as whoever made it can tell."""

    TIMEOUT = "timeout"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    RESET = "reset"
    NAME = "name"
    CERTIFICATE = "certificate"
    DENIED = "denied"
    ABSENT = "absent"
    INVALID = "invalid"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One connection or request as the other side saw it.

    Attributes:
        space: where it arrived; `endpoint` the key of the VPC endpoint there, empty for none.
        client: the address it came from.
        host: the name that was asked for.
        operation: the AWS operation or `GET /v2/…`, empty for a connection without a request.
        status: the answer's HTTP status, 0 for none.
        received, sent: bytes of the bodies.
        outside: whether it arrived in what stands for the internet.
        inbound: whether it came from there, and arrived at the task.
        address, port: where it arrived, by number.
        service: the endpoint service whose host was asked for, as `ecr.api`; empty for what is not AWS's.
        resource: the ARN that the operation was about, as far as it is known.
        principal: the key of the role whose credentials were used; empty for none.
        denied_by: which policies denied it, empty when none did.
        unenforced: what a policy says of it that was not enforced, and why.
        note: what else there is to say, as that the client did not trust the certificate.
        when: seconds since the epoch at its end.

    """

    space: str
    endpoint: str = ""
    client: str = ""
    host: str = ""
    operation: str = ""
    status: int = 0
    received: int = 0
    sent: int = 0
    outside: bool = False
    inbound: bool = False
    address: str = ""
    port: int = 0
    service: str = ""
    resource: str = ""
    principal: str = ""
    denied_by: str = ""
    unenforced: tuple[str, ...] = ()
    note: str = ""
    when: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One step, made in one task's place.

    Attributes:
        step: which.
        subnet: the key of the subnet in which the task stood.
        verdict: `holds` when it worked, `fails` when it did not, `unknown` when it was not made.
        failure: how it failed; `None` unless it did.
        host, address, port: where the call went, as far as it came.
        message: what AWS would report as the task's stopped reason; empty unless it failed.
        detail: why it was not made, or what the client said.
        wire: what the other side saw of it.
        seconds: how long it took.

    """

    step: Step
    subnet: str
    verdict: Verdict
    failure: Failure | None = None
    host: str = ""
    address: str = ""
    port: int = 0
    message: str = ""
    detail: str = ""
    wire: tuple[Exchange, ...] = ()
    seconds: float = 0.0
