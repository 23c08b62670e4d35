"""Answers of AWS that refuse, read from either of its forms."""

from __future__ import annotations

import json
import re

from sealane.lab.task.failures import CallFailed
from sealane.lab.task.requests import Answer
from sealane.verdicts.observation import Failure

_XML = {"code": re.compile(rb"<Code>([^<]*)</Code>"), "message": re.compile(rb"<Message>([^<]*)</Message>")}
_DENIED = ("AccessDenied", "UnrecognizedClient", "InvalidSignature", "ExpiredToken", "Forbidden", "InvalidAccessKey")
_ABSENT = ("NotFound", "NoSuch", "404")
_INVALID = ("Validation", "InvalidParameter", "InvalidRequest", "InvalidArgument")


class Refused(CallFailed):
    """A refusal: `code` and `said` are AWS's own."""

    def __init__(self, failure: Failure, answer: Answer, code: str, said: str) -> None:
        """Word it as the SDK does."""
        request = answer.headers.get("x-amzn-requestid") or answer.headers.get("x-amz-request-id") or ""
        detail = f"https response error StatusCode: {answer.status}, RequestID: {request}, api error {code}: {said}"
        super().__init__(failure, detail, address=answer.address, port=answer.port, transport=False)
        self.code = code
        self.said = said


def refused(answer: Answer) -> Refused:
    """Read a refusal."""
    code, said = _parts(answer)
    return Refused(_failure(code, answer.status), answer, code, said)


def _parts(answer: Answer) -> tuple[str, str]:
    try:
        told = json.loads(answer.body)
    except ValueError:
        found = {name: match[1].decode() for name, how in _XML.items() if (match := how.search(answer.body))}
        return found.get("code", ""), found.get("message", "")
    if not isinstance(told, dict):
        return "", ""
    code = str(told.get("__type") or told.get("code") or answer.headers.get("x-amzn-errortype", ""))
    return code.rpartition("#")[2].partition(":")[0], str(told.get("message") or told.get("Message") or "")


def _failure(code: str, status: int) -> Failure:
    if any(part in code for part in _DENIED):
        return Failure.DENIED
    if any(part in code for part in _ABSENT):
        return Failure.ABSENT
    if any(part in code for part in _INVALID):
        return Failure.INVALID
    return {403: Failure.DENIED, 404: Failure.ABSENT, 400: Failure.INVALID}.get(status, Failure.OTHER)
