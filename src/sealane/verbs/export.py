"""`export`: a Terraform module in a folder of the user's choosing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sealane.errors import InputError, Problem
from sealane.records import dataclass
from sealane.terraform import files
from sealane.terraform.files.names import identifiers
from sealane.verbs.saving import save
from sealane.verbs.settle import intend, settle

if TYPE_CHECKING:
    from sealane.terraform.files import File
    from sealane.verbs.observer import Observer
    from sealane.verbs.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The folder and the files written to it; `variables` are the image variables a person passes with `-var`."""

    folder: Path
    files: tuple[str, ...]
    variables: tuple[str, ...]


def export(
    request: Request, folder: Path, observer: Observer, *, force: bool = False, module: bool = False
) -> Exported:
    """Write the spec's Terraform into `folder`; nothing of sealane is needed to use it.

    It is a root module, or with `module` a reusable one in Terraform's standard structure.

    Raises:
        InputError: when the folder holds files that would be replaced and `force` is not given.
        EnvironmentFailure: when the folder cannot be written.

    """
    settled = settle(intend(request, observer), observer, _module if module else files.write)
    target = request.folder / folder
    clashes = [file.name for file in settled.files if _differs(target / file.name, file.text)]
    if clashes and not force:
        raise InputError(
            Problem(
                code="export-would-replace",
                what=f"`{folder}` holds files that differ from what would be written; nothing was written",
                facts=(("files", ", ".join(clashes)),),
                hint="choose another folder, or replace them with "
                f"`sealane export --force {'--module ' if module else ''}{folder}`",
            )
        )
    for file in settled.files:
        save(target / file.name, file.text)
    labels = identifiers((name, (name,)) for name in settled.loaded.spec.services)
    return Exported(
        folder=target,
        files=tuple(file.name for file in settled.files),
        variables=tuple(f"{label}_image" for label in labels.values()),
    )


def _module(*about: Any) -> tuple[File, ...]:
    """Write a reusable module; what only this form needs is imported with it."""
    from sealane.terraform.files.module import write_module

    return write_module(*about)


def _differs(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8") != text
    except FileNotFoundError:
        return False
    except (OSError, UnicodeDecodeError):
        return True
