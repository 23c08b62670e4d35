"""A policy document without one of its statements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sealane.authorization.partial_json import parse_partial
from sealane.world.policies import Document


def without_each(document: Document) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the number of each statement, counted from one, and the document without it; nothing for what is no JSON.

    A statement that allows is taken away; one that denies stays, because without it more is allowed and not less.
    """
    found = _parsed(document)
    if found is None:
        return
    listed = found.get("Statement", ())
    statements = list(listed) if isinstance(listed, list | tuple) else [listed]
    for place, statement in enumerate(statements):
        if isinstance(statement, Mapping) and statement.get("Effect") == "Allow":
            yield place + 1, {**found, "Statement": [*statements[:place], *statements[place + 1 :]]}


def _parsed(document: Document) -> Mapping[str, Any] | None:
    if isinstance(document, Mapping):
        return document
    try:
        found = json.loads(document) if isinstance(document, str) else parse_partial(document)
    except ValueError:
        return None
    return found if isinstance(found, Mapping) else None
