"""Write `src/sealane/spec/field_table.py` from the models of the spec.

Run it after a change of the models: `.venv/bin/python tests/tools/write_spec_fields.py`.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator

from sealane.spec.document import Spec

TABLE = Path(__file__).parents[2] / "src/sealane/spec/field_table.py"

_HEAD = '''"""The fields of a spec's parts, their forms and defaults. Generated: do not edit.

Written by `tests/tools/write_spec_fields.py` from the Pydantic models, which are the declaration. Reading a spec by
this table needs no Pydantic, whose import takes longer than all the rest of writing a spec's Terraform.
"""

from __future__ import annotations

from typing import Any, Final

'''
_SCALARS = {str: "text", int: "integer", bool: "flag"}
_WIDTH = 120


def parts(model: type[BaseModel] = Spec) -> Iterator[type[BaseModel]]:
    """Yield every model of the spec once, each after those it is made of."""
    seen: dict[type[BaseModel], None] = {}
    for hint in _hints(model).values():
        for inner in _models(hint):
            seen |= dict.fromkeys(parts(inner))
    yield from seen
    yield model


def render() -> str:
    """Return the text of the table."""
    lines = ["FIELDS: Final[dict[str, dict[str, tuple[Any, ...]]]] = {"]
    for model in parts():
        lines.append(f'    "{model.__name__}": {{')
        for name, row in rows(model).items():
            lines += _entry(name, row)
        lines.append("    },")
    lines += ["}", '"""For each part its fields: the form, and the default when the field may be left out."""', ""]
    short = ", ".join(f'"{model.__name__}": "{model.__name__.lower()}"' for model in parts() if _has_shorthand(model))
    lines += [
        f"SHORTHANDS: Final = {{{short}}}",
        '"""Parts that may be written shorter, with the shorthand\'s name."""',
    ]
    return _HEAD + "\n".join(lines) + "\n"


def rows(model: type[BaseModel]) -> dict[str, tuple[Any, ...]]:
    """Return form and default of each field; without a default the field is required."""
    found: dict[str, tuple[Any, ...]] = {}
    for name, hint in _hints(model).items():
        field = model.model_fields[name]
        form = _form(hint)
        if field.is_required():
            found[name] = (form,)
        else:
            found[name] = (form, {} if isinstance(field.default, BaseModel) else field.default)
    return found


def _form(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a type form
    """Return the form of a type: its kind, and what it is made of."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        form = _form(inner[0])
        for note in inner[1:]:
            form = ("short", _name(note), form) if isinstance(note, BeforeValidator) else form
        return form
    if origin is Literal:
        return ("one of", *inner)
    if origin in (Union, types.UnionType):
        rest = [part for part in inner if part is not type(None)]
        # Nothing at all is not a value that a file can give: only the models take it.
        return _form(rest[0]) if len(rest) == 1 else ("either", *map(_form, rest))
    if origin is tuple:
        return ("list", _form(inner[0]))
    if origin is dict:
        return ("map", _form(inner[1]))
    if hint is Any:
        return ("anything",)
    return (_SCALARS[hint],) if hint in _SCALARS else ("part", hint.__name__)


def _name(note: BeforeValidator) -> str:
    function: Any = note.func
    return str(function.__name__)


def _hints(model: type[BaseModel]) -> dict[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def _models(hint: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - a type form
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for inner in get_args(hint):
        yield from _models(inner)


def _has_shorthand(model: type[BaseModel]) -> bool:
    return bool(model.__pydantic_decorators__.model_validators)


def _entry(name: str, row: tuple[Any, ...]) -> list[str]:
    """Return the lines of one field, as the formatter leaves them."""
    text = f'        "{name}": {_literal(row)},'
    if len(text) <= _WIDTH:
        return [text]
    return [f'        "{name}": (', *(line for item in row for line in _item(item)), "        ),"]


def _item(item: Any) -> list[str]:  # noqa: ANN401 - a literal
    text = f"            {_literal(item)},"
    if len(text) <= _WIDTH or not isinstance(item, tuple):
        return [text]
    return ["            (", *(f"                {_literal(part)}," for part in item), "            ),"]


def _literal(value: Any) -> str:  # noqa: ANN401 - a literal
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return f"({', '.join(map(_literal, value))}{',' if len(value) == 1 else ''})"
    return repr(value)


if __name__ == "__main__":
    TABLE.write_text(render(), encoding="utf-8")
