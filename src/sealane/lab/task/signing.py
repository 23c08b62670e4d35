"""Requests signed as the SDK signs them, without the SDK's clients, which take half a second to make."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from sealane.lab.task.connections import Caller
from sealane.lab.task.refusals import refused
from sealane.lab.task.requests import Answer, send
from sealane.lab.task.supply import Keys
from sealane.records import dataclass

_TARGETS: Mapping[str, tuple[str, str]] = {
    "ecr": ("AmazonEC2ContainerRegistry_V20150921", "1.1"),
    "logs": ("Logs_20140328", "1.1"),
    "secretsmanager": ("secretsmanager", "1.1"),
    "ssm": ("AmazonSSM", "1.1"),
}
"""The prefix of `X-Amz-Target` and the version of the JSON protocol, by the name that a service signs with.

https://docs.aws.amazon.com/AmazonECR/latest/APIReference/making-api-requests.html
https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/making-api-requests.html
https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html
https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service at a host: `name` is the one it signs with."""

    name: str
    host: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A call that worked: what it answered, and where it went."""

    content: Any
    address: str
    port: int


def called(caller: Caller, keys: Keys, service: Service, operation: str, parameters: Mapping[str, object]) -> Called:
    """Make one call of a JSON protocol and return its answer.

    Raises:
        CallFailed: it did not come to an answer, or the answer is a refusal.

    """
    prefix, version = _TARGETS[service.name]
    headers = {"X-Amz-Target": f"{prefix}.{operation}", "Content-Type": f"application/x-amz-json-{version}"}
    answer = _send(caller, keys, service, "POST", f"https://{service.host}/", headers, json.dumps(parameters).encode())
    if not answer.succeeded:
        raise refused(answer)
    return Called(content=json.loads(answer.body or b"{}"), address=answer.address, port=answer.port)


def ask_s3(caller: Caller, keys: Keys, region: str, method: str, url: str) -> Answer:
    """Make one request of S3's protocol without a body; the answer may be a refusal.

    Raises:
        CallFailed: it did not come to an answer.

    """
    service = Service(name="s3", host="", region=region)
    return _send(caller, keys, service, method, url, {}, b"")


def _send(  # noqa: PLR0913, PLR0917 (the parts of a request)
    caller: Caller, keys: Keys, service: Service, method: str, url: str, headers: Mapping[str, str], body: bytes
) -> Answer:
    request = AWSRequest(method=method, url=url, data=body, headers=dict(headers))
    credentials = Credentials(keys.access_key, keys.secret_key, keys.token or None)
    signer = (S3SigV4Auth if service.name == "s3" else SigV4Auth)(credentials, service.name, service.region)
    # Typed by nobody: https://github.com/boto/botocore has no annotations.
    cast("Any", signer).add_auth(request)
    # Names that the signer adds arrive as text or bytes.
    pairs: Any = request.headers.items()
    signed = {name: value.decode() if isinstance(value, bytes) else str(value) for name, value in pairs}
    return send(caller, method, url, signed, body)
