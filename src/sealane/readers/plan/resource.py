"""A Terraform resource, whatever it was read from: values, which of them an apply decides, and what they refer to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

from sealane.records import dataclass
from sealane.world.tasks import Setting
from sealane.world.text import Text
from sealane.world.values import Known, Unknown, Value

Attributes = Mapping[str, object]
_NOTHING: Final[Attributes] = {}


class InOrder(list[Attributes]):
    """The expressions of blocks in the order of the blocks themselves, which a plan does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Which resource instance something belongs to.

    Attributes:
        module: the address of its module instance, empty for the root.
        type: `aws_subnet`, also for a data source.
        block: its address within the module, without an index: `aws_subnet.p`, `data.aws_vpc.x`.
        index: its `count` index or `for_each` key, `None` for one without.
        setting: the partition, Region and account of its provider.
        data: whether it is a data source.
        printed: whether the source prints the configuration that the resource is made of.

    """

    module: str
    type: str
    block: str
    index: int | str | None
    setting: Setting
    data: bool = False
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A resource, or a block within one.

    Attributes:
        address: the address of the resource that it is, or is in.
        home: more about that resource.
        values: attributes as Terraform writes them in JSON; one that an apply decides is absent, or `null` in a list.
        unknown: mirrors `values`, with `True` for what an apply decides; `True` alone for all of it.
        expressions: the block of the configuration that it comes from, empty where the source has none.
        path: where it is within its resource, empty for the resource itself.

    """

    address: str
    home: Home
    values: Attributes
    unknown: Attributes | bool = False
    expressions: Attributes = _NOTHING
    path: str = ""

    # A resource is the same as itself alone, however much another one looks like it.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def decided(self, name: str) -> bool:
        """Tell whether the source states the attribute, or states that it has no value."""
        unknown = self.unknown
        return unknown is not True and (unknown is False or unknown.get(name) is not True)

    def configured(self, name: str) -> bool:
        """Tell whether the configuration computes the attribute, so that an unknown value is not AWS's own choice."""
        expression = self.expressions.get(name)
        if isinstance(expression, dict) and "references" not in expression and "constant_value" in expression:
            # A constant is printed with its value, and one that says nothing leaves the choice to AWS.
            return bool(expression["constant_value"])
        return expression is not None and expression != []

    def left_out(self, name: str) -> bool:
        """Tell whether an undecided attribute is one that the configuration leaves out, so that AWS chooses it.

        A block of which no configuration is printed, as of a `dynamic` one, leaves out nothing, and what a data source
        will find is no choice.
        """
        printed = bool(self.expressions) or (not self.path and self.home.printed)
        return printed and not self.configured(name) and not self.home.data

    def why(self, name: str) -> Unknown:
        """Return that an attribute is decided by an apply, in words that name it."""
        return Unknown(f"{self.address}: {self.path}{name} is not known before apply")

    def text(self, name: str, default: str = "") -> Value[str]:
        """Return a text, a number written as one; the default when it has no value."""
        value = self.values.get(name)
        if isinstance(value, str):
            return Known(value)
        if value is None:
            return self.why(name) if self._mark(name) else Known(default)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Known(str(value))
        return self._wrong(name)

    def flag(self, name: str, *, default: bool = False) -> Value[bool]:
        """Return true or false; AWS's default when it has no value or is left out."""
        value = self.values.get(name)
        if isinstance(value, bool):
            return Known(value)
        if value is None:
            return self.why(name) if self._mark(name) and not self.left_out(name) else Known(default)
        if isinstance(value, str) and value in {"true", "false"}:
            return Known(value == "true")
        return self._wrong(name)

    def number(self, name: str, default: int = 0) -> Value[int]:
        """Return a whole number; AWS's default when it has no value or is left out."""
        value = self.values.get(name)
        if value is None:
            return self.why(name) if self._mark(name) and not self.left_out(name) else Known(default)
        if isinstance(value, str) and value.lstrip("-").isdecimal() and value.isascii():
            return Known(int(value[:20]))
        if isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1:
            return Known(int(value))
        return self._wrong(name)

    def texts(self, name: str) -> Value[tuple[str, ...]]:
        """Return a list of texts, unknown as soon as one of them is."""
        value = self.values.get(name)
        if value is None:
            return self.why(name) if self._mark(name) else Known(())
        if not isinstance(value, list):
            return self._wrong(name)
        if None in value or self._mark(name) is True:
            return self.why(name)
        if not all(isinstance(one, str) for one in value):
            return self._wrong(name)
        return Known(tuple(value))

    def literal(self, name: str) -> str:
        """Return a text that the source states, empty when it states none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def blocks(self, name: str) -> tuple[Part, ...] | Unknown:
        """Return the blocks of a kind, also those of an attribute that is written as blocks."""
        value = self.values.get(name)
        mark = self._mark(name)
        if value is None:
            return self.why(name) if mark is True else ()
        if isinstance(value, dict):
            value, mark = [value], [mark]
        if not isinstance(value, list):
            return self._wrong(name)
        expressions = self._block_expressions(name)
        return tuple(
            self._block(name, place, one, mark, _fitting(expressions, one, place, len(value)))
            for place, one in enumerate(value)
        )

    def block(self, name: str) -> Part | Unknown | None:
        """Return the only block of a kind, `None` when there is none."""
        found = self.blocks(name)
        if isinstance(found, Unknown):
            return found
        return found[0] if found else None

    def _block(self, name: str, place: int, one: object, mark: object, expressions: Attributes) -> Part:
        marks = mark[place] if isinstance(mark, list) and place < len(mark) else mark
        return Part(
            address=self.address,
            home=self.home,
            values=one if isinstance(one, dict) else _NOTHING,
            unknown=marks if isinstance(marks, dict) else marks is True or not isinstance(one, dict),
            expressions=expressions,
            path=f"{self.path}{name}[{place}].",
        )

    def _block_expressions(self, name: str) -> list[Attributes]:
        expression = self.expressions.get(name)
        if isinstance(expression, dict) and "references" not in expression and "constant_value" not in expression:
            expression = [expression]
        if isinstance(expression, InOrder):
            return expression
        return [one for one in expression if isinstance(one, dict)] if isinstance(expression, list) else []

    def _mark(self, name: str) -> object:
        """Return what is unknown of an attribute: `False` or nothing when it is decided."""
        unknown = self.unknown
        if isinstance(unknown, bool):
            return unknown
        return unknown.get(name, False)

    def _wrong(self, name: str) -> Unknown:
        return Unknown(f"{self.address}: {self.path}{name} has a form that Terraform does not give it")


Resource = Part
"""A whole resource."""


@dataclass(frozen=True, slots=True)
class Target:
    """A resource that a value comes from, and the attribute of it; an empty one where the source does not tell."""

    resource: Resource
    attribute: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Where a value comes from: attributes of resources, and ids that are not of the source.

    With `one_of` the value is exactly one of the targets, and the source does not tell which.
    """

    targets: tuple[Target, ...]
    literals: tuple[str, ...] = ()
    one_of: bool = False


class Links(Protocol):
    """What answers where an unknown value comes from."""

    def linked(self, part: Part, name: str) -> Linked | Unknown:
        """Return what an attribute, or an attribute written as blocks, is made of, or why that cannot be told."""

    def text(self, part: Part, name: str) -> Text | Unknown:
        """Return the parts of a text that is known in part, or why they cannot be told."""


class NoLinks:
    """The links of a source in which nothing is undecided."""

    def linked(self, part: Part, name: str) -> Linked | Unknown:
        """Return that the source does not tell."""
        return part.why(name)

    def text(self, part: Part, name: str) -> Text | Unknown:
        """Return that the source does not tell."""
        return part.why(name)


def _fitting(expressions: list[Attributes], value: object, place: int, blocks: int) -> Attributes:
    """Return the block of the configuration that a value was made of.

    The blocks of a set are printed in an order of their own, so where there are several the constants must tell.
    """
    if len(expressions) != blocks:
        # `dynamic` blocks are not printed, so which of them this is cannot be told.
        return _NOTHING
    if blocks == 1 or isinstance(expressions, InOrder):
        return expressions[place]
    if not isinstance(value, dict):
        return _NOTHING
    fitting = [one for one in expressions if _agrees(one, value)]
    return fitting[0] if len(fitting) == 1 else _NOTHING


def _agrees(expressions: Attributes, value: Attributes) -> bool:
    return all(
        value.get(name) == expression["constant_value"]
        for name, expression in expressions.items()
        if isinstance(expression, dict) and "constant_value" in expression and "references" not in expression
    )
