"""The values of the root module's variables: what the user gives, and what is missing."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sealane.errors import InputError, Place, Problem
from sealane.terraform.configuration.blocks import Block, arguments_of
from sealane.terraform.configuration.module import Module

PREFIX: Final = "TF_VAR_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variables:
    """Values as `terraform plan` takes them: `assigned` are texts of the form `NAME=VALUE`, `files` variable files.

    `account` is the caller's, which Terraform would ask AWS for; empty where it is not known.
    """

    assigned: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    account: str = ""

    def arguments(self) -> tuple[str, ...]:
        """Return the arguments that give them to Terraform."""
        files = (f"-var-file={path.absolute()}" for path in self.files)
        return (*files, *(f"-var={text}" for text in self.assigned))


def check_variables(module: Module, variables: Variables, environ: Mapping[str, str]) -> None:
    """See that every variable without a default has a value.

    Raises:
        InputError: `variable-missing`, one problem for each, with the argument to add.

    """
    given = set(_given(module.folder, variables, environ))
    missing = [
        block
        for block in module.blocks("variable")
        if block.labels and "default" not in block.arguments and block.labels[0] not in given
    ]
    if missing:
        raise InputError(*(_missing(block, module.folder) for block in missing))


def _given(folder: Path, variables: Variables, environ: Mapping[str, str]) -> Iterator[str]:
    yield from (name.removeprefix(PREFIX) for name in environ if name.startswith(PREFIX))
    yield from (text.partition("=")[0].strip() for text in variables.assigned)
    # https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
    found = [folder / "terraform.tfvars", folder / "terraform.tfvars.json"]
    found += [*folder.glob("*.auto.tfvars"), *folder.glob("*.auto.tfvars.json")]
    for path in (*found, *variables.files):
        yield from _names(path)


def _names(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
        if not path.name.endswith(".json"):
            yield from arguments_of(text)
            return
        said = json.loads(text)
    except (OSError, ValueError, RecursionError):
        # Terraform says what is wrong with the file.
        return
    if isinstance(said, dict):
        yield from said


def _missing(block: Block, folder: Path) -> Problem:
    name = block.labels[0]
    kind = block.arguments.get("type")
    said = kind.text if kind else ""
    example = "'[]'" if said.startswith(("list", "set", "tuple")) else "'{}'" if said.startswith("map") else "VALUE"
    return Problem(
        code="variable-missing",
        what=f"The variable {name} has no value",
        facts=(("type", said),) if said else (),
        hint=f"add `-var {shlex.quote(name)}={example}`, or `-var-file FILE` with a line for it",
        link="https://developer.hashicorp.com/terraform/language/values/variables",
        place=Place(file=_relative(block.file, folder), line=block.line, column=block.column),
    )


def _relative(file: str, folder: Path) -> str:
    path = Path(file)
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else file
