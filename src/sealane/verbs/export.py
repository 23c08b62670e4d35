"""`export`: a Terraform root module in a folder of the user's choosing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sealane.errors import InputError, Problem
from sealane.records import dataclass
from sealane.terraform.files.names import identifiers
from sealane.verbs.saving import save
from sealane.verbs.settle import intend, settle

if TYPE_CHECKING:
    from sealane.verbs.observer import Observer
    from sealane.verbs.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The folder and the files written to it; `variables` are the image variables a person passes with `-var`."""

    folder: Path
    files: tuple[str, ...]
    variables: tuple[str, ...]


def export(request: Request, folder: Path, observer: Observer, *, force: bool = False) -> Exported:
    """Write the spec's Terraform into `folder`; nothing of sealane is needed to use it.

    Raises:
        InputError: when the folder holds files that would be replaced and `force` is not given.
        EnvironmentFailure: when the folder cannot be written.

    """
    settled = settle(intend(request, observer), observer)
    target = request.folder / folder
    clashes = [file.name for file in settled.files if _differs(target / file.name, file.text)]
    if clashes and not force:
        raise InputError(
            Problem(
                code="export-would-replace",
                what=f"`{folder}` holds files that differ from what would be written; nothing was written",
                facts=(("files", ", ".join(clashes)),),
                hint=f"choose another folder, or replace them with `sealane export --force {folder}`",
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


def _differs(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8") != text
    except FileNotFoundError:
        return False
    except (OSError, UnicodeDecodeError):
        return True
