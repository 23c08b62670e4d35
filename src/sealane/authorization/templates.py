"""Texts of a policy: literal characters, wildcards, holes, and `${variables}` that take their value from the request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain

from sealane.authorization.context import Context
from sealane.authorization.globs import Symbol, Symbols, Wild, contains, overlaps
from sealane.world.text import Hole, Text, parts_of

_VARIABLE = re.compile(r"\$\{(?:([*?$])|([^{},'\s]+)(?:,\s*'([^']*)')?)\}")
_WILDCARDS = {"*": Wild.MANY, "?": Wild.ONE}


@dataclass(frozen=True, slots=True)
class Variable:
    """A `${key}` or `${key, 'default'}`; the key is in lower case."""

    key: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A text of a policy, read.

    `source` is the text as written. `regex` is there when the text is complete, that is without holes and variables.
    """

    source: str
    symbols: tuple[Symbol | Variable, ...]
    regex: re.Pattern[str] | None = field(compare=False)


def read_template(text: Text, *, variables: bool, wildcards: bool) -> Template:
    """Read a text of a policy.

    `variables` is whether the policy's version knows them; `wildcards` whether `*` and `?` are special here.

    Raises:
        ValueError: when a variable is not written as AWS documents it.

    """
    parts = parts_of(text)
    symbols = tuple(chain.from_iterable(_symbols(part, variables=variables, wildcards=wildcards) for part in parts))
    return template_of(str(text), symbols)


def template_of(source: str, symbols: tuple[Symbol | Variable, ...]) -> Template:
    """Make a template of symbols that were read before."""
    complete = not any(isinstance(symbol, Hole | Variable) for symbol in symbols)
    regex = re.compile("".join(_regex(symbol) for symbol in symbols), re.DOTALL) if complete else None
    return Template(source, symbols, regex)


def matches(template: Template, subject: Text, context: Context) -> bool | None:
    """Tell whether a template matches a text; `None` when its unknown parts decide.

    A variable that has no value and no default matches nothing.
    """
    if template.regex is not None and isinstance(subject, str):
        return template.regex.fullmatch(subject) is not None
    pattern = resolved(template, context)
    if pattern is None:
        return False
    return compare(pattern, letters_of(subject))


def compare(pattern: Symbols, subject: Symbols) -> bool | None:
    """Tell whether a pattern matches a text as symbols; `None` when holes decide."""
    if contains(pattern, subject):
        return True
    return None if overlaps(pattern, subject) else False


def letters_of(subject: Text) -> Symbols:
    """Spell a text of the request, in which no character is special."""
    return tuple(chain.from_iterable((part,) if isinstance(part, Hole) else part for part in parts_of(subject)))


def resolved(template: Template, context: Context) -> Symbols | None:
    """Put the request's values into the variables; `None` when one of them has no value."""
    found: list[Symbol] = []
    for symbol in template.symbols:
        if not isinstance(symbol, Variable):
            found.append(symbol)
            continue
        value = _value(symbol, context)
        if value is None:
            return None
        found.extend(value)
    return tuple(found)


def _value(variable: Variable, context: Context) -> Symbols | None:
    reading = context.read(variable.key)
    if not isinstance(reading, tuple):
        # The key may be absent, so the value is not the same text as the key's in another place.
        return (Hole(reading.reason),)
    if not reading:
        return None if variable.default is None else tuple(variable.default)
    if len(reading) > 1:
        return (Hole(f"{variable.key} has several values, and AWS allows only keys with one as variables"),)
    if any(isinstance(part, str) and ("*" in part or "?" in part) for part in parts_of(reading[0])):
        return (Hole(f"the value of {variable.key} has a wildcard, and AWS does not say whether it counts as one"),)
    return letters_of(reading[0])


def _symbols(part: str | Hole, *, variables: bool, wildcards: bool) -> tuple[Symbol | Variable, ...]:
    if isinstance(part, Hole):
        return (part,)
    special = _WILDCARDS if wildcards else {}
    if not variables or "${" not in part:
        return tuple(special.get(character, character) for character in part)
    found: list[Symbol | Variable] = []
    place = 0
    while place < len(part):
        if not part.startswith("${", place):
            found.append(special.get(part[place], part[place]))
            place += 1
            continue
        match = _VARIABLE.match(part, place)
        if match is None:
            message = f"{part[place:]!r} does not start with a policy variable"
            raise ValueError(message)
        escaped, key, default = match.groups()
        found.append(escaped or Variable(key.lower(), default))
        place = match.end()
    return tuple(found)


def _regex(symbol: Symbol | Variable) -> str:
    if isinstance(symbol, Wild):
        return "." if symbol is Wild.ONE else ".*"
    return re.escape(str(symbol))
