"""How the sandbox answers when moto cannot: at once and in AWS's form, not with what clients retry for minutes.

The SDKs retry 500, 502, 503 and 504, not 501:
https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
"""

from __future__ import annotations

import contextlib
import json
import threading
import traceback
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CODE = "SandboxCannot"
_WAIT_SECONDS = 30
_CONDITIONS = frozenset({"HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH"})
"""A write under a condition looks and then writes, which must be one step: Terraform's state lock rests on it."""
_one_at_a_time = threading.Lock()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let nobody else change moto's models or load its code meanwhile.

    The wait is bounded, because moto may call itself over HTTP.
    """
    held = _one_at_a_time.acquire(timeout=_WAIT_SECONDS)
    try:
        yield
    finally:
        if held:
            _one_at_a_time.release()


def answering(application: WSGIApplication, service: str) -> WSGIApplication:
    """Wrap one of moto's applications: its failures become answers, and its model is changed by one call at a time.

    moto's models are plain dictionaries without locks, and Terraform makes ten calls at once. S3 is left out: it
    has locks where it needs them, and an image layer on its way up must not make everything else wait.
    """

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        in_turn = not service.startswith("s3") or bool(_CONDITIONS.intersection(environ))
        with alone() if in_turn else contextlib.nullcontext():
            try:
                return application(environ, start_response)
            except Exception as error:  # noqa: BLE001 (whatever moto raises is the sandbox's own shortcoming)
                traceback.print_exc()
                return _refusal(f"the sandbox cannot do this: {type(error).__name__}: {error}", environ, start_response)

    return serve


def _refusal(message: str, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    if "json" in environ.get("CONTENT_TYPE", "") or "HTTP_X_AMZ_TARGET" in environ:
        body = json.dumps({"__type": CODE, "code": CODE, "message": message})
        kind = "application/json"
    else:
        error = f"<Code>{CODE}</Code><Message>{escape(message)}</Message>"
        # EC2 reads Response/Errors/Error, the other query services ErrorResponse/Error.
        ec2 = "/ec2/" in environ.get("HTTP_AUTHORIZATION", "")
        body = (
            f"<Response><Errors><Error>{error}</Error></Errors><RequestID>sandbox</RequestID></Response>"
            if ec2
            else f"<ErrorResponse><Error>{error}</Error><RequestId>sandbox</RequestId></ErrorResponse>"
        )
        kind = "text/xml"
    start_response("501 Not Implemented", [("Content-Type", kind), ("x-amzn-ErrorType", CODE)])
    return [body.encode()]
