"""What may have caused a message, in order, and what the message rules out."""

from __future__ import annotations

import enum
from typing import Final

from sealane.records import dataclass
from sealane.verdicts.cause import Cause


class Reason(enum.StrEnum):
    """What in the evidence points to a cause or away from it."""

    PUBLIC_ADDRESS = "public-address"
    PRIVATE_ADDRESS = "private-address"
    NO_ANSWER = "no-answer"
    NO_NAME = "no-name"
    SOMETHING_ANSWERED = "something-answered"
    AWS_ANSWERED = "aws-answered"
    POLICY_NAMED = "policy-named"
    SAID = "said"
    NO_ENDPOINT_EXISTS = "no-endpoint-exists"
    S3_ADDRESS = "s3-address"
    PASSED = "passed"
    ONE_STEP = "one-step"
    PROVED = "proved"
    HOLDS = "holds"
    FLOW_LOG = "flow-log"
    TRAIL = "trail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """Causes that the evidence rules out, and by what."""

    reason: Reason
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a message alone says about its causes: `possible` in order, all for one `reason`, and what is ruled out."""

    possible: tuple[Cause, ...] = ()
    reason: Reason = Reason.SAID
    against: tuple[Against, ...] = ()

    def rules_out(self, cause: Cause) -> Reason | None:
        """Return what rules a cause out, `None` when nothing does."""
        return next((one.reason for one in self.against if cause in one.causes), None)


NO_OUTLOOK: Final = Outlook()
