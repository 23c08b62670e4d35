"""What stands in the way, in words: one file per family of block types, each with a table from type to words.

A family's module has `WORDS`, which maps each of its block types to a function from the block to `Words`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sealane.verdicts.trace import Block

FAMILIES: tuple[str, ...] = ("advice", "permissions", "placement", "stores")
"""Names of the modules beside this one that have `WORDS`."""

_found: dict[type, Callable[[Any], Words]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is said of a block.

    Attributes:
        sentence: what stands in the way; no full stop at the end, backticks around literals, no file and no line.
        change: what to do about it, as an order to the reader, in the same form.
        link: the page of AWS that states the rule, or empty.

    """

    sentence: str
    change: str
    link: str = ""


def words_of(block: Block) -> Words:
    """Choose the words for a block by its type; a type without words of its own is said by its cause's title."""
    words = _found.get(type(block))
    if words is None:
        words = _found[type(block)] = _lookup(type(block))
    return words(block)


def _lookup(kind: type) -> Callable[[Any], Words]:
    """Find the words of a type; families are imported only when a block needs words at all."""
    for family in FAMILIES:
        table: Mapping[type, Callable[[Any], Words]] = importlib.import_module(f"{__name__}.{family}").WORDS
        if kind in table:
            return table[kind]
    return _title


def _title(block: Block) -> Words:
    from sealane.report.causes import card_of

    card = card_of(block.cause)
    return Words(sentence=f"{card.title}: `{block.origin.name}`", change=card.change, link=card.links[0])
