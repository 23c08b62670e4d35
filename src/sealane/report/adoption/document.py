"""An adoption as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sealane.report.adoption.words import sentence

if TYPE_CHECKING:
    from sealane.verbs.adopt import Adoption


def as_json(adoption: Adoption, folder: str) -> dict[str, Any]:
    """Return the document: what is imported, every remark, and whether anything was written."""
    refused = set(adoption.refusals)
    return {
        "schema": "sealane/adoption/1",
        "folder": folder,
        "written": [] if refused else [file.name for file in adoption.adopted.files],
        "imports": [{"to": one.address, "id": one.id} for one in adoption.adopted.taken if one.id],
        "remarks": [
            {
                "name": one.name,
                "matter": str(one.matter),
                "about": one.about,
                "outcome": str(one.outcome),
                "facts": list(one.facts),
                "refuses": one in refused,
                "message": sentence(one),
            }
            for one in adoption.remarks
        ],
    }
