"""One form for the variants of a message: quotes, blanks, wrapping, and whether its end is missing.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html
https://github.com/aws/amazon-ecs-agent/blob/master/agent/api/errormessages/error_messages.go
"""

from __future__ import annotations

import re
from typing import Final

_QUOTES: Final = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "}
)
_LONGEST: Final = 8_000
_EVENT: Final = re.compile(r"^[\s\"'(]*service (?P<it>[A-Za-z0-9_.-]+)\)? ", re.IGNORECASE)
_ELLIPSIS: Final = re.compile(r"(?:\.\.\.+|\u2026)[\s)\"'.]*$")
_UNFINISHED: Final = re.compile(
    r"(?:[(\[{,=/]|\bcaused by:|\berror:|\bPost|\bGet|\bHead|\bexit status)$", re.IGNORECASE
)
_STOP_CODES: Final = re.compile(
    r"\b(?:TaskFailedToStart|EssentialContainerExited|UserInitiated|ServiceSchedulerInitiated|SpotInterruption"
    r"|TerminationNotice)\b"
)
_ERROR: Final = re.compile(
    r"\b(?P<it>ResourceInitializationError|CannotPull[A-Za-z]*?(?:Error)?|CannotStart\w*?Error|CannotCreate\w*?Error"
    r"|CannotInspect\w*?Error|CannotStop\w*?Error|ContainerRuntime(?:Timeout)?Error|OutOfMemoryError|DockerTimeoutError"
    r"|SpotInterruptionError|InternalError|ClientException)\b",
    re.IGNORECASE,
)
_CODE: Final = re.compile(
    r"\b(?P<it>AccessDenied(?:Exception)?|ResourceNotFoundException|ValidationException|InvalidRequestException"
    r"|InvalidParameterException|UnrecognizedClientException|ExpiredTokenException|DecryptionFailure|MissingEndpoint"
    r"|ThrottlingException|KMSAccessDeniedException|NoSuchBucket|NoSuchKey|RepositoryNotFoundException"
    r"|ImageNotFoundException|ClientException|ServerException)\b"
)
_REQUEST: Final = re.compile(r"request ?id: ?(?P<it>[0-9A-Za-z-]{8,})", re.IGNORECASE)


def plain(text: str) -> str:
    """Return a message with straight quotes, single blanks and nothing around it."""
    joined = text[:_LONGEST].translate(_QUOTES).replace('\\"', '"').replace("\\n", " ")
    return " ".join(joined.split())


def is_cut(text: str) -> bool:
    """Tell whether the end of a message is missing, as far as its form shows."""
    return bool(_ELLIPSIS.search(text) or _UNFINISHED.search(text)) or text.count('"') % 2 == 1


def event_of(text: str) -> str:
    """Return the service whose event a message is, empty for a message that is none."""
    match = _EVENT.search(text)
    return match["it"] if match else ""


def stop_code(text: str) -> str:
    """Return the stop code that stands in a message."""
    match = _STOP_CODES.search(text)
    return match[0] if match else ""


def error(text: str) -> str:
    """Return the class of a message."""
    match = _ERROR.search(text)
    return match["it"] if match else ""


def error_code(text: str) -> str:
    """Return the code that an AWS service answered with."""
    match = _CODE.search(text)
    return match["it"] if match else ""


def request_id(text: str) -> str:
    """Return the id of the request that was answered."""
    match = _REQUEST.search(text)
    return match["it"] if match else ""
