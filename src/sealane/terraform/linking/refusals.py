"""Terraform's errors about a directory as problems that a user can act on."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sealane.errors import InputError, Place, Problem
from sealane.terraform.configuration.tree import Call, Tree, is_local
from sealane.terraform.events import Diagnostic
from sealane.terraform.linking.copy import Copy

_MOST: Final = 10
_MOST_DETAIL: Final = 1500
_NO_REGION: Final = re.compile(r"[Mm]issing [Rr]egion|nvalid AWS Region: *$", re.MULTILINE)
_UNDECIDED: Final = re.compile(r"Invalid (count|for_each|provider instance) argument|Invalid for_each set argument")
_PROVIDERS: Final = re.compile(
    r"Failed to (query available provider packages|install provider|resolve provider packages)"
    r"|Missing required provider|Required plugins are not installed|Inconsistent dependency lock file"
)
_LANGUAGE: Final = "https://developer.hashicorp.com/terraform/language"


def rejected(errors: Iterable[Diagnostic], copy: Copy) -> InputError:
    """Return Terraform's errors, each at the user's own line."""
    problems: dict[tuple[str, Place | None], Problem] = {}
    for error in errors:
        problem = _problem(error, copy)
        problems.setdefault((problem.what, problem.place), problem)
    return InputError(*list(problems.values())[:_MOST])


def check_modules(tree: Tree) -> None:
    """See that every module is on this machine.

    Raises:
        InputError: `module-not-installed`, `module-missing`.

    """
    if tree.missing:
        raise InputError(*(_not_installed(tree.folder, call) for call in tree.missing))


def no_configuration(folder: Path) -> InputError:
    """Return the error of a directory without Terraform files."""
    return InputError(
        Problem(
            code="directory-without-terraform",
            what="There are no Terraform files in the directory",
            facts=(("directory", str(folder)), ("looked for", "*.tf, *.tf.json")),
            hint="name the root module's own directory, as for `terraform -chdir=DIR plan`",
            link=f"{_LANGUAGE}/files",
        )
    )


def not_initialised(folder: Path, said: str) -> InputError:
    """Return the error of a directory whose providers are not on this machine."""
    return InputError(
        Problem(
            code="directory-not-initialised",
            what="A provider that the directory needs is not on this machine, and nothing is downloaded unasked",
            facts=(("Terraform says", said[:_MOST_DETAIL]),) if said else (),
            hint=f"run `terraform -chdir={shlex.quote(str(folder))} init`, then try again",
            link="https://developer.hashicorp.com/terraform/cli/commands/init",
        )
    )


def _problem(error: Diagnostic, copy: Copy) -> Problem:
    text = f"{error.summary}\n{error.detail}"
    if _NO_REGION.search(text):
        return _no_region(copy)
    if _PROVIDERS.search(text):
        return not_initialised(copy.original, " ".join(error.detail.split())).problems[0]
    place = _place(error, copy)
    facts = [("resource", error.address)] if error.address else []
    if error.detail:
        facts.append(("detail", " ".join(error.detail.split())[:_MOST_DETAIL]))
    if _UNDECIDED.search(error.summary):
        where = shlex.quote(str(copy.original))
        return Problem(
            code="number-not-decided",
            what=f"Terraform cannot tell how many of a resource there are: {error.summary.rstrip('.')}",
            facts=tuple(facts),
            hint="it depends on what AWS answers; have Terraform ask, then prove its plan: "
            f"`terraform -chdir={where} plan -out=plan && terraform -chdir={where} show -json plan > plan.json`, "
            f"`sealane prove plan.json --config {where}`",
            link=f"{_LANGUAGE}/meta-arguments/for_each",
            place=place,
        )
    return Problem(
        code="terraform-rejects",
        what=f"Terraform rejects the directory: {error.summary.strip().rstrip('.')}",
        facts=tuple(facts),
        hint=f"see it again with `terraform -chdir={shlex.quote(str(copy.original))} validate`",
        link=_LANGUAGE,
        place=place,
    )


def _place(error: Diagnostic, copy: Copy) -> Place | None:
    if not error.file:
        return None
    file, line = copy.users_place(error.file, error.line)
    return Place(file=file, line=line, column=error.column)


def _no_region(copy: Copy) -> Problem:
    return Problem(
        code="region-missing",
        what="Neither the provider block nor the environment says which Region is meant",
        facts=(("directory", str(copy.original)),),
        hint="add `--region REGION`, or set `AWS_REGION`",
        link="https://registry.terraform.io/providers/hashicorp/aws/latest/docs#authentication-and-configuration",
    )


def _not_installed(folder: Path, call: Call) -> Problem:
    path = Path(call.block.file)
    shown = str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
    place = Place(file=shown, line=call.block.line, column=call.block.column)
    if is_local(call.source):
        return Problem(
            code="module-missing",
            what=f"There is no directory {call.source} beside the one that calls it",
            hint=f"see what there is with `ls {shlex.quote(str(path.parent))}`",
            link="https://developer.hashicorp.com/terraform/language/modules/sources#local-paths",
            place=place,
        )
    return Problem(
        code="module-not-installed",
        what=f"The module {call.source} is not on this machine, and nothing is downloaded unasked",
        hint=f"run `terraform -chdir={shlex.quote(str(folder))} init`, then try again",
        link="https://developer.hashicorp.com/terraform/language/modules/sources",
        place=place,
    )
