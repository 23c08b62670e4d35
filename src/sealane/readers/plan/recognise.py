"""Whether a document is a Terraform plan, told by its content."""

from __future__ import annotations

from typing import Final

import msgspec

PLAN: Final = "terraform-plan"


class _Head(msgspec.Struct, gc=False):
    format_version: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    resource_changes: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    planned_values: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    configuration: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


_DECODER: Final = msgspec.json.Decoder(_Head)


def recognise(document: bytes) -> str | None:
    """Return `terraform-plan` for a plan document, `None` for anything else."""
    try:
        head = _DECODER.decode(document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    unset = msgspec.UNSET
    planned = head.planned_values is not unset or head.resource_changes is not unset
    return PLAN if planned and head.configuration is not unset else None
