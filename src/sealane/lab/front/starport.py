"""The bucket in which ECR keeps layers: URLs signed by ECR itself, and the bytes behind them.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import http
import re
import secrets
from typing import Final
from urllib.parse import urlencode

from sealane.grammar.partitions import partition_of
from sealane.lab.front import denials
from sealane.lab.front.backends import Backends, forward, passed_on
from sealane.lab.front.desk import Desk
from sealane.lab.front.layers import stored_name
from sealane.lab.front.messages import Answer, Part, Request, Told
from sealane.records import replace
from sealane.startup.image_layers import layer_bucket
from sealane.startup.journeys import bucket_host

_LIFE: Final = 3600
_SIGNATURE: Final = "X-Amz-Signature"
_RANGE = re.compile(r"bytes=(?P<first>[0-9]+)-(?P<last>[0-9]*)")
_PATH = re.compile(r"/(?P<account>[0-9]{12})/(?P<repository>.+)/(?P<digest>sha256:[0-9a-f]{64})")


class Starport:
    """Signs URLs of layers, and serves those that it signed."""

    def __init__(self, backends: Backends, desk: Desk) -> None:
        """Sign with a key that only this lab has."""
        self._backends = backends
        self._desk = desk
        self._key = secrets.token_bytes(32)

    def url(self, region: str, account: str, repository: str, digest: str) -> str:
        """Return the URL of a layer, good for an hour."""
        path = f"/{account}/{repository}/{digest}"
        now = dt.datetime.now(dt.UTC)
        query = {
            "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
            "X-Amz-Credential": f"ECR/{now:%Y%m%d}/{region}/s3/aws4_request",
            "X-Amz-Date": f"{now:%Y%m%dT%H%M%SZ}",
            "X-Amz-Expires": str(_LIFE),
            "X-Amz-SignedHeaders": "host",
        }
        query[_SIGNATURE] = self._signature(region, path, query)
        return f"https://{bucket_host(layer_bucket(region), region)}{path}?{urlencode(query)}"

    def is_asked_for(self, request: Request) -> bool:
        """Tell whether a request is to the bucket, by its host or by the path."""
        bucket = layer_bucket(request.host.region)
        return request.host.bucket == bucket or (not request.host.bucket and request.path.startswith(f"/{bucket}/"))

    def answer(self, request: Request) -> Answer:
        """Answer a download: the endpoint's policy counts, and the role's does not, because ECR signed the URL."""
        region = request.host.region
        bucket = layer_bucket(region)
        path = request.path if request.host.bucket else request.path.removeprefix(f"/{bucket}")
        resource = f"arn:{partition_of(region).name}:s3:::{bucket}{path}"
        passed = self._desk.passes(request, None, "s3:GetObject", (resource,), f"{request.method} layer")
        if not passed.allowed:
            return denials.of_s3(http.HTTPStatus.FORBIDDEN, "AccessDenied", "Access Denied", passed.told)
        if not self._is_signed(region, path, request.query):
            told = replace(passed.told, note="not signed by ECR, or longer ago than an hour")
            return denials.of_s3(http.HTTPStatus.FORBIDDEN, "AccessDenied", "Request has expired", told)
        match = _PATH.fullmatch(path)
        if not match:
            return _absent(passed.told)
        return self._layer(request, match["account"], match["repository"], match["digest"], passed.told)

    def _layer(self, request: Request, account: str, repository: str, digest: str, told: Told) -> Answer:
        layers = self._backends.layers
        if layers is None:
            stored = stored_name(account, request.host.region, repository)
            answer = forward(self._backends.registry, request.method, f"/v2/{stored}/blobs/{digest}", (), b"")
            return Answer(status=answer.status, headers=passed_on(answer.getheaders()), body=answer, told=told)
        path = layers.blob(digest)
        if path is None:
            return _absent(told)
        size = path.stat().st_size
        headers = (("Content-Type", "application/octet-stream"), ("Accept-Ranges", "bytes"), ("ETag", f'"{digest}"'))
        wanted = _RANGE.fullmatch(request.headers.get("range", ""))
        if not wanted:
            return Answer(
                status=http.HTTPStatus.OK, headers=headers, body=Part(path=path, start=0, length=size), told=told
            )
        first, last = int(wanted["first"]), min(int(wanted["last"] or size - 1), size - 1)
        if first > last:
            told = replace(told, note="a range beyond the end")
            return denials.of_s3(
                http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                "InvalidRange",
                "The requested range is not satisfiable",
                told,
            )
        return Answer(
            status=http.HTTPStatus.PARTIAL_CONTENT,
            headers=(*headers, ("Content-Range", f"bytes {first}-{last}/{size}")),
            body=Part(path=path, start=first, length=last - first + 1),
            told=told,
        )

    def _signature(self, region: str, path: str, query: dict[str, str]) -> str:
        signed = "\n".join((region, path, urlencode(sorted(query.items()))))
        return hmac.new(self._key, signed.encode(), hashlib.sha256).hexdigest()

    def _is_signed(self, region: str, path: str, query: dict[str, str]) -> bool:
        rest = {key: value for key, value in query.items() if key != _SIGNATURE}
        if not hmac.compare_digest(self._signature(region, path, rest), query.get(_SIGNATURE, "")):
            return False
        made = dt.datetime.strptime(rest["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
        return dt.datetime.now(dt.UTC) - made < dt.timedelta(seconds=_LIFE)


def _absent(told: Told) -> Answer:
    return denials.of_s3(http.HTTPStatus.NOT_FOUND, "NoSuchKey", "The specified key does not exist.", told)
