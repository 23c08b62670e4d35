"""Parts of the published JSON Schemas of answers; unknown properties may be added within a version and must be ignored.

https://json-schema.org/draft/2020-12/json-schema-core
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sealane.verdicts.cause import Cause
from sealane.verdicts.verdict import Verdict

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
FLAG: Final[Schema] = {"type": "boolean"}
LINE: Final[Schema] = {"type": "integer", "minimum": 0, "description": "counts from 1; 0 when it is not known"}
PORT: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": 65535, "description": "0 when there is none"}


def document(name: str, title: str, properties: Schema, parts: Schema) -> Schema:
    """Return a whole schema for documents that carry `name` as their `schema`."""
    every = {"schema": {"const": name}, **properties}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **an_object(every),
        "$defs": parts,
    }


def an_object(properties: Schema, optional: Iterable[str] = ()) -> Schema:
    """Return the schema of an object that has all of these properties, and perhaps others."""
    left_out = set(optional)
    required = [name for name in properties if name not in left_out]
    return {"type": "object", "required": required, "properties": properties}


def a_list(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def one_of(values: Iterable[str], description: str = "") -> Schema:
    """Return the schema of a text out of a closed list."""
    listed: Schema = {"enum": [str(value) for value in values]}
    return {**listed, "description": description} if description else listed


def part(name: str) -> Schema:
    """Refer to a part."""
    return {"$ref": f"#/$defs/{name}"}


def or_null(schema: Schema) -> Schema:
    """Return the schema of something that may be absent."""
    return {"anyOf": [schema, {"type": "null"}]}


VERDICT: Final = one_of(Verdict)
CAUSE: Final = one_of(Cause)
CAUSE_OR_NONE: Final = one_of(["", *Cause], "empty when nothing stands in the way")
OPEN: Final = a_list(
    an_object(
        {
            "reason": {**TEXT, "description": "why this is not known"},
            "action": {**TEXT, "description": "the IAM action that would read it, or empty"},
        }
    )
)
PLACE: Final[Schema] = {
    "origin": {**TEXT, "description": "Terraform address, logical id, ARN or id"},
    "file": {**TEXT, "description": "empty when it is not known"},
    "line": LINE,
}


FIX: Final[Schema] = an_object(
    {
        "terraform": {**TEXT, "description": "Terraform to add or edit"},
        "cli": {**TEXT, "description": "AWS CLI commands"},
        "diff": {
            **TEXT,
            "description": "the change of the source's own files, proved, for `git apply` and `patch -p1`; or empty",
        },
        "note": {**TEXT, "description": "why there is no diff although a directory is known; or empty"},
    },
)
