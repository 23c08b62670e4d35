"""Texts of a policy: literal characters, wildcards, holes, and `${variables}` that take their value from the request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, TypeGuard

from sealane.authorization.context import Context
from sealane.authorization.globs import Symbol, Symbols, Wild, contains, overlaps
from sealane.authorization.text_patterns import Test, is_wild, text_test
from sealane.grammar.patterns import pattern
from sealane.records import dataclass
from sealane.world.text import Hole, Text, parts_of

_VARIABLE = pattern(r"\$\{(?:([*?$])|([^{},'\s]+)(?:,\s*'([^']*)')?)\}")
_WILDCARDS = {"*": Wild.MANY, "?": Wild.ONE}


@dataclass(frozen=True, slots=True)
class Variable:
    """A `${key}` or `${key, 'default'}`; the key is in lower case."""

    key: str
    default: str | None = None


class Template(NamedTuple):
    """A text of a policy, read.

    `text` is the text as written, `variables` and `wildcards` say what is special in it. `test` is there when the text
    is complete, that is without holes and variables.
    """

    text: Text
    variables: bool
    wildcards: bool
    test: Test | None

    @property
    def source(self) -> str:
        """The text as written, holes marked."""
        return str(self.text)

    @property
    def symbols(self) -> tuple[Symbol | Variable, ...]:
        """The text as symbols."""
        return _symbols_of(self.text, variables=self.variables, wildcards=self.wildcards)


def without_variables(text: Text, *, variables: bool) -> TypeGuard[str]:
    """Tell whether a text is known in full and has no variable."""
    return isinstance(text, str) and not (variables and "${" in text)


def read_template(text: Text, *, variables: bool, wildcards: bool) -> Template:
    """Read a text of a policy.

    `variables` is whether the policy's version knows them; `wildcards` whether `*` and `?` are special here.

    Raises:
        ValueError: when a variable is not written as AWS documents it.

    """
    if without_variables(text, variables=variables):
        return Template(text, variables=False, wildcards=wildcards, test=text_test(text) if wildcards else text.__eq__)
    symbols = _symbols_of(text, variables=variables, wildcards=wildcards)
    complete = not any(isinstance(symbol, Hole | Variable) for symbol in symbols)
    return Template(text, variables, wildcards, expression_of(symbols) if complete else None)


def matches(template: Template, subject: Text, context: Context) -> bool | None:
    """Tell whether a template matches a text; `None` when its unknown parts decide.

    A variable that has no value and no default matches nothing.
    """
    if isinstance(subject, str):
        if template.test is not None:
            return template.test(subject)
        whole = filled(template, context)
        if whole is not None:
            return text_test(whole)(subject) if template.wildcards else whole == subject
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


def filled(template: Template, context: Context) -> str | None:
    """Put the request's values into the variables where each is one plain text; `None` when that is not so simple."""
    pieces = _pieces_of(template.text)
    found = []
    for piece in pieces:
        if isinstance(piece, str):
            found.append(piece)
            continue
        reading = context.read(piece.key)
        if not isinstance(reading, tuple) or len(reading) != 1:
            return None
        value = reading[0]
        if not isinstance(value, str) or is_wild(value):
            return None
        found.append(value)
    return "".join(found) if found else None


def expression_of(symbols: tuple[Symbol | Variable, ...], colons: int = 0) -> Test:
    """Make the test of a complete text; wildcards before so many colons match no colon."""
    found = []
    for symbol in symbols:
        if isinstance(symbol, Wild):
            inside = "[^:]" if colons > 0 else "."
            found.append(inside if symbol is Wild.ONE else inside + "*")
        else:
            colons -= symbol == ":"
            found.append(re.escape(str(symbol)))
    expression = pattern("".join(found), re.DOTALL)
    return lambda text: expression.fullmatch(text) is not None


def _value(variable: Variable, context: Context) -> Symbols | None:
    reading = context.read(variable.key)
    if not isinstance(reading, tuple):
        # The key may be absent, so the value is not the same text as the key's in another place.
        return (Hole(reading.reason),)
    if not reading:
        return None if variable.default is None else tuple(variable.default)
    if len(reading) > 1:
        return (Hole(f"{variable.key} has several values, and AWS allows only keys with one as variables"),)
    if any(isinstance(part, str) and is_wild(part) for part in parts_of(reading[0])):
        return (Hole(f"the value of {variable.key} has a wildcard, and AWS does not say whether it counts as one"),)
    return letters_of(reading[0])


@lru_cache(maxsize=4096)
def _symbols_of(text: Text, *, variables: bool, wildcards: bool) -> tuple[Symbol | Variable, ...]:
    parts = parts_of(text)
    return tuple(chain.from_iterable(_symbols(part, variables=variables, wildcards=wildcards) for part in parts))


@lru_cache(maxsize=4096)
def _pieces_of(text: Text) -> tuple[str | Variable, ...]:
    """Cut a text at its variables; into nothing when it has a hole or a character that is escaped."""
    if not isinstance(text, str):
        return ()
    found: list[str | Variable] = []
    place = 0
    for match in _VARIABLE.finditer(text):
        escaped, key, default = match.groups()
        if escaped:
            return ()
        found += [text[place : match.start()], Variable(key.lower(), default)]
        place = match.end()
    return (*found, text[place:])


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
