"""The names in an expression's `references`, put back together.

Terraform prints every traversal from its full length down to its root, one text each: `aws_subnet.p[0].id`,
`aws_subnet.p[0]`, `aws_subnet.p`. What stands around a traversal (functions, conditions, list order, an index that is
not a literal) is not printed at all.
https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from sealane.grammar.patterns import pattern
from sealane.records import dataclass

Step = str | int
"""An attribute or string key, or a number in brackets."""

_STEP: Final = pattern(r'\.([^.\[\]]+)|\[(?:(\d+)|"((?:[^"\\]|\\.)*)")\]')
_ROOTS: Final = frozenset({"var", "local", "each", "count", "path", "terraform", "self", "module"})


@dataclass(frozen=True, slots=True)
class Traversal:
    """One name: `root` is `var`, `local`, `module`, …, or `resource`; `name` what it names; `steps` what follows.

    The `name` of a resource is its address without an index: `aws_subnet.p`, `data.aws_vpc.x`.
    """

    root: str
    name: str
    steps: tuple[Step, ...]


def traversals(references: object) -> tuple[Traversal, ...] | None:
    """Return the names of a list of references, each once and at its full length; `None` when one cannot be read."""
    if not isinstance(references, list):
        return None
    found: list[Traversal] = []
    last = ""
    for text in references:
        if not isinstance(text, str):
            return None
        if last.startswith(text) and len(text) < len(last) and last[len(text)] in ".[":
            # A shorter form of the same traversal; the next one may be shorter still.
            last = text
            continue
        last = text
        traversal = _traversal(text)
        if traversal is None:
            return None
        if traversal not in found:
            found.append(traversal)
    return tuple(found)


def _traversal(text: str) -> Traversal | None:
    if "[" not in text:
        steps: Sequence[Step] = text.split(".")
    else:
        indexed = _indexed(text)
        if indexed is None:
            return None
        steps = indexed
    root = steps[0]
    if root in _ROOTS:
        return Traversal(str(root), str(steps[1]), tuple(steps[2:])) if len(steps) > 1 else None
    size = 3 if root == "data" else 2
    if len(steps) < size or any(isinstance(step, int) for step in steps[:size]):
        return None
    return Traversal("resource", ".".join(map(str, steps[:size])), tuple(steps[size:]))


@cache
def _indexed(text: str) -> tuple[Step, ...] | None:
    """Split a name that has brackets, in which a key may hold dots and brackets of its own."""
    steps: list[Step] = []
    place = 0
    rooted = "." + text
    while place < len(rooted):
        match = _STEP.match(rooted, place)
        if match is None:
            return None
        attribute, number, key = match.groups()
        steps.append(attribute or (int(number) if number else _unquoted(key)))
        place = match.end()
    return tuple(steps)


def _unquoted(key: str) -> str:
    return key.replace('\\"', '"').replace("\\\\", "\\")
