"""HCL expressions: text, numbers, lists and objects as Python values, and the few forms that Python has none for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sealane.records import dataclass
from sealane.terraform.hcl_text import fragment, key, quoted

_TRAVERSAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*|\[\d+\]|\[\*\])*")
# A list or object that fits in this many columns stands on one line.
_WIDTH = 100
_SCALARS = {"None": "null", "True": "true", "False": "false"}
# What makes an object too deep for one line; text is a sequence to Python, hence the concrete types.
_NESTED = (Mapping, list, tuple)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference such as `aws_vpc.main.id` or `data.aws_availability_zones.available.names[0]`."""

    path: str

    def __post_init__(self) -> None:
        """Refuse anything that is not a traversal, so that no user text becomes syntax by this door."""
        if not _TRAVERSAL.fullmatch(self.path):
            msg = f"not a reference: {self.path!r}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Call:
    """A function call; the arguments are values."""

    function: str
    arguments: tuple[Value, ...]

    def __post_init__(self) -> None:
        """Refuse a function's name that is not an identifier."""
        if not self.function.isidentifier():
            msg = f"not a function: {self.function!r}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Template:
    """Text with references and calls in it: `Template(("arn:", Reference("local.partition"), ":iam::…"))`."""

    parts: tuple[str | Reference | Call, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """An expression written out by a file of ours, never made of user text: conditions, validations, type names."""

    text: str


Value = str | bool | int | float | None | Reference | Call | Template | Code | Sequence["Value"] | Mapping[str, "Value"]


def reference(path: str) -> Reference:
    """Return a reference to `path`."""
    return Reference(path)


def call(function: str, *arguments: Value) -> Call:
    """Return a call of a Terraform function."""
    return Call(function, arguments)


def template(*parts: str | Reference | Call) -> Template:
    """Return text that is put together from text, references and calls."""
    return Template(parts)


def rendered(value: Value, indent: int = 0) -> str:
    """Return a value as `terraform fmt` leaves it; lines after the first are indented by `indent` and more."""
    # Most values of a module are text and references: they come first, tested without the abstract classes.
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Reference):
        return value.path
    if isinstance(value, Code):
        return value.text
    if isinstance(value, Template):
        return _template(value)
    if isinstance(value, Call):
        return _call(value, indent)
    if value is None or isinstance(value, int | float):
        return _SCALARS.get(str(value)) or repr(value)
    return _object(value, indent) if isinstance(value, Mapping) else _list(value, indent)


def flat(value: Value) -> str:
    """Return a value on one line, however deep it is; for a place where its neighbours are on one line too."""
    if isinstance(value, Mapping):
        parts = [f"{key(name)} = {flat(entry)}" for name, entry in value.items()]
        return f"{{ {', '.join(parts)} }}" if parts else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(flat, value))}]"
    return rendered(value)


def aligned(entries: Iterable[tuple[str, Value]], indent: int) -> list[str]:
    """Return `key = value` lines with the signs of consecutive one-line entries in one column.

    `terraform fmt` aligns a run of entries that fit on one line each; an entry of several lines ends the run.
    """
    margin = " " * indent
    lines: list[str] = []
    run: list[tuple[str, str]] = []
    for name, value in entries:
        text = rendered(value, indent)
        if "\n" not in text:
            run.append((name, text))
            continue
        lines += _columns(run, margin)
        run = []
        lines.append(f"{margin}{name} = {text}")
    return lines + _columns(run, margin)


def _columns(run: list[tuple[str, str]], margin: str) -> list[str]:
    """Return the lines of a run."""
    width = max([len(name) for name, _ in run], default=0)
    return [f"{margin}{name.ljust(width)} = {text}" for name, text in run]


def _call(value: Call, indent: int) -> str:
    """Render a call: a single argument hugs the parentheses, several that do not fit stand on lines of their own."""
    match value.arguments:
        case [only]:
            return f"{value.function}({rendered(only, indent)})"
    inner = indent + 2
    arguments = [rendered(argument, inner) for argument in value.arguments]
    if not any("\n" in argument for argument in arguments):
        return f"{value.function}({', '.join(arguments)})"
    lines = ",\n".join(" " * inner + argument for argument in arguments)
    return f"{value.function}(\n{lines}\n{' ' * indent})"


def _template(value: Template) -> str:
    """Render a template; one that is nothing but an interpolation is that expression, as `terraform fmt` has it."""
    # Neighbouring texts are joined first, so that a `$` and a `{` cannot meet unescaped.
    parts: list[str | Reference | Call] = []
    for part in value.parts:
        last = parts[-1] if parts else None
        if isinstance(part, str) and isinstance(last, str):
            parts[-1] = last + part
        elif part != "":
            parts.append(part)
    match parts:
        case [(Reference() | Call()) as only]:
            return rendered(only)
    return '"' + "".join(_part(part, last=place == len(parts) - 1) for place, part in enumerate(parts)) + '"'


def _part(part: str | Reference | Call, *, last: bool) -> str:
    """Render one part of a template."""
    if isinstance(part, str):
        return fragment(part, before_interpolation=not last)
    return f"${{{rendered(part)}}}"


def _object(value: Mapping[str, Value], indent: int) -> str:
    """Render an object on lines of its own."""
    if not value:
        return "{}"
    lines = aligned([(key(name), entry) for name, entry in value.items()], indent + 2)
    return "\n".join(["{", *lines, " " * indent + "}"])


def _list(value: Sequence[Value], indent: int) -> str:
    """Render a list on one line when it is short and flat, and otherwise with an item on each line."""
    items = [_inline(item) for item in value]
    if None not in items and not any(isinstance(item, Mapping) for item in value):
        line = f"[{', '.join(map(str, items))}]"
        if indent + len(line) <= _WIDTH:
            return line
    inner = indent + 2
    margin = " " * inner
    lines = [
        text if text is not None and inner + len(text) <= _WIDTH else rendered(item, inner)
        for item, text in zip(value, items, strict=True)
    ]
    return "\n".join(["[", *[f"{margin}{line}," for line in lines], " " * indent + "]"])


def _inline(value: Value) -> str | None:
    """Render a value on one line, or return nothing when it belongs on several."""
    if isinstance(value, Reference):
        return value.path
    if isinstance(value, Mapping):
        parts = [(key(name), _inline(entry)) for name, entry in value.items()]
        if not parts:
            return "{}"
        if any(text is None for _, text in parts) or any(isinstance(entry, _NESTED) for entry in value.values()):
            return None
        return f"{{ {', '.join(f'{name} = {text}' for name, text in parts)} }}"
    text = rendered(value)
    return None if "\n" in text else text
