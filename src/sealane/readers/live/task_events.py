"""Events of ECS that tell of stopped tasks, from lines of a text or a queue; each becomes the call it stands for.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from sealane.readers.capture.captured import CapturedCall
from sealane.readers.capture.redact import redacted
from sealane.readers.live.call import Call, permissions
from sealane.readers.live.door import Door
from sealane.records import dataclass

_RECEIVE: Final = Call(service="sqs", operation="ReceiveMessage")
ACTIONS: Final = permissions(_RECEIVE)

_DETAIL_TYPE: Final = "ECS Task State Change"
# The longest that SQS waits for a message, and hides one that was handed out. A message that lives no longer than it is
# hidden comes once, and nothing has to delete it, which would be a write.
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
_WAIT: Final = 20
HIDDEN: Final = 43_200
_AT_ONCE: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What lines or messages told: calls that describe one stopped task each, and how many told of nothing such."""

    calls: tuple[CapturedCall, ...] = ()
    others: int = 0


def from_lines(lines: Iterable[str], region: str) -> Told:
    """Read events, one a line, as EventBridge sends them or in an envelope of SQS or CloudWatch Logs.

    Events of another Region than the one that is watched count as others: its network is not read.
    """
    calls, others = [], 0
    for line in lines:
        if line.strip():
            call = _call(line, region)
            calls += [call] if call is not None else []
            others += call is None
    return Told(calls=tuple(calls), others=others)


def from_queue(door: Door, queue: str, *, wait: bool = True) -> Told:
    """Take what is in a queue, at most ten messages; `wait` lets the queue wait for the first.

    Raises:
        CallFailed: refused, throttled, unreachable, or there is no such queue.
        EnvironmentFailure: no credentials, or expired ones.

    """
    answer = door.ask(
        _RECEIVE,
        QueueUrl=queue,
        MaxNumberOfMessages=_AT_ONCE,
        WaitTimeSeconds=_WAIT if wait else 0,
        VisibilityTimeout=HIDDEN,
    )
    return from_lines(
        (str(message.get("Body", "")).replace("\n", " ") for message in answer.get("Messages") or ()), door.region
    )


def _call(line: str, region: str) -> CapturedCall | None:
    """Return what `ecs:DescribeTasks` would have answered about a stopped task."""
    event = next((one for one in _unwrapped(line) if one.get("detail-type") == _DETAIL_TYPE), None)
    detail = event.get("detail") if event else None
    if event is None or not isinstance(detail, dict):
        return None
    task, cluster, reason = detail.get("taskArn"), detail.get("clusterArn"), detail.get("stoppedReason")
    if not (isinstance(task, str) and isinstance(cluster, str) and reason and event.get("region") in {region, None}):
        return None
    return CapturedCall(
        call="ecs:DescribeTasks",
        output=redacted({"tasks": [detail]}),
        parameters={"cluster": cluster, "tasks": [task]},
        region=region,
        account=str(event.get("account") or ""),
    )


def _unwrapped(text: object, depth: int = 0) -> Iterator[dict[str, object]]:
    """Yield a document, and the documents that stand as text in its envelopes."""
    try:
        found = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        # `aws logs tail` writes a moment and a stream before each line.
        brace = text.find("{") if isinstance(text, str) else -1
        if brace > 0 and depth == 0:
            yield from _unwrapped(str(text)[brace:], depth + 1)
        return
    if isinstance(found, dict):
        yield found
        for key in ("Body", "body", "Message", "message"):
            if depth < 3:  # noqa: PLR2004 - SNS inside of SQS inside of a line
                yield from _unwrapped(found.get(key), depth + 1)
