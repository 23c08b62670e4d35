"""A template as nodes: each value with its place, so that every problem can name a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sealane.errors import InputError, Place, Problem

MAX_BYTES = 8_000_000
"""CloudFormation takes one megabyte; eight leave room for what never gets there."""

MAX_VALUES = 400_000
"""Values after every alias is followed."""

MAX_DEPTH = 100
"""Nesting of mappings and sequences."""

ANATOMY = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html"

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One value of a template.

    `value` is a scalar, a list of nodes or a dictionary of nodes. `source` is the text of a number or boolean as it was
    written, because CloudFormation hands a text property what was written: `1.10` stays `1.10`.
    A member of a mapping has the place of its key.
    """

    value: Scalar | list[Node] | dict[str, Node]
    file: str
    line: int
    column: int
    source: str = ""

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return Place(file=self.file, line=self.line, column=self.column)

    @property
    def members(self) -> dict[str, Node]:
        """The members of a mapping; nothing for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list[Node]:
        """The items of a list; nothing for anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def text(self) -> str | None:
        """A scalar as CloudFormation hands it on as text; `None` for anything else."""
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        if isinstance(self.value, int | float):
            return self.source
        return self.value if isinstance(self.value, str) else None

    def get(self, key: str) -> Node | None:
        """Return a member, `None` when there is none."""
        return self.members.get(key)

    def single(self) -> tuple[str, Node] | None:
        """Return the only member of a mapping, `None` when it is something else."""
        members = self.members
        return next(iter(members.items())) if len(members) == 1 else None

    def walk(self) -> Iterator[Node]:
        """Yield this node and every one below it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [*node.members.values(), *node.items]

    def moved(self, other: Node) -> Node:
        """Return the same value at the place of another node."""
        return Node(self.value, self.file, other.line, other.column, self.source)

    def problem(
        self, *, code: str, what: str, hint: str = "", link: str = "", facts: tuple[tuple[str, str], ...] = ()
    ) -> InputError:
        """Return an error at this place."""
        return InputError(Problem(code=code, what=what, facts=facts, hint=hint, link=link, place=self.place))
