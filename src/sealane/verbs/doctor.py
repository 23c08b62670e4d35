"""`doctor`: does this machine have what sealane needs; every lack is named with what mends it."""

from __future__ import annotations

import enum
import platform
import sys
from collections.abc import Callable

from sealane.errors import Problem, SealaneError
from sealane.records import dataclass
from sealane.verbs.request import Request


class Health(enum.StrEnum):
    """What was found: all right, a lack that some verbs can do without, or a lack that stops the main job."""

    FINE = "fine"
    LIMITED = "limited"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: its name, how it is, what was found, and what would mend it."""

    name: str
    health: Health
    found: str
    problem: Problem | None = None


def examine(request: Request) -> tuple[Finding, ...]:
    """Look at Python, Terraform, the AWS provider, what sandbox and lab need, and the AWS settings; change nothing."""
    return (
        _python(),
        _looked("terraform", lambda: _terraform(request), Health.MISSING),
        _looked("AWS provider", lambda: _provider(request), Health.MISSING),
        _looked("sandbox", lambda: _sandbox(request), Health.LIMITED),
        *_lab(),
        _looked("AWS Region", lambda: _region(request), Health.LIMITED),
        _looked("AWS credentials", lambda: _credentials(request), Health.LIMITED),
    )


def _looked(name: str, look: Callable[[], str], lack: Health) -> Finding:
    try:
        return Finding(name=name, health=Health.FINE, found=look())
    except SealaneError as error:
        problem = error.problems[0]
        return Finding(name=name, health=lack, found=problem.what, problem=problem)


def _python() -> Finding:
    version = platform.python_version()
    return Finding(name="python", health=Health.FINE, found=f"{version} at {sys.executable}")


def _terraform(request: Request) -> str:
    from sealane.terraform import binary

    found = binary.find(request.environ)
    return f"{found.product} {found.shown_version} at {found.where}"


def _provider(request: Request) -> str:
    from sealane.terraform import binary, provider
    from sealane.terraform.binary import dotted

    source = provider.find(request.environ, is_opentofu=binary.find(request.environ).is_opentofu)
    version = f" {dotted(source.package.version)}" if source.package else ""
    return f"{source.kind.replace('-', ' ')}{version} at {source.where}"


def _sandbox(request: Request) -> str:
    from sealane.sandbox import daemon

    found = daemon.running(request.environ)
    if found is not None:
        return f"running at {found.endpoint}"
    daemon.require_parts()
    return "installed, not running"


def _lab() -> tuple[Finding, ...]:
    from sealane.lab.kernel import requirements

    lacks = [lack.problem for lack in requirements.missing()]
    if not lacks:
        return (Finding(name="lab", health=Health.FINE, found="this machine can rehearse"),)
    return tuple(Finding(name="lab", health=Health.LIMITED, found=lack.what, problem=lack) for lack in lacks)


def _region(request: Request) -> str:
    from sealane.verbs.aws import region_of

    return region_of(request, "")


def _credentials(request: Request) -> str:
    from sealane.readers.live.identity import caller
    from sealane.verbs.aws import aws
    from sealane.verbs.observer import Silent

    identity = caller(aws(request, "", Silent()).door())
    return f"account {identity.account} as {identity.arn}"
