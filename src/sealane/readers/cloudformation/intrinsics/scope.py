"""What a function asks the template for."""

from __future__ import annotations

from typing import Protocol

from sealane.errors import InputError
from sealane.readers.cloudformation.node import Node
from sealane.readers.cloudformation.values import Evaluated, Spelled
from sealane.world.text import Hole

REFERENCE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference"


class Scope(Protocol):
    """The template around a function."""

    @property
    def extended(self) -> bool:
        """Whether the template declares the transform `AWS::LanguageExtensions`."""

    def value(self, node: Node) -> Evaluated:
        """Return what a node comes to."""

    def spend(self, node: Node, values: int) -> None:
        """Count values that a loop makes."""

    def uncertain(self, node: Node) -> Evaluated:
        """Return what a node comes to that may never be used."""

    def named(self, name: str, node: Node) -> Evaluated:
        """Return what `Ref` gives for a name."""

    def attribute(self, name: str, attribute: str, node: Node) -> Evaluated:
        """Return what `Fn::GetAtt` gives."""

    def spell(self, value: Evaluated, node: Node) -> Spelled:
        """Return a value as text."""

    def condition(self, name: str, node: Node) -> bool | Hole:
        """Return whether a condition of the template holds."""

    def mapping(self, name: str) -> Node | None:
        """Return a mapping of the template."""

    def imported(self, name: Spelled) -> Evaluated:
        """Return what another stack exports under a name."""


def wrong(node: Node, function: str, expects: str) -> InputError:
    """Say that a function was not given what it takes."""
    page = function.removeprefix("Fn::").lower()
    link = f"{REFERENCE}-{page}.html"
    return node.problem(code="template-function", what=f"`{function}` takes {expects}", link=link)


def arguments(node: Node, function: str, count: tuple[int, ...], expects: str) -> list[Node]:
    """Return the arguments of a function that takes a list.

    Raises:
        InputError: when it is no list, or not of that length.

    """
    if not isinstance(node.value, list) or len(node.items) not in count:
        raise wrong(node, function, expects)
    return node.items
