"""What ECS reports, in AWS's wording."""

from __future__ import annotations

import ssl

import pytest

from sealane.lab.task import words
from sealane.lab.task.failures import CallFailed, no_answer, no_connection, no_handshake
from sealane.verdicts.observation import Failure

_TIMEOUT = no_connection(TimeoutError(), "10.0.0.5", 443)
_DENIED = CallFailed(Failure.DENIED, "api error AccessDeniedException: no", transport=False)


def test_a_token_that_nothing_answered_for() -> None:
    """Class, clause and dialled address stand as AWS prints them."""
    said = words.registry_login(_TIMEOUT, "api.ecr.eu-west-1.amazonaws.com")
    assert said.startswith(
        "ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from "
        "Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration"
    )
    assert said.endswith('Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp 10.0.0.5:443: i/o timeout')


def test_a_token_that_was_denied() -> None:
    """A refusal is no connection issue and carries the API's error."""
    said = words.registry_login(_DENIED, "api.ecr.eu-west-1.amazonaws.com")
    assert "connection issue" not in said
    assert said.endswith("operation error ECR: GetAuthorizationToken, api error AccessDeniedException: no")


def test_a_secret_by_each_failure() -> None:
    """The network, an absence and a refusal are three sentences."""
    absent = CallFailed(Failure.ABSENT, "api error ResourceNotFoundException: x", transport=False)
    assert "connection issue between the task and AWS Secrets Manager" in words.secret(_TIMEOUT, "h", "arn:s")
    assert "can't retrieve the secret with ARN 'arn:s'" in words.secret(absent, "h", "arn:s", absent=True)
    assert "execution resource retrieval failed" in words.secret(_DENIED, "h", "arn:s")


def test_a_log_stream_by_each_failure() -> None:
    """A network failure claims that the group cannot be found, a refusal has the exit status of the helper."""
    assert words.log_stream(_TIMEOUT, "logs.h", "CreateLogStream").endswith(": signal: killed")
    assert words.log_stream(_DENIED, "logs.h", "CreateLogStream").endswith("AccessDeniedException: no : exit status 1")


def test_a_manifest_and_a_layer() -> None:
    """Both are pull errors; the verb of the request tells them apart."""
    manifest = words.manifest(_TIMEOUT, "h/r:t", "https://h/v2/r/manifests/t")
    assert 'failed to do request: Head "https://h/v2/r/manifests/t": dial tcp 10.0.0.5:443: i/o timeout' in manifest
    layer = words.layers(_TIMEOUT, "https://b/l")
    assert layer.startswith("CannotPullContainerError: ")
    assert 'httpReadSeeker: failed open: failed to do request: Get "https://b/l": dial tcp' in layer


@pytest.mark.parametrize(
    ("error", "failure", "detail"),
    [
        (ConnectionRefusedError(), Failure.REFUSED, "dial tcp [fd00::1]:443: connect: connection refused"),
        (TimeoutError(), Failure.TIMEOUT, "dial tcp [fd00::1]:443: i/o timeout"),
        (OSError(101, "Network is unreachable"), Failure.OTHER, "dial tcp [fd00::1]:443: connect: network is unre"),
    ],
)
def test_connections_that_fail(error: OSError, failure: Failure, detail: str) -> None:
    """A connection's failure keeps how, and is worded as Go words it."""
    said = no_connection(error, "fd00::1", 443)
    assert (said.failure, said.transport) == (failure, True)
    assert said.detail.startswith(detail)


def test_handshakes_and_answers_that_fail() -> None:
    """A certificate, a reset and a silence are told apart."""
    untrusted = ssl.SSLCertVerificationError()
    untrusted.verify_message = "unknown authority"
    assert no_handshake(untrusted, "a", 443).failure is Failure.CERTIFICATE
    assert no_handshake(TimeoutError(), "a", 443).detail == "net/http: TLS handshake timeout"
    assert no_handshake(ConnectionResetError(), "a", 443).failure is Failure.RESET
    assert no_answer(TimeoutError(), "a", 443).failure is Failure.TIMEOUT
    assert no_answer(ConnectionResetError(), "a", 443).failure is Failure.RESET
