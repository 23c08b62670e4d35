"""The published JSON Schema of `sealane/adoption/1`."""

from __future__ import annotations

from typing import Any

from sealane.adoption.remark import Matter, Outcome
from sealane.report.schema_parts import TEXT, a_list, an_object, document, part


def schema() -> dict[str, Any]:
    """Return the schema."""
    remark = an_object(
        {
            "name": TEXT,
            "matter": {"enum": [str(one) for one in Matter]},
            "about": TEXT,
            "outcome": {"enum": [str(one) for one in Outcome]},
            "facts": a_list(TEXT),
            "refuses": {"type": "boolean"},
            "message": TEXT,
        }
    )
    properties = {
        "folder": TEXT,
        "written": a_list(TEXT),
        "imports": a_list(an_object({"to": TEXT, "id": TEXT})),
        "remarks": a_list(part("remark")),
    }
    title = "What `sealane adopt --format json` prints"
    return document("sealane/adoption/1", title, properties, {"remark": remark})
