"""One sentence for each kind of block, chosen by its type; the tables are in the modules here, one for each subject.

A module has a `TABLE` from block types to functions that word them, and is listed in `_TABLES`.
"""

from __future__ import annotations

from sealane.report.blocks import network
from sealane.report.blocks.words import Words, Wording
from sealane.verdicts.trace import Block

__all__ = ["Words", "words_of"]

_TABLES: tuple[Wording, ...] = (network.TABLE,)


def words_of(block: Block) -> Words:
    """Word a block: what is wrong, naming the objects, and what to change; without a full stop."""
    for table in _TABLES:
        if type(block) in table:
            return table[type(block)](block)
    return Words(sentence=f"{block.origin} stands in the way ({block.cause})", change="", link="")
