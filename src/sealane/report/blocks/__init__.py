"""What stands in the way, in words chosen by the block's type; one module for each family of block types.

A module has a `TABLE` from block types to functions that word them, and its name is in `_FAMILIES`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from sealane.report.blocks.words import Wording, Words

if TYPE_CHECKING:
    from sealane.verdicts.trace import Block

__all__ = ["Words", "words_of"]

_FAMILIES: Final = (
    *("names", "endpoints", "filters", "ways", "file_systems", "leaks"),
    *("permissions", "stores", "placement", "advice"),
)

_found: dict[type, Callable[[Any], Words]] = {}


def words_of(block: Block) -> Words:
    """Word a block: what is wrong, naming the objects, and what to change; without a full stop.

    A type without words of its own is said by its cause's title.
    """
    words = _found.get(type(block))
    if words is None:
        words = _found[type(block)] = _lookup(type(block))
    return words(block)


def _lookup(kind: type) -> Callable[[Any], Words]:
    """Find the words of a type; families are imported only when a block needs words at all."""
    for family in _FAMILIES:
        table: Wording = importlib.import_module(f"{__name__}.{family}").TABLE
        if kind in table:
            return table[kind]
    return _title


def _title(block: Block) -> Words:
    from sealane.report.causes import card_of
    from sealane.report.escape import literal

    card = card_of(block.cause)
    return Words(sentence=f"{card.title}: {literal(block.origin.name)}", change=card.change, link=card.links[0])
