"""CloudTrail's events, in every form in which a person has them.

Files of S3: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
Event history: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sealane.readers.evidence.lines import Line, wrong_line
from sealane.readers.json_node import Node
from sealane.world.trail_events import TrailEvent
from sealane.world.values import Origin

_LINK: Final = (
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html"
)
_KIND: Final = "event of CloudTrail"
_SUFFIX: Final = ".amazonaws.com"
# https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html
_AT_ENDPOINT: Final = "NetworkActivity"


def is_event(value: object) -> bool:
    """Tell whether something is an event of CloudTrail."""
    return isinstance(value, Mapping) and isinstance(value.get("eventSource"), str) and "eventName" in value


def event_of(value: Mapping[str, object], file: str, path: str, line: int = 0) -> TrailEvent:
    """Return one event; `path` is where it stands in its document.

    Raises:
        InputError: a member has another type than CloudTrail gives it.

    """
    node = Node(dict(value), path, file)
    identity = node.node("userIdentity")
    prefix = node.text("eventSource").removesuffix(".cn").removesuffix(_SUFFIX)
    return TrailEvent(
        origin=Origin(node.text("eventID") or "CloudTrail", file, line),
        at=node.text("eventTime"),
        action=f"{prefix}:{node.text('eventName')}",
        principal=identity.text("arn"),
        error_code=node.text("errorCode"),
        error_message=node.text("errorMessage"),
        request=node.text("requestID"),
        endpoint=node.text("vpcEndpointId"),
        at_endpoint=node.text("eventCategory") == _AT_ENDPOINT or node.text("eventType") == "AwsVpceEvent",
    )


def events_of_lines(lines: Iterable[Line], file: str) -> tuple[TrailEvent, ...]:
    """Return events that stand one on a line.

    Raises:
        InputError: a line is none.

    """
    return tuple(_of_line(line, file) for line in lines)


def events_of_history(entries: Iterable[Node], file: str) -> Iterator[TrailEvent]:
    """Yield the events of `aws cloudtrail lookup-events`, each a text inside of its entry.

    Raises:
        InputError: an entry holds no event.

    """
    for number, entry in enumerate(entries, 1):
        yield _of_line(Line(number, entry.text("CloudTrailEvent")), file, numbered=False)


def _of_line(line: Line, file: str, *, numbered: bool = True) -> TrailEvent:
    try:
        value = json.loads(line.text)
    except (ValueError, RecursionError) as error:
        because = f"it is not JSON: {error}"
        raise wrong_line(line, file, code="trail-line-invalid", kind=_KIND, because=because, link=_LINK) from None
    if isinstance(value, dict) and is_event(value.get("detail")):
        value = value["detail"]
    if not is_event(value):
        because = "it has no `eventSource` and `eventName`"
        raise wrong_line(line, file, code="trail-line-invalid", kind=_KIND, because=because, link=_LINK)
    return event_of(value, file, f"line {line.number}", line.number if numbered else 0)
