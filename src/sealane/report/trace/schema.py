"""The published JSON Schema of `sealane/trace/1`."""

from __future__ import annotations

from typing import Any, Final

from sealane.report.schema_parts import (
    CAUSE,
    CAUSE_OR_NONE,
    OPEN,
    PLACE,
    PORT,
    TEXT,
    VERDICT,
    a_list,
    an_object,
    document,
    one_of,
    part,
)

_DOES: Final = (*("resolves", "allows", "denies", "routes", "delivers", "translates", "drops", "forwards", "unknown"),)

TRACE: Final[dict[str, Any]] = {
    "verdict": VERDICT,
    "cause": CAUSE_OR_NONE,
    "packet": an_object(
        {"source": TEXT, "destination": TEXT, "protocol": TEXT, "source_port": PORT, "port": PORT},
    ),
    "endpoint": {**TEXT, "description": "the endpoint that the way leads through, or empty"},
    "forward": a_list(part("hop")),
    "return": a_list(part("hop")),
    "blocks": a_list(part("block")),
    "open": OPEN,
}
PARTS: Final[dict[str, Any]] = {
    "hop": an_object({**PLACE, "kind": TEXT, "rule": TEXT, "does": one_of(_DOES), "detail": TEXT}),
    "block": an_object({"cause": CAUSE, **PLACE, "message": TEXT, "change": TEXT, "link": TEXT}),
}


def schema() -> dict[str, Any]:
    """Return the schema."""
    return document("sealane/trace/1", "What `sealane trace --format json` prints", TRACE, PARTS)
