"""A proposed change that removes a finding, in the forms in which people make changes."""

from __future__ import annotations

from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One change; an empty text is a form there is none of.

    Attributes:
        terraform: Terraform to add or edit.
        cli: AWS CLI commands.
        diff: the change of the user's own files, proved again, for `git apply` and `patch -p1`.
        folder: where the diff applies, empty for the folder that the user works in.
        note: why there is no diff although a directory is known.

    """

    terraform: str = ""
    cli: str = ""
    diff: str = ""
    folder: str = ""
    note: str = ""
