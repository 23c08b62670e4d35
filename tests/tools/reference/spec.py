"""The page of the spec: every field with its form, its default and its meaning."""

from __future__ import annotations

import json
from typing import Any

from sealane.spec.schema import schema

_NAMES = {"Spec": "sealane.yaml"}


def spec_page() -> str:
    """Return the page."""
    found = schema()
    parts: dict[str, dict[str, Any]] = {"Spec": found, **found["$defs"]}
    lines = [
        "# sealane.yaml",
        "",
        "`sealane init` writes one in which every setting stands as a comment with its default.",
        "An image alone is complete:",
        "",
        "```yaml",
        "version: 1",
        "image: payments/api:1.4.2",
        "```",
        "",
        "Editors that know JSON Schema complete and check it by `sealane schema spec`.",
    ]
    for name, part in parts.items():
        about = "" if name == "Spec" else str(part.get("description", ""))
        lines += ["", f"## {_NAMES.get(name, name)}", ""]
        lines += [about, ""] if about else []
        lines += ["| field | form | default | meaning |", "| --- | --- | --- | --- |"]
        required = set(part.get("required", ()))
        lines += [_row(key, form, required=key in required) for key, form in part.get("properties", {}).items()]
    return "\n".join(lines) + "\n"


def _row(key: str, form: dict[str, Any], *, required: bool) -> str:
    default = "needed" if required else _default(form)
    cells = (f"`{key}`", _form(form), default, str(form.get("description", "")))
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _default(form: dict[str, Any]) -> str:
    value = form.get("default")
    if "$ref" in form or value in ("", None, {}, []):
        return ""
    return f"`{json.dumps(value, ensure_ascii=False)}`"


def _form(form: dict[str, Any]) -> str:
    if "$ref" in form:
        name = str(form["$ref"]).rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in form:
        return f"`{form['const']}`"
    if "enum" in form:
        return ", ".join(f"`{one}`" for one in form["enum"])
    for several in ("anyOf", "oneOf"):
        if several in form:
            return " or ".join(dict.fromkeys(_form(one) for one in form[several]))
    kind = form.get("type", "anything")
    if kind == "array":
        return f"list of {_form(form.get('items', {}))}"
    if kind == "object" and isinstance(form.get("additionalProperties"), dict):
        return f"map of {_form(form['additionalProperties'])}"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)
