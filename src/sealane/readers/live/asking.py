"""A question to AWS and its answer as a captured call: what AWS refuses is an answer too, where the rest is of use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from sealane.readers.capture.captured import CapturedCall, action_of
from sealane.readers.capture.redact import redacted
from sealane.readers.live.call import Call
from sealane.readers.live.closure.question import Question
from sealane.readers.live.door import Answer, Door
from sealane.readers.live.refusals import CallFailed
from sealane.records import replace

THROTTLED: Final = "throttled"
_IDENTITY: Final = "sts:GetCallerIdentity"
_NOT_THE_ANSWER: Final = frozenset(
    {"ResponseMetadata", "NextToken", "nextToken", "NextMarker", "Marker", "IsTruncated", "MaxItems", "NextPageToken"}
)


def asked(door: Door, question: Question, account: str = "") -> CapturedCall:
    """Ask, and return the answer or the refusal; `account` is the caller's, as far as known.

    Raises:
        EnvironmentFailure: no credentials, or expired ones: then nothing else can be read either.

    """
    try:
        return answered(door, question, account)
    except CallFailed as failed:
        code = failed.problems[0].code
        error = THROTTLED if code == THROTTLED else failed.aws_code or code
        return CapturedCall(
            call=question.call,
            parameters=question.parameters,
            region=question.region or door.region,
            error=error,
            said=failed.said,
        )


def answered(door: Door, question: Question, account: str = "") -> CapturedCall:
    """Ask, and return the answer, without what nobody but the task should see.

    Raises:
        CallFailed: refused, throttled, unreachable, or answered with an error.
        EnvironmentFailure: no credentials, or expired ones.

    """
    pages = _pages(door, question)
    own = str(pages[0].get("Account") or "") if question.call == _IDENTITY else account
    return CapturedCall(
        call=question.call,
        output=redacted(_whole(pages)),
        parameters=question.parameters,
        region=question.region or door.region,
        account=own,
    )


def unredacted(door: Door, call: CapturedCall) -> CapturedCall:
    """Ask an answered call again, and return its answer with what a capture leaves out.

    Raises:
        CallFailed: refused, throttled, unreachable, or answered with an error.
        EnvironmentFailure: no credentials, or expired ones.

    """
    return replace(call, output=_whole(_pages(door, Question(call.call, call.parameters, call.region))))


def _pages(door: Door, question: Question) -> list[Answer]:
    service, _, operation = question.call.partition(":")
    call = Call(service=service, operation=operation, action=action_of(question.call))
    return list(door.pages(call, region=question.region, **question.parameters))


def _whole(pages: list[Answer]) -> dict[str, object]:
    """Return all pages as one answer, in the form in which the AWS CLI prints it."""
    whole: dict[str, object] = {}
    for page in pages:
        for key, value in page.items():
            before = whole.get(key)
            if key in _NOT_THE_ANSWER:
                continue
            if isinstance(before, list) and isinstance(value, list):
                whole[key] = [*before, *map(_plain, value)]
            elif key not in whole:
                whole[key] = _plain(value)
    return whole


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
