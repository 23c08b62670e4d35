"""What stands in for an answer when AWS, the network or the credentials refuse: exceptions of the SDK to problems."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sealane.errors import EnvironmentFailure, Problem, SealaneError
from sealane.readers.live.call import Call

_DENIED = frozenset(
    {
        "AccessDenied",
        "AccessDeniedException",
        "UnauthorizedOperation",
        "Client.UnauthorizedOperation",
        "UnauthorizedAccess",
        "AuthorizationError",
        "AuthorizationErrorException",
        "NotAuthorized",
        "Forbidden",
        "403",
    }
)
_EXPIRED = frozenset({"ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired"})
_NOT_ACCEPTED = frozenset(
    {
        "InvalidClientTokenId",
        "UnrecognizedClientException",
        "AuthFailure",
        "SignatureDoesNotMatch",
        "InvalidSignatureException",
        "IncompleteSignature",
        "InvalidAccessKeyId",
        "MissingAuthenticationToken",
        "MissingAuthenticationTokenException",
        "InvalidToken",
    }
)
_THROTTLED = frozenset(
    {
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "RequestThrottled",
        "RequestThrottledException",
        "RequestLimitExceeded",
        "TooManyRequestsException",
        "SlowDown",
        "BandwidthLimitExceeded",
        "PriorRequestNotComplete",
    }
)
_PRINCIPAL = re.compile(r"\b[Uu]ser:? (arn:[^\s,]+)")
_ACTION = re.compile(r"not authorized to perform:? ([a-z0-9-]+:\w+)")
_CREDENTIALS_LINK = "https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-authentication.html"
_ERRORS_LINK = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a message may say about the way a call was made; empty text where it is not known."""

    profile: str = ""
    region: str = ""
    endpoint_url: str = ""
    principal: str = ""
    sso: bool = False


class CallFailed(EnvironmentFailure):
    """One call was refused or not answered; others may succeed.

    Attributes:
        call: the call.
        aws_code: AWS's own error code, empty when there was no answer.
        said: AWS's own message, or the SDK's.

    """

    def __init__(self, problem: Problem, call: Call, aws_code: str = "", said: str = "") -> None:
        """Take the problem to show, the call, and what came back."""
        super().__init__(problem)
        self.call = call
        self.aws_code = aws_code
        self.said = said


def failure(error: Exception, call: Call, settings: Settings) -> SealaneError:
    """Turn an exception of the SDK into ours: `CallFailed`, or `EnvironmentFailure` when no call can succeed."""
    from botocore import exceptions as sdk

    if isinstance(error, sdk.ClientError):
        return _answered(error.response.get("Error", {}), call, settings)
    if isinstance(error, (sdk.NoCredentialsError, sdk.PartialCredentialsError)):
        return EnvironmentFailure(_no_credentials(str(error), settings))
    if isinstance(error, (sdk.SSOError, sdk.TokenRetrievalError, sdk.LoginError, sdk.NoAuthTokenError)):
        return EnvironmentFailure(_expired(str(error), settings))
    if isinstance(error, sdk.CredentialRetrievalError):
        return EnvironmentFailure(_no_credentials(str(error), settings))
    if isinstance(error, (sdk.HTTPClientError, sdk.ConnectionError)):
        return CallFailed(_unreachable(str(error), call, settings), call, said=str(error))
    return CallFailed(_failed(type(error).__name__, str(error), call, settings), call, said=str(error))


def _answered(answer: object, call: Call, settings: Settings) -> SealaneError:
    fields = answer if isinstance(answer, dict) else {}
    code, said = str(fields.get("Code", "")), _readable(str(fields.get("Message", "")))
    if code in _EXPIRED:
        return EnvironmentFailure(_expired(said or code, settings))
    if code in _NOT_ACCEPTED:
        return EnvironmentFailure(_not_accepted(code, said, settings))
    if code in _DENIED:
        return CallFailed(_denied(said, call, settings), call, code, said)
    if code in _THROTTLED:
        return CallFailed(_throttled(code, call, settings), call, code, said)
    return CallFailed(_failed(code, said, call, settings), call, code, said)


def _readable(said: str) -> str:
    # What stands between us and AWS may answer with a web page.
    return "a web page instead of an answer" if said.lstrip().lower().startswith(("<!doctype", "<html")) else said


def _login(settings: Settings) -> str:
    profile = f" --profile {settings.profile}" if settings.profile else ""
    return f"`aws sso login{profile}`" if settings.sso else f"`aws login{profile}`"


def _no_credentials(said: str, settings: Settings) -> Problem:
    profile = f" --profile {settings.profile}" if settings.profile else ""
    return Problem(
        code="no-credentials",
        what="No AWS credentials were found",
        facts=(("profile", settings.profile or "default"), ("the SDK said", said)),
        hint=f"sign in with {_login(settings)}, or see what is set with `aws configure list{profile}`; "
        "without an account add `--sandbox`",
        link=_CREDENTIALS_LINK,
    )


def _expired(said: str, settings: Settings) -> Problem:
    return Problem(
        code="credentials-expired",
        what="The AWS credentials have expired",
        facts=(("profile", settings.profile or "default"), ("AWS said", said)),
        hint=f"sign in again with {_login(settings)}",
        link=_CREDENTIALS_LINK,
    )


def _not_accepted(code: str, said: str, settings: Settings) -> Problem:
    profile = f" --profile {settings.profile}" if settings.profile else ""
    return Problem(
        code="credentials-not-accepted",
        what="AWS does not accept the credentials",
        facts=(
            ("profile", settings.profile or "default"),
            ("Region", settings.region),
            ("AWS said", f"{code}: {said}"),
        ),
        hint=f"see whose they are with `aws sts get-caller-identity{profile}`; "
        "a Region that the account has not enabled and a clock that is wrong look the same",
        link=_CREDENTIALS_LINK,
    )


def _denied(said: str, call: Call, settings: Settings) -> Problem:
    action = _ACTION.search(said)
    principal = _PRINCIPAL.search(said)
    named = action.group(1) if action else call.permission
    who = principal.group(1) if principal else settings.principal
    facts = [("action", named), ("principal", who or "not named in the answer")]
    facts += [("Region", settings.region)] if settings.region else []
    facts += [("AWS said", said)] if said else []
    return Problem(
        code="call-denied",
        what=f"AWS refused {named}",
        facts=tuple(facts),
        hint=f"allow `{named}` for this principal, or choose another with `--profile` or `--role-arn`",
        link=_ERRORS_LINK,
    )


def _throttled(code: str, call: Call, settings: Settings) -> Problem:
    return Problem(
        code="throttled",
        what=f"AWS keeps throttling {call.permission}",
        facts=(("AWS said", code), ("Region", settings.region)),
        hint="wait a minute and run the same command again, or allow more tries with `export AWS_MAX_ATTEMPTS=10`",
        link="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html",
    )


def _unreachable(said: str, call: Call, settings: Settings) -> Problem:
    host = re.search(r"https?://[^/\"'\s]+", said)
    where = host.group(0) if host else settings.endpoint_url or f"{call.service} in {settings.region}"
    if settings.endpoint_url:
        hint = f"see whether anything listens there with `curl -sS {where}`"
    else:
        hint = f"see whether this machine gets there with `curl -sSI {where if host else 'https://aws.amazon.com'}`"
    return Problem(
        code="endpoint-unreachable",
        what=f"The AWS endpoint for {call.service} does not answer",
        facts=(("endpoint", where), ("because", said)),
        hint=hint,
        link="https://docs.aws.amazon.com/general/latest/gr/rande.html",
    )


def _failed(code: str, said: str, call: Call, settings: Settings) -> Problem:
    return Problem(
        code="call-failed",
        what=f"AWS answered {call.permission} with an error",
        facts=(("error", code), ("AWS said", said), ("Region", settings.region)),
        hint=f"see the same call by hand: `aws {call.service} {_dashed(call.operation)} help`",
    )


def _dashed(operation: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", operation).lower()
