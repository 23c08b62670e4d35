"""Pydantic's errors as findings: unknown and missing keys, and values of the wrong type."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sealane.errors import Problem
from sealane.spec.document import Spec
from sealane.spec.finding import Finding
from sealane.spec.nearest import listed, suggestion
from sealane.spec.places import Path, dotted

_WANTED = {
    "int_type": "a whole number",
    "string_type": "text",
    "bool_type": "`true` or `false`",
    "dict_type": "a mapping of names to values",
    "tuple_type": "a list",
    "model_type": "a block of keys",
    "model_attributes_type": "a block of keys",
}
# Keys that are shorthands and therefore no fields.
_EXTRA_KEYS: dict[type[BaseModel], tuple[str, ...]] = {Spec: ("image",)}
_LONGEST = 80


def mistakes(error: ValidationError) -> list[Finding]:
    """Turn each of Pydantic's errors into a finding."""
    return [_finding(detail) for detail in error.errors(include_url=False)]


def _finding(detail: ErrorDetails) -> Finding:
    path: Path = tuple(detail["loc"])
    kind, found = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        return Finding(path=path, problem=_unknown_key(path), on_key=True)
    if kind == "missing":
        return Finding(path=path, problem=_missing_key(path), on_key=True)
    if kind == "literal_error":
        return Finding(path=path, problem=_unknown_value(path, found))
    context = detail.get("ctx", {})
    if kind not in _WANTED:
        return _own(path, kind, detail["msg"], context)
    facts = (("at", dotted(path)), ("found", shown(found)), ("allowed", _WANTED[kind]))
    what = f"{_subject(path)} takes {_WANTED[kind]}"
    return Finding(
        path=path, problem=Problem(code="wrong-type", what=what, facts=facts, hint=_type_hint(path, kind, found))
    )


def _own(path: Path, kind: str, message: str, context: Mapping[str, Any]) -> Finding:
    """Carry over an error raised by one of our own validators; its context may name the key at fault and a hint."""
    on_key = "key" in context
    if on_key:
        path = (*path, str(context["key"]))
    code = kind if "-" in kind else "wrong-type"
    facts = (("at", dotted(path)),) if path else ()
    problem = Problem(code=code, what=message, facts=facts, hint=str(context.get("hint", "")))
    return Finding(path=path, problem=problem, on_key=on_key)


def _unknown_key(path: Path) -> Problem:
    key, part = str(path[-1]), model_at(path[:-1])
    known = (*part.model_fields, *_EXTRA_KEYS.get(part, ())) if part else ()
    where = f" in `{dotted(path[:-1])}`" if path[:-1] else ""
    return Problem(
        code="unknown-key",
        what=f"unknown key `{key}`{where}{suggestion(key, known)}",
        facts=(("at", dotted(path)), ("allowed", listed(known))),
        hint="`sealane schema spec` prints every key with its meaning",
    )


def _missing_key(path: Path) -> Problem:
    key = str(path[-1])
    if path == ("services",):
        return Problem(
            code="missing-key",
            what="the spec names no image",
            facts=(("allowed", "`image`, or `services` with at least one service"),),
            hint="add `image: <repository>:<tag>`",
        )
    return Problem(
        code="missing-key",
        what=f"`{dotted(path[:-1])}` lacks the key `{key}`",
        facts=(("at", dotted(path)),),
        hint=f"add `{key}: …`",
    )


def _unknown_value(path: Path, found: object) -> Problem:
    allowed = _literals(path)
    words = [value for value in allowed if isinstance(value, str)]
    near = suggestion(found, words) if isinstance(found, str) else ""
    quoted = isinstance(found, str) and found not in words and found in map(str, allowed)
    hint = f"write it without quotes: `{path[-1]}: {found}`" if quoted else f"one of {listed(allowed)}"
    shape = "the text " if quoted else ""
    facts = (("at", dotted(path)), ("found", shown(found)), ("allowed", listed(allowed)))
    what = f"{_subject(path)} cannot be {shape}{shown(found)}{near}"
    return Problem(code="unknown-value", what=what, facts=facts, hint=hint)


def _type_hint(path: Path, kind: str, found: object) -> str:
    key = path[-1] if path and isinstance(path[-1], str) else "value"
    if kind == "bool_type" and isinstance(found, str):
        answer = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
        return f"write `{key}: {answer.get(found.lower(), 'true')}`"
    if kind == "int_type" and isinstance(found, str) and found.strip().isdecimal():
        return f"write it without quotes: `{key}: {int(found)}`"
    if kind == "string_type" and isinstance(found, (bool, int, float)):
        return f'write it in quotes: `{key}: "{str(found).lower()}"`'
    if kind == "tuple_type" and isinstance(found, str):
        return f"write a list: `{key}: [{', '.join(found.split())}]`"
    return "`sealane schema spec` prints every key with its meaning"


def _subject(path: Path) -> str:
    return f"`{dotted(path)}`" if path else "the spec"


def shown(value: object) -> str:
    """Show a value on one line, the way it would be written in YAML, cut when long."""
    if isinstance(value, bool):
        text = "`true`" if value else "`false`"
    elif isinstance(value, Mapping):
        text = "a mapping"
    elif isinstance(value, (list, tuple)):
        text = "a list"
    elif value is None:
        text = "nothing"
    elif isinstance(value, str):
        text = f"`{value}`" if value.isprintable() and value else repr(value)
    else:
        text = f"`{value}`"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def model_at(path: Path) -> type[BaseModel] | None:
    """Return the model that the block at `path` is read into."""
    found = _annotation_at(path)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _literals(path: Path) -> tuple[Any, ...]:
    found = _annotation_at(path)
    return get_args(found) if get_origin(found) is Literal else ()


def _annotation_at(path: Path) -> Any:  # noqa: ANN401 - a type form
    found: Any = Spec
    for step in path:
        if isinstance(found, type) and issubclass(found, BaseModel):
            field = found.model_fields.get(str(step))
            found = _bare(field.annotation) if field else None
        elif get_origin(found) is dict:
            found = _bare(get_args(found)[1])
        elif get_origin(found) is tuple:
            found = _bare(get_args(found)[0])
        else:
            return None
    return found


def _bare(form: Any) -> Any:  # noqa: ANN401 - a type form
    """Strip `Annotated` and `| None` from a type."""
    while True:
        if get_origin(form) is Annotated:
            form = get_args(form)[0]
        elif get_origin(form) in (Union, types.UnionType):
            form = next(part for part in get_args(form) if part is not type(None))
        else:
            return form
