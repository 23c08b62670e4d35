"""What went over the wire: every request that a server received, as the operation of the API that it is.

The server writes requests down as they come, so nothing that any part of the SDK sends can be missed. An operation is
told by the headers, the body or the path, as each protocol of the API's own model has it.
"""

from __future__ import annotations

import base64
import json
import re
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from botocore.session import Session

# The name that requests are signed for, where it is not the SDK's.
_SIGNED_AS = {"elasticfilesystem": "efs", "elasticloadbalancing": "elbv2", "states": "stepfunctions"}
_SCOPE = re.compile(r"Credential=(?P<key>[^/]+)/\d{8}/[a-z0-9-]+/(?P<service>[a-z0-9-]+)/aws4_request")


@contextmanager
def recorded(server: str) -> Iterator[list[str]]:
    """Record until the block ends; the list then holds every operation, as `ec2:DescribeVpcs`, in its order."""
    found: list[str] = []
    post(f"{server}/moto-api/recorder/reset-recording")
    post(f"{server}/moto-api/recorder/start-recording")
    try:
        yield found
    finally:
        post(f"{server}/moto-api/recorder/stop-recording")
        with urllib.request.urlopen(f"{server}/moto-api/recorder/download-recording") as answer:  # noqa: S310 - our own
            found += [_operation(json.loads(line)) for line in answer.read().decode().splitlines() if line]


@contextmanager
def enforced(server: str) -> Iterator[None]:
    """Let the server judge every request by the policies of who signed it, until the block ends."""
    post(f"{server}/moto-api/reset-auth", b"0")
    try:
        yield
    finally:
        post(f"{server}/moto-api/reset-auth", b"inf")


def post(url: str, body: bytes = b"") -> None:
    """Tell the server something about itself."""
    # A body of a form would be taken apart before the server looks at it.
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "text/plain"}, method="POST")  # noqa: S310
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own server
        assert answer.status == 200


def _operation(entry: dict[str, Any]) -> str:
    headers = {name.lower(): value for name, value in entry["headers"].items()}
    scope = _SCOPE.search(headers.get("authorization", ""))
    assert scope is not None, f"a request that nobody signed: {entry['method']} {entry['url']}"
    service = _SIGNED_AS.get(scope["service"], scope["service"])
    target = headers.get("x-amz-target", "").rpartition(".")[2]
    body = base64.b64decode(entry["body"] or "").decode("utf-8", "replace") if entry["body_encoded"] else ""
    action = parse_qs(body).get("Action", [""])[0] if not target else ""
    return f"{service}:{target or action or _by_path(service, entry['method'], entry['url'])}"


def _by_path(service: str, method: str, url: str) -> str:
    """Return the operation whose method and path a request has; of several the one with the longest path."""
    parts = urlsplit(url)
    given = set(parse_qs(parts.query, keep_blank_values=True))
    fits = [
        (len(wanted), len(path.pattern), name)
        for name, verb, path, wanted in _operations(service)
        if verb == method and path.fullmatch(parts.path) and wanted <= given
    ]
    assert fits, f"no operation of {service}: {method} {url}"
    return max(fits)[2]


@cache
def _operations(service: str) -> tuple[tuple[str, str, re.Pattern[str], frozenset[str]], ...]:
    model = Session().get_service_model(service)
    found = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        path, _, query = http["requestUri"].partition("?")
        # A bucket stands in the path where no name under the server's own stands for one.
        pattern = re.sub(r"\\\{\w+\\\+\\\}", ".+", re.escape(path))
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", pattern)
        wanted = frozenset(parse_qs(query, keep_blank_values=True))
        found.append((name, http["method"], re.compile(f"{pattern}/?"), wanted))
    return tuple(found)
