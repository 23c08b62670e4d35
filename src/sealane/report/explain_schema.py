"""The published JSON Schema of `sealane/cause/1`."""

from __future__ import annotations

from typing import Any

from sealane.report.schema_parts import CAUSE, TEXT, a_list, an_object, document


def schema() -> dict[str, Any]:
    """Return the schema."""
    properties = {
        "cause": CAUSE,
        "title": TEXT,
        "means": a_list(TEXT),
        "evidence": {**a_list(TEXT), "description": "what must all be seen before a finding carries this code"},
        "shown": {**a_list(TEXT), "description": "how AWS tells it when a task has failed"},
        "change": TEXT,
        "fix": an_object({"terraform": TEXT, "cli": TEXT}),
        "links": a_list(TEXT),
    }
    return document("sealane/cause/1", "What `sealane explain CAUSE --format json` prints", properties, {})
