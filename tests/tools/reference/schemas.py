"""The page of the schemas: what each is of, its name, and its properties."""

from __future__ import annotations

import importlib
from typing import Any

from sealane.cli.schema import MODULES
from sealane.verdicts.cause import Cause


def schemas_page() -> str:
    """Return the page."""
    lines = [
        "# Schemas",
        "",
        "Every answer in JSON names its form in `schema`;",
        "`sealane schema NAME` prints the JSON Schema of it, in draft 2020-12.",
        "A form changes its number only when something that was there is gone or means something else;",
        "new properties may come.",
    ]
    for name, module in MODULES.items():
        schema = importlib.import_module(module).schema()
        lines += ["", f"## {name}", "", f"{_title(schema)}.", "", "| property | type |", "| --- | --- |"]
        required = set(schema.get("required", ()))
        for key, form in schema.get("properties", {}).items():
            lines.append(f"| `{key}`{'' if key in required else ' (may be absent)'} | {_type(form)} |")
        if not schema.get("properties"):
            lines[-3:] = [f"See `sealane schema {name}`."]
    return "\n".join(lines) + "\n"


def _title(schema: dict[str, Any]) -> str:
    said = str(schema.get("title", "") or schema.get("description", ""))
    return "What a `sealane.yaml` may hold; [every field](spec.md)" if said == "sealane.yaml" else said.rstrip(".")


def _type(form: dict[str, Any]) -> str:
    if "const" in form:
        return f"`{form['const']}`"
    if set(Cause) <= set(form.get("enum", ())):
        return "one of the [causes](../causes/README.md), or empty"
    if "enum" in form:
        return ", ".join(f"`{one}`" for one in form["enum"])
    for several in ("anyOf", "oneOf"):
        if several in form:
            return " or ".join(dict.fromkeys(_type(one) for one in form[several]))
    kind = form.get("type", "object")
    told = " or ".join(map(str, kind)) if isinstance(kind, list) else str(kind)
    if told == "array" and isinstance(form.get("items"), dict):
        told = f"list of {_type(form['items'])}"
    if "$ref" in form:
        told = str(form["$ref"]).rpartition("/")[2]
    about = str(form.get("description", ""))
    return f"{told}: {about}".replace("|", "\\|") if about else told
