"""How a call failed, by the words that AWS and its clients have for it.

The words that mean the network: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
"""

from __future__ import annotations

import re
from typing import Final

from sealane.verdicts.observation import Failure


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# An answer of the service comes first: what AWS writes before it guesses at the network even then. A name that did not
# resolve comes before a timeout, because its own query may have timed out.
_TABLE: Final = (
    (
        Failure.DENIED,
        _words(
            r"AccessDenied",
            "is not authorized to perform",
            "access denied by server",
            "access to KMS is not allowed",
            r"\b403\b[^0-9]{0,3}\s?(?:Forbidden|$)",
            "403 Forbidden",
            r"StatusCode: 403",
            "api error Forbidden",
            r"\b401 Unauthorized",
            "no basic auth credentials",
            "requested access to the resource is denied",
            "pull access denied",
            "unable to assume the",
        ),
    ),
    (
        Failure.ABSENT,
        _words(
            "ResourceNotFoundException",
            "NoSuchKey",
            "NoSuchBucket",
            "can't find the specified secret",
            "invalid ssm parameters",
            r"API error \(404\)",
            "manifest unknown",
            "name unknown",
        ),
    ),
    (
        Failure.CERTIFICATE,
        _words("x509", r"tls: failed to verify", r"certificate (?:signed|is not|has expired|verify)"),
    ),
    (
        Failure.NAME,
        _words(
            "no such host",
            r"\blookup \S+.{0,80}(?:timeout|misbehaving|refused|no answer)",
            r"Failed to resolve [\"']?(?:[a-z0-9-]+\.)?fs-",
            "dial udp",
            "name resolution",
            "name or service not known",
        ),
    ),
    (Failure.REFUSED, _words("connection refused")),
    (Failure.RESET, _words("connection reset by peer", "broken pipe", r": (?:unexpected )?EOF\b")),
    (Failure.UNREACHABLE, _words("network is unreachable", "no route to host", "host is unreachable")),
    (
        Failure.TIMEOUT,
        _words(
            "i/o timeout",
            "TLS handshake timeout",
            r"(?:connection|operation) timed out",
            r"due to timeout",
            r"Client\.Timeout",
            "request cancell?ed",
            "context deadline",
            r"context (?:cancell?ed|c\w{0,7}(?:\.\.\.|\u2026)|d\w{0,7}(?:\.\.\.|\u2026)|deadli)",
            "signal: killed",
            "connection issue",
            "RequestCanceled",
            "RequestError: send request failed",
            "request send failed",
            r"StatusCode: 0\b",
            r"Check your (?:task )?network (?:configuration|connection)",
            "Timeout waiting for",
        ),
    ),
    (
        Failure.INVALID,
        _words(
            "did not contain json key",
            "invalid ARN format",
            "ValidationException",
            "InvalidRequestException",
            "InvalidParameterException",
            "MissingEndpoint",
            "is required",
            r"Invalid '[a-z]+' setting",
            "invalid character",
            "No Fargate configuration",
            "is not compatible with",
            "matching platform",
            "no match for platform",
            "no matching manifest",
            "exec format error",
            "DecryptionFailure",
            "unexpected commit digest",
        ),
    ),
    (
        Failure.ABSENT,
        _words(
            "not found",
            "does not exist",
            "No such file or directory",
            "Check whether the (?:image|secret|bucket) exists",
            "can't retrieve the secret",
        ),
    ),
    (Failure.DENIED, _words(r"denied:", "Access Denied", "permission denied")),
)


def failure(text: str) -> Failure | None:
    """Tell how a call failed, `None` when the message does not tell."""
    return next((how for how, words in _TABLE if words.search(text)), None)
