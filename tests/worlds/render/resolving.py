"""Values of Terraform resources once references are looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.worlds.render.terraform.block import Attribute, Block, Json, Ref
from tests.worlds.render.terraform.blocks import Blocks


class Undecided:
    """A value that an apply decides."""


UNDECIDED = Undecided()


@dataclass(frozen=True, slots=True)
class Resolver:
    """What looks references up; `there` tells of which resources AWS's own answers are known already."""

    blocks: Blocks
    by_key: Mapping[str, Block]
    there: Callable[[Block], bool]

    def value(self, attribute: Attribute) -> object:
        """Return an attribute with every reference looked up; one that is not known yet is `UNDECIDED`."""
        if isinstance(attribute, Ref):
            return self._referred(attribute)
        if isinstance(attribute, Json):
            return attribute.text
        if isinstance(attribute, list):
            return [self.value(one) for one in attribute]
        if isinstance(attribute, dict):
            return {name: self.value(one) for name, one in attribute.items()}
        return attribute

    def expression(self, attribute: Attribute) -> object:
        """Return what the configuration of a plan prints of an attribute."""
        if is_blocks(attribute):
            assert isinstance(attribute, list)
            return [{name: self.expression(one) for name, one in block.items()} for block in attribute]
        found = tuple(dict.fromkeys(name for ref in _refs(attribute) for name in self._names(ref)))
        return {"references": list(found)} if found else {"constant_value": self.value(attribute)}

    def _referred(self, ref: Ref) -> object:
        block = self.by_key.get(ref.key)
        if block is None:
            return ref.key
        stated = block.values.get(ref.attribute)
        if isinstance(stated, str):
            return stated
        return block.minted[ref.attribute] if self.there(block) else UNDECIDED

    def _names(self, ref: Ref) -> tuple[str, ...]:
        block = self.by_key.get(ref.key)
        return (f"{block.address}.{ref.attribute}", block.address) if block else ()


def is_blocks(attribute: Attribute) -> bool:
    """Tell whether an attribute is written as blocks."""
    return isinstance(attribute, list) and bool(attribute) and all(isinstance(one, dict) for one in attribute)


def _refs(attribute: Attribute) -> Iterator[Ref]:
    if isinstance(attribute, Ref):
        yield attribute
    elif isinstance(attribute, list):
        for one in attribute:
            yield from _refs(one)
