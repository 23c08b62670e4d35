"""S3, answered by the embedded one: environment files, and what the application keeps there."""

from __future__ import annotations

import http
from typing import Final
from urllib.parse import unquote

from sealane.grammar.partitions import partition_of
from sealane.lab.front import denials
from sealane.lab.front.backends import Backends, forward, passed_on
from sealane.lab.front.desk import Desk
from sealane.lab.front.messages import Answer, Request, Told

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
_OF_OBJECTS: Final = {
    "GET": "s3:GetObject",
    "HEAD": "s3:GetObject",
    "PUT": "s3:PutObject",
    "POST": "s3:PutObject",
    "DELETE": "s3:DeleteObject",
}
_OF_BUCKETS: Final = {"GET": "s3:ListBucket", "HEAD": "s3:ListBucket", "PUT": "s3:CreateBucket"}
_OF_ACCOUNTS: Final = {"GET": "s3:ListAllMyBuckets"}


class Objects:
    """Answers requests to S3's hosts for buckets of the account."""

    def __init__(self, backends: Backends, desk: Desk) -> None:
        """Ask `desk` first, then the embedded S3."""
        self._backends = backends
        self._desk = desk

    def answer(self, request: Request) -> Answer:
        """Answer one request."""
        principal, stranger = self._desk.caller(request)
        bucket, key = _bucket_and_key(request)
        operation = f"{request.method} {'object' if key else 'bucket'}"
        if stranger:
            told = Told(operation=operation, note="signed with a key that nobody in the lab has")
            message = "The AWS Access Key Id you provided does not exist in our records."
            return denials.of_s3(http.HTTPStatus.FORBIDDEN, "InvalidAccessKeyId", message, told)
        action, resource = _action(request, bucket, key)
        passed = self._desk.passes(request, principal, action, (resource,), operation)
        if not passed.allowed:
            return denials.of_s3(http.HTTPStatus.FORBIDDEN, "AccessDenied", passed.message, passed.told)
        account = principal.account if principal and principal.account else self._backends.account
        # The embedded S3 knows buckets by a path as well, and not by every form of host that AWS has.
        target = f"/{request.host.bucket}{request.target}" if request.host.bucket else request.target
        kept = [(name, value) for name, value in request.pairs if name.lower() != "host"]
        headers = [("Host", f"s3.{request.host.region}.amazonaws.com"), *kept, ("x-moto-account-id", account)]
        answer = forward(self._backends.aws, request.method, target, headers, request.body)
        return Answer(status=answer.status, headers=passed_on(answer.getheaders()), body=answer, told=passed.told)


def _bucket_and_key(request: Request) -> tuple[str, str]:
    path = unquote(request.path).lstrip("/")
    if request.host.bucket:
        return request.host.bucket, path
    bucket, _, key = path.partition("/")
    return bucket, key


def _action(request: Request, bucket: str, key: str) -> tuple[str, str]:
    partition = partition_of(request.host.region).name
    if key:
        return _OF_OBJECTS.get(request.method, ""), f"arn:{partition}:s3:::{bucket}/{key}"
    if not bucket:
        return _OF_ACCOUNTS.get(request.method, ""), "*"
    action = "s3:GetBucketLocation" if "location" in request.query else _OF_BUCKETS.get(request.method, "")
    return action, f"arn:{partition}:s3:::{bucket}"
