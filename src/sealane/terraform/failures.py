"""Terraform's errors as problems a user can act on."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sealane.errors import EnvironmentFailure, Place, Problem
from sealane.terraform.events import Diagnostic
from sealane.terraform.provider import ProviderSource, not_obtainable
from sealane.terraform.run import Finished
from sealane.terraform.state_lock import state_locked

_MOST_PROBLEMS = 10
_MOST_DETAIL = 1500
_UMBRELLA = "Terraform encountered problems during initiali"

_PROVIDER = re.compile(
    r"Failed to (query available provider packages|install provider|resolve provider packages)"
    r"|Could not retrieve (the list of available versions|providers)|Invalid provider registry host"
    r"|Required plugins are not installed|Provider development overrides"
)
_NO_CREDENTIALS = re.compile(r"No valid credential sources found|NoCredentialProviders|no EC2 IMDS role found")
# https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
_EXPIRED = re.compile(
    r"ExpiredToken|RequestExpired|TokenRefreshRequired|token (included in the request )?(is|has) expired"
    r"|SSO (session|token)[^.]*expired|refresh cached SSO token failed",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|AuthFailure\b")
_DENIED = re.compile(r"AccessDenied|UnauthorizedOperation|is not authorized to perform")
_DENIED_CALL = re.compile(
    r"(?:User: (?P<who>\S+) is not authorized|not authorized) to perform:? (?P<action>[\w-]+:\w+)"
    r"(?: on resource: (?P<resource>\S+))?"
)
_OPERATION = re.compile(r"operation error (?P<service>[\w .-]+): (?P<call>\w+)")
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
_EXISTS = re.compile(r"\bInvalid(?:Permission|Group)\.Duplicate\b|\w*AlreadyExists(?:Exception)?\b|already exists")
_MOVED = re.compile(
    r"Backend initialization required|Backend configuration changed|Can't ask approval for state migration"
)
_UNREACHABLE = re.compile(r"dial tcp \S*|no such host|connection refused|i/o timeout|TLS handshake timeout|\bx509: ")
_ADDRESSED = re.compile(r"(?:Get|Post|Put|Head|Delete) \"?(https?://[^/\"\s]+)")
_CREDENTIALS_LINK = "https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html"
_DENIED_LINK = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the hints of a problem need: how to start Terraform by hand, where, and where the provider comes from."""

    command: str
    folder: Path
    provider: ProviderSource
    resume: str

    def by_hand(self, command: str) -> str:
        """Return a Terraform command for the folder as a person would type it."""
        return f"{self.command} -chdir={shlex.quote(str(self.folder))} {command}"


def failure(finished: Finished, stage: str, about: Circumstances) -> EnvironmentFailure:
    """Return what a failed command means: one problem per kind of error, denied calls each on their own."""
    errors = [diagnostic for diagnostic in finished.diagnostics if diagnostic.is_error]
    # Beside the errors themselves `init` says that there were some, before or after them.
    errors = [error for error in errors if not error.summary.startswith(_UMBRELLA)] or errors
    problems = _once(_problem(error, stage, about) for error in errors)
    return EnvironmentFailure(*(problems[:_MOST_PROBLEMS] or [_unexplained(finished, stage, about)]))


def _problem(error: Diagnostic, stage: str, about: Circumstances) -> Problem:
    text = f"{error.summary}\n{error.detail}"
    if "Error acquiring the state lock" in text:
        return state_locked(error.detail, by_hand=about.by_hand, resume=about.resume)
    if _MOVED.search(text):
        return _moved(about)
    if _PROVIDER.search(text):
        said = _first_sentence(error.detail or error.summary)
        return not_obtainable(about.provider, said)
    if _EXPIRED.search(text):
        return _credentials("credentials-expired", "The AWS credentials have expired", text, "sign in again")
    if _REFUSED.search(text):
        return _credentials("credentials-refused", "AWS does not accept the credentials", text, "check them")
    if _NO_CREDENTIALS.search(text):
        return _credentials("no-credentials", "There are no AWS credentials", text, "sign in")
    if _DENIED.search(text):
        return _denied(error, text)
    if _UNREACHABLE.search(text):
        return _unreachable(error, text)
    if _EXISTS.search(text):
        return _exists(error, stage, about)
    return _failed(error, stage)


def _moved(about: Circumstances) -> Problem:
    """Return the problem of a state that is not where the files now say: whether it moves is for the user to decide."""
    return Problem(
        code="state-elsewhere",
        what="The place of Terraform's state has changed, and the old place may still hold it",
        facts=(("folder", str(about.folder)),),
        hint=f"move the state with `{about.by_hand('init -migrate-state')}`, then `{about.resume}`",
        link="https://developer.hashicorp.com/terraform/cli/commands/init#backend-initialization",
    )


def _credentials(code: str, what: str, text: str, advice: str) -> Problem:
    return Problem(
        code=code,
        what=what,
        facts=(("Terraform says", _last_line(text)),),
        hint=f"{advice} with `aws sso login` or `aws configure`, see who you are with `aws sts get-caller-identity`, "
        "or try everything without an account: `sealane apply --sandbox`",
        link=_CREDENTIALS_LINK,
    )


def _denied(error: Diagnostic, text: str) -> Problem:
    said = _DENIED_CALL.search(text)
    operation = _OPERATION.search(text)
    action = said["action"] if said else ""
    call = action or (f"{operation['service']} {operation['call']}" if operation else "a call")
    facts = [("resource", error.address)] if error.address else []
    if said and said["who"]:
        facts.append(("caller", said["who"]))
    if said and said["resource"]:
        facts.append(("on", said["resource"]))
    facts.append(("Terraform says", _last_line(text)))
    named = f"`{action}`" if action else "that call"
    return Problem(
        code="call-denied",
        what=f"AWS denied {call}",
        facts=tuple(facts),
        hint=f"let the caller use {named}; see who calls with `aws sts get-caller-identity`",
        link=_DENIED_LINK,
        place=_place(error),
    )


def _unreachable(error: Diagnostic, text: str) -> Problem:
    address = _ADDRESSED.search(text)
    where = address[1] if address else "AWS"
    return Problem(
        code="aws-not-reachable",
        what=f"Terraform could not reach {where}",
        facts=(*((("resource", error.address),) if error.address else ()), ("Terraform says", _last_line(text))),
        hint=f"see whether it answers with `curl -sS {where if address else 'https://sts.amazonaws.com'}`; "
        "a proxy is named by HTTPS_PROXY, another endpoint by AWS_ENDPOINT_URL; the sandbox's state shows "
        "`sealane sandbox status`",
        link="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html",
    )


def _exists(error: Diagnostic, stage: str, about: Circumstances) -> Problem:
    general = _failed(error, stage)
    address = error.address or "ADDRESS"
    return Problem(
        code="exists-outside-state",
        what=f"{error.address or 'A resource'} exists in AWS, but Terraform's state does not know it",
        facts=general.facts,
        hint=(
            f"give it to Terraform with `{about.by_hand('import')} {shlex.quote(address)} ID`, "
            f"or remove it in AWS, then `{about.resume}`"
        ),
        link="https://developer.hashicorp.com/terraform/cli/import/usage",
        place=general.place,
    )


def _failed(error: Diagnostic, stage: str) -> Problem:
    facts = [("resource", error.address)] if error.address else []
    if error.detail:
        facts.append(("detail", error.detail.strip()[:_MOST_DETAIL]))
    return Problem(
        code="terraform-failed",
        what=f"Terraform's {stage} failed: {error.summary.strip().rstrip('.')}",
        facts=tuple(facts),
        place=_place(error),
    )


def _unexplained(finished: Finished, stage: str, about: Circumstances) -> Problem:
    """Return the problem for a Terraform that ended badly without an error in its stream: a crash, or a kill."""
    said = [line for line in finished.stderr.strip().splitlines() if line.strip(" ╷│╵")]
    killed = f"ended by signal {-finished.status}" if finished.status < 0 else f"exit status {finished.status}"
    if "Error acquiring the state lock" in finished.stderr:
        return state_locked(finished.stderr, by_hand=about.by_hand, resume=about.resume)
    return Problem(
        code="terraform-failed",
        what=f"Terraform's {stage} ended without saying why",
        facts=(("end", killed), ("said", "\n".join(said)[-_MOST_DETAIL:] or "nothing")),
        hint=f"look at its files in `{about.folder}`, then `{about.resume}`",
    )


def _place(error: Diagnostic) -> Place | None:
    return Place(file=error.file, line=error.line, column=error.column) if error.file else None


def _first_sentence(text: str) -> str:
    return " ".join(text.split("\n\n", maxsplit=1)[0].split())


def _last_line(text: str) -> str:
    """Return the line that names the error: AWS's own words come last in the provider's chain of causes."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:_MOST_DETAIL] if lines else ""


def _once(problems: Iterable[Problem]) -> Sequence[Problem]:
    """Drop repetitions: credentials fail once for every resource that is read."""
    kept: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        alone = problem.code in {"terraform-failed", "exists-outside-state", "call-denied"}
        kept.setdefault((problem.code, problem.what, problem.place) if alone else (problem.code,), problem)
    return list(kept.values())
