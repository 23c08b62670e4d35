"""Every way a call can fail has a code, an exit status, and the command that helps."""

from __future__ import annotations

from typing import Any

import pytest
from botocore import exceptions as sdk

from sealane.errors import EnvironmentFailure, ExitStatus
from sealane.readers.live.call import Call
from sealane.readers.live.refusals import CallFailed, Settings, failure
from tests.unit.readers.live.account_in_memory import denied, error

_CALL = Call(service="ecr", operation="BatchGetImage")
_SETTINGS = Settings(profile="team", region="us-east-1", sso=True)
_HTTP: dict[str, Any] = {"endpoint_url": "https://api.ecr.us-east-1.amazonaws.com", "error": "timed out"}

CASES = [
    (sdk.NoCredentialsError(), "no-credentials", "aws sso login --profile team"),
    (sdk.PartialCredentialsError(provider="env", cred_var="secret"), "no-credentials", "aws configure list"),
    (sdk.CredentialRetrievalError(provider="process", error_msg="no"), "no-credentials", "aws configure list"),
    (sdk.UnauthorizedSSOTokenError(), "credentials-expired", "aws sso login --profile team"),
    (sdk.SSOTokenLoadError(error_msg="gone"), "credentials-expired", "aws sso login --profile team"),
    (sdk.TokenRetrievalError(provider="sso", error_msg="expired"), "credentials-expired", "aws sso login"),
    (error("ExpiredToken", "The security token included in the request is expired"), "credentials-expired", "aws sso"),
    (error("RequestExpired"), "credentials-expired", "aws sso login --profile team"),
    (error("InvalidClientTokenId"), "credentials-not-accepted", "aws sts get-caller-identity --profile team"),
    (error("AuthFailure"), "credentials-not-accepted", "aws sts get-caller-identity --profile team"),
    (denied("ecr:BatchGetImage"), "call-denied", "ecr:BatchGetImage"),
    (error("UnauthorizedOperation"), "call-denied", "ecr:BatchGetImage"),
    (error("403", "Forbidden"), "call-denied", "ecr:BatchGetImage"),
    (error("ThrottlingException"), "throttled", "AWS_MAX_ATTEMPTS"),
    (error("RequestLimitExceeded"), "throttled", "AWS_MAX_ATTEMPTS"),
    (sdk.EndpointConnectionError(**_HTTP), "endpoint-unreachable", "curl -sSI https://api.ecr.us-east-1.amazonaws.com"),
    (sdk.ConnectTimeoutError(**_HTTP), "endpoint-unreachable", "curl"),
    (sdk.ReadTimeoutError(**_HTTP), "endpoint-unreachable", "curl"),
    (sdk.SSLError(**_HTTP), "endpoint-unreachable", "curl"),
    (error("SomethingElse", "odd"), "call-failed", "aws ecr batch-get-image"),
    (OSError("status 404"), "call-failed", "aws ecr batch-get-image"),
]


@pytest.mark.parametrize(("raised", "code", "helps"), CASES)
def test_failure_becomes_a_problem(raised: Exception, code: str, helps: str) -> None:
    """The code is right, the hint holds the command, the exit status is 3, and a link or a command is there."""
    ours = failure(raised, _CALL, _SETTINGS)
    (problem,) = ours.problems
    assert problem.code == code
    assert helps in problem.hint
    assert "`" in problem.hint
    assert ours.status is ExitStatus.UNDECIDED


@pytest.mark.parametrize(("raised", "code", "helps"), CASES)
def test_only_one_call_fails_unless_credentials_do(raised: Exception, code: str, helps: str) -> None:
    """What no other call could survive is not taken for the failure of one call."""
    ours = failure(raised, _CALL, _SETTINGS)
    everything = code in {"no-credentials", "credentials-expired", "credentials-not-accepted"}
    assert isinstance(ours, EnvironmentFailure)
    assert isinstance(ours, CallFailed) is not everything
    assert helps


def test_refusal_names_action_and_principal() -> None:
    """The action and principal of AWS's own sentence are the facts; without one the call's own and the known caller."""
    told = dict(failure(denied("kms:DescribeKey"), _CALL, _SETTINGS).problems[0].facts)
    assert told["action"] == "kms:DescribeKey"
    assert told["principal"] == "arn:aws:sts::111122223333:assumed-role/deployer/me"
    known = Settings(principal="arn:aws:iam::111122223333:user/ann")
    bare = dict(failure(error("403"), _CALL, known).problems[0].facts)
    assert bare["action"] == "ecr:BatchGetImage"
    assert bare["principal"] == "arn:aws:iam::111122223333:user/ann"
    assert dict(failure(error("403"), _CALL, _SETTINGS).problems[0].facts)["principal"] == "not named in the answer"


def test_login_command_follows_the_profile() -> None:
    """A profile with IAM Identity Center is signed in with `aws sso login`, another one is not."""
    plain = failure(sdk.NoCredentialsError(), _CALL, Settings(profile="team")).problems[0]
    assert "aws sso login" not in plain.hint
    assert "--profile team" in plain.hint
    assert "--profile" not in failure(sdk.NoCredentialsError(), _CALL, Settings()).problems[0].hint


def test_web_page_is_not_shown() -> None:
    """A proxy's page in place of AWS's answer is named as such, AWS's own words are shown as they are."""
    page = failure(error("502", "<!doctype html><title>Bad Gateway</title>"), _CALL, _SETTINGS)
    assert ("AWS said", "a web page instead of an answer") in page.problems[0].facts
    own = failure(error("Odd", "an odd thing"), _CALL, _SETTINGS)
    assert ("AWS said", "an odd thing") in own.problems[0].facts
