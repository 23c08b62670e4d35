"""A proposed change that removes a finding, in the two forms in which people make changes."""

from __future__ import annotations

from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One change: as Terraform to add or edit, and as AWS CLI commands; an empty text is a form there is none of."""

    terraform: str = ""
    cli: str = ""
