"""How AWS words that a call is denied.

https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
"""

from __future__ import annotations

import http
import json
from typing import Final
from xml.sax.saxutils import escape

from sealane.lab.front.callers import Principal
from sealane.lab.front.judge import Judgement
from sealane.lab.front.messages import Answer, Request, Told

_ARTICLE: Final = {"identity-based policy": "an", "permissions boundary": "a", "VPC endpoint policy": "a"}


def sentence(judgement: Judgement, action: str, resource: str, principal: Principal | None) -> str:
    """Say who may not do what to what, and because of which kind of policy."""
    who = principal.arn if principal else "anonymous"
    if judgement.explicit:
        because = f"with an explicit deny in {_ARTICLE.get(judgement.layer, 'a')} {judgement.layer}"
    else:
        because = f"because no {judgement.layer} allows the {action} action"
    return f"User: {who} is not authorized to perform: {action} on resource: {resource or '*'} {because}"


def of_api(request: Request, message: str, told: Told) -> Answer:
    """Deny in the protocol of the request: JSON with a target, or a query's XML."""
    if "x-amz-target" in request.headers:
        return error_of_api("AccessDeniedException", message, told)
    return _xml(
        http.HTTPStatus.FORBIDDEN,
        "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>"
        f"<Message>{escape(message)}</Message></Error><RequestId>lab</RequestId></ErrorResponse>",
        told,
    )


def error_of_api(code: str, message: str, told: Told) -> Answer:
    """Answer with an error of a JSON API."""
    return Answer(
        status=http.HTTPStatus.BAD_REQUEST,
        headers=(("Content-Type", "application/x-amz-json-1.1"), ("x-amzn-ErrorType", code)),
        body=json.dumps({"__type": code, "message": message, "Message": message}).encode(),
        told=told,
    )


def of_registry(status: int, code: str, message: str, told: Told) -> Answer:
    """Answer with an error of the registry.

    https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes
    """
    return Answer(
        status=status,
        headers=(
            ("Content-Type", "application/json; charset=utf-8"),
            ("Docker-Distribution-Api-Version", "registry/2.0"),
        ),
        body=json.dumps({"errors": [{"code": code, "message": message}]}).encode(),
        told=told,
    )


def of_s3(status: int, code: str, message: str, told: Told) -> Answer:
    """Answer with an error of S3: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html."""
    error = f"<Error><Code>{code}</Code><Message>{escape(message)}</Message><RequestId>lab</RequestId></Error>"
    return _xml(status, f'<?xml version="1.0" encoding="UTF-8"?>\n{error}', told)


def _xml(status: int, text: str, told: Told) -> Answer:
    return Answer(status=status, headers=(("Content-Type", "application/xml"),), body=text.encode(), told=told)
