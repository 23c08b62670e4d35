"""Answers of AWS that refuse."""

from __future__ import annotations

import pytest

from sealane.lab.task.refusals import refused
from sealane.lab.task.requests import Answer
from sealane.verdicts.observation import Failure


def _answer(body: bytes, status: int, **headers: str) -> Answer:
    return Answer(status=status, headers=headers, body=body, address="10.0.0.5", port=443)


@pytest.mark.parametrize(
    ("body", "status", "failure", "code"),
    [
        (b'{"__type": "AccessDeniedException", "Message": "no"}', 400, Failure.DENIED, "AccessDeniedException"),
        (b'{"__type": "com.amazon#ResourceNotFoundException"}', 400, Failure.ABSENT, "ResourceNotFoundException"),
        (b'{"__type": "ValidationException:http://x"}', 400, Failure.INVALID, "ValidationException"),
        (b"<Error><Code>NoSuchKey</Code><Message>gone</Message></Error>", 404, Failure.ABSENT, "NoSuchKey"),
        (b"<Error><Code>AccessDenied</Code></Error>", 403, Failure.DENIED, "AccessDenied"),
        (b"", 403, Failure.DENIED, ""),
        (b"[]", 500, Failure.OTHER, ""),
    ],
)
def test_either_form_is_read(body: bytes, status: int, failure: Failure, code: str) -> None:
    """JSON and XML errors are told apart by their code, and by their status where they have none."""
    error = refused(_answer(body, status))
    assert (error.failure, error.code) == (failure, code)
    assert not error.transport
    assert error.address == "10.0.0.5"


def test_it_is_worded_as_the_sdk_does() -> None:
    """The detail has status, request id, code and message in the order of AWS's clients."""
    body = b'{"__type": "AccessDeniedException", "message": "User: x is not authorized"}'
    error = refused(_answer(body, 400, **{"x-amzn-requestid": "r-1"}))
    assert error.detail == (
        "https response error StatusCode: 400, RequestID: r-1, api error AccessDeniedException: "
        "User: x is not authorized"
    )
