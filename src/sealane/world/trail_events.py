"""Events of CloudTrail: calls of AWS APIs that arrived, and what AWS answered.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
"""

from __future__ import annotations

from sealane.records import dataclass
from sealane.world.values import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailEvent:
    """One event.

    Attributes:
        origin: the file and line.
        at: when the call was made, as CloudTrail writes it.
        action: what was called, as IAM writes it: `ecr:GetAuthorizationToken`.
        principal: the ARN of who called, `arn:aws:sts::…:assumed-role/ROLE/SESSION` for a task.
        error_code, error_message: AWS's answer; empty for a call that succeeded.
        request: the id of the request.
        endpoint: the id of the VPC endpoint that it came through, empty when it came through none.
        at_endpoint: whether the endpoint itself recorded it, as an event of network activity.

    """

    origin: Origin
    at: str = ""
    action: str = ""
    principal: str = ""
    error_code: str = ""
    error_message: str = ""
    request: str = ""
    endpoint: str = ""
    at_endpoint: bool = False
