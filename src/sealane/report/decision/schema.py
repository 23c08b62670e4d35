"""The published JSON Schema of `sealane/decision/1`."""

from __future__ import annotations

from typing import Any, Final

from sealane.report.schema_parts import FLAG, TEXT, a_list, an_object, document, one_of, part
from sealane.verdicts.decision import Outcome
from sealane.verdicts.judgement import Effect, Layer, Mismatch

_TRUTH: Final[dict[str, Any]] = {
    "type": "string",
    "pattern": "^(yes|no|if .*)$",
    "description": "`yes`, `no`, or `if` with what it hangs on",
}

DECISION: Final[dict[str, Any]] = {
    "decision": one_of(Outcome),
    "explicit": {**FLAG, "description": "whether a Deny statement surely applies"},
    "blocked_by": a_list(one_of(Layer)),
    "if": a_list({**TEXT, "description": "allowed if all of these hold, denied if one fails"}),
    "layers": a_list(part("layer")),
}
PARTS: Final[dict[str, Any]] = {
    "layer": an_object(
        {
            "layer": one_of(Layer),
            "level": {**TEXT, "description": "the level of the organisation, or empty"},
            "allows": _TRUTH,
            "denies": _TRUTH,
            "statements": a_list(part("statement")),
        },
    ),
    "statement": an_object(
        {
            "policy": TEXT,
            "statement": TEXT,
            "effect": one_of(Effect),
            "applies": _TRUTH,
            "mismatch": one_of(["", *Mismatch], "the element that kept it from applying"),
        },
    ),
}


def schema() -> dict[str, Any]:
    """Return the schema."""
    return document("sealane/decision/1", "What `sealane authorize --format json` prints", DECISION, PARTS)
