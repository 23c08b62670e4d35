"""Calls from a command to the sandbox's own routes."""

from __future__ import annotations

import http.client
import json
from typing import Any

from sealane.errors import EnvironmentFailure, Problem
from sealane.sandbox.blobs import PREFIX
from sealane.sandbox.record import Sandbox
from sealane.sandbox.routes import TOKEN_HEADER


def identity(sandbox: Sandbox, *, seconds: float) -> dict[str, Any] | None:
    """Return what the server at the recorded endpoint says it is; `None` when nothing there answers as ours would."""
    try:
        status, answer = _call(sandbox, "GET", "identity", None, seconds)
    except (OSError, http.client.HTTPException, ValueError):
        return None
    return answer if status == http.HTTPStatus.OK and isinstance(answer, dict) else None


def ask(sandbox: Sandbox, route: str, question: dict[str, Any], *, seconds: float = 60) -> Any:  # noqa: ANN401
    """Return the answer of one of the sandbox's routes, as decoded JSON.

    Raises:
        EnvironmentFailure: the sandbox does not answer, or its answer is a refusal.

    """
    try:
        status, answer = _call(sandbox, "POST", route, question, seconds)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _failure(sandbox, str(error) or type(error).__name__) from error
    if status != http.HTTPStatus.OK:
        raise _failure(sandbox, str(answer.get("error", status) if isinstance(answer, dict) else status))
    return answer


def _call(sandbox: Sandbox, method: str, route: str, question: object, seconds: float) -> tuple[int, Any]:
    # http.client and not urllib: the user's proxy settings have no say over loopback.
    connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=seconds)
    try:
        connection.request(method, PREFIX + route, json.dumps(question), {TOKEN_HEADER: sandbox.token})
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def _failure(sandbox: Sandbox, reason: str) -> EnvironmentFailure:
    return EnvironmentFailure(
        Problem(
            code="sandbox-refused",
            what="The sandbox did not do what it was asked",
            facts=(("endpoint", sandbox.endpoint), ("because", reason), ("log", str(sandbox.log))),
            hint="start afresh with `sealane sandbox stop` and `sealane sandbox start`; its state is lost by that",
        )
    )
