"""Terraform resources before they are written down: values, and references to other resources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ref:
    """An attribute of the resource that stands for a fact."""

    key: str
    attribute: str = "id"


@dataclass(frozen=True, slots=True)
class Json:
    """A policy as JSON text."""

    text: str


Attribute = object
"""A text, number or truth value, a `Ref` or `Json`, a list of those, or blocks: a list of mappings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One resource.

    Attributes:
        type: `aws_subnet`.
        key: the key of the fact that it stands for, empty for a rule, route or association.
        name: its name beside others of its type.
        values: what the configuration says.
        minted: what AWS answers with: `id`, `arn` and so on.
        origins: the names of the origins of the world that this resource stands for.
        place: Region and account where they are not the usual ones.
        data: whether it is a data source, which is read while planning.

    """

    type: str
    name: str
    values: Mapping[str, Attribute]
    key: str = ""
    minted: Mapping[str, Attribute] = field(default_factory=dict)
    origins: tuple[str, ...] = ()
    place: tuple[str, str] | None = None
    data: bool = False

    @property
    def address(self) -> str:
        """The address in the configuration."""
        return f"data.{self.type}.{self.name}" if self.data else f"{self.type}.{self.name}"
