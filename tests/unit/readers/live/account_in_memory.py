"""An account in memory behind the door: answers, refusals, and a list of what was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from sealane.readers.live.call import Call
from sealane.readers.live.door import Door

Answer = Mapping[str, Any] | Exception | Callable[..., Mapping[str, Any]]


class Account:
    """Carries calls like the SDK does: a page per call, or the SDK's own exception.

    `answers` is by operation; a function gets the call's parameters, a list is one page after the other.
    """

    def __init__(
        self, answers: Mapping[str, Answer | list[Mapping[str, Any]]], blobs: Mapping[str, bytes] | None = None
    ):
        self.answers = dict(answers)
        self.blobs = dict(blobs or {})
        self.asked: list[tuple[Call, str, Mapping[str, Any]]] = []

    def send(self, call: Call, region: str, parameters: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Answer, and remember that it was asked."""
        self.asked.append((call, region, dict(parameters)))
        answer = self.answers.get(call.operation) or error("NotPrepared", "the test prepared no answer", call.operation)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, list):
            yield from answer
        else:
            yield answer(**parameters) if callable(answer) else answer

    def fetch(self, url: str, limit: int) -> bytes:
        """Return a prepared blob."""
        if url not in self.blobs:
            msg = "connection refused"
            raise OSError(msg)
        return self.blobs[url][:limit]

    @property
    def actions(self) -> tuple[str, ...]:
        """Return the IAM actions asked for, sorted and without repetition."""
        return tuple(sorted({call.permission for call, _, _ in self.asked}))


def error(code: str, message: str = "", operation: str = "Anything") -> ClientError:
    """Return what the SDK raises when AWS answers with an error."""
    return ClientError({"Error": {"Code": code, "Message": message}}, operation)


def denied(action: str) -> ClientError:
    """Return what the SDK raises when AWS refuses an action."""
    who = "arn:aws:sts::111122223333:assumed-role/deployer/me"
    message = f"User: {who} is not authorized to perform: {action} because no identity-based policy allows the action"
    return error("AccessDeniedException", message)


def door_to(account: Account, region: str = "us-east-1") -> Door:
    """Return a door into an account in memory."""
    return Door(environ={"HOME": "/nowhere"}, region=region, line=account)
