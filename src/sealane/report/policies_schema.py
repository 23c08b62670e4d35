"""The published JSON Schema of `sealane/policies/1`."""

from __future__ import annotations

from typing import Any, Final

from sealane.report.schema_parts import TEXT, a_list, an_object, document, part

_TEXTS: Final = {"anyOf": [TEXT, a_list(TEXT)]}
_STATEMENT: Final = an_object(
    {
        "Sid": TEXT,
        "Effect": {"enum": ["Allow", "Deny"]},
        "Principal": {"anyOf": [TEXT, {"type": "object"}]},
        "Action": _TEXTS,
        "Resource": _TEXTS,
        "Condition": {"type": "object"},
    },
    optional=("Sid", "Principal", "Resource", "Condition"),
)
_POLICY: Final = an_object({"Version": TEXT, "Statement": a_list(part("statement"))})


def schema() -> dict[str, Any]:
    """Return the schema."""
    task = an_object({"task": TEXT, "execution_role": part("policy"), "task_role": part("policy")})
    properties = {
        "source": TEXT,
        "region": TEXT,
        "trust": part("policy"),
        "tasks": a_list(task),
        "endpoints": {"type": "object", "additionalProperties": part("policy")},
    }
    title = "What `sealane policies --format json` prints"
    return document("sealane/policies/1", title, properties, {"policy": _POLICY, "statement": _STATEMENT})
