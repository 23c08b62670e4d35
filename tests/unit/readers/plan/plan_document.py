"""Small plan documents, written in a few words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Document = dict[str, Any]


def refers(*names: str) -> Document:
    """Return an expression that refers to attributes, each printed down to its resource as Terraform does."""
    found: list[str] = []
    for name in names:
        steps = name.split(".")
        found += [".".join(steps[:size]) for size in range(len(steps), 1, -1)]
    return {"references": found}


def resource(
    address: str, values: Mapping[str, Any] | None = None, *, module: str = "", **expressions: Document
) -> Document:
    """Return a resource that will be made: `values` are planned, `expressions` are decided by the apply."""
    local = address.partition("[")[0]
    kind, name = local.split(".")[-2:]
    index: Any = None
    if "[" in address:
        index = json.loads(address[address.index("[") + 1 : -1])
    change = {"actions": ["create"], "before": None, "after": dict(values or {})}
    full = f"{module}.{address}" if module else address
    return {
        "change": {
            "address": full,
            **({"module_address": module} if module else {}),
            "mode": "data" if local.startswith("data.") else "managed",
            "type": kind,
            "name": name,
            **({} if index is None else {"index": index}),
            "change": {**change, "after_unknown": {**dict.fromkeys(expressions, True), "id": True}},
        },
        "block": {
            "address": local,
            "provider_config_key": "aws",
            "expressions": {
                **{key: {"constant_value": value} for key, value in (values or {}).items()},
                **expressions,
            },
        },
        "module": module,
    }


def plan(*resources: Document, calls: Mapping[str, Document] | None = None, **more: object) -> bytes:
    """Return a plan of resources; `calls` are the module calls of the root, by their name."""
    root: Document = {"resources": _blocks(resources, ""), "module_calls": {}}
    for name, call in (calls or {}).items():
        module = {"resources": _blocks(resources, f"module.{name}"), **call.get("module", {})}
        root["module_calls"][name] = {**call, "module": module}
    document: Document = {
        "format_version": "1.2",
        "planned_values": {},
        "variables": {},
        "resource_changes": [one["change"] for one in resources],
        "configuration": {
            "provider_config": {"aws": {"name": "aws", "expressions": {"region": {"constant_value": "us-east-1"}}}},
            "root_module": root,
        },
    }
    return json.dumps({**document, **more}).encode()


def _blocks(resources: tuple[Document, ...], module: str) -> list[Document]:
    found: dict[str, Document] = {}
    for one in resources:
        if one["module"].partition("[")[0] == module:
            found.setdefault(one["block"]["address"], one["block"])
    return list(found.values())
