"""Terraform files as values, and their text: blocks, attributes, comments, laid out as `terraform fmt` leaves them.

Own and small, because no HCL library for Python writes comments.
https://developer.hashicorp.com/terraform/language/style
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sealane.records import dataclass
from sealane.terraform.hcl_text import comment as comment_lines
from sealane.terraform.hcl_text import is_identifier
from sealane.terraform.hcl_values import Value, aligned


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on lines of its own; long lines are wrapped."""

    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line between two groups of attributes."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its type, its labels, what stands in it, and a comment above it."""

    type: str
    labels: tuple[str, ...] = ()
    body: tuple[Item, ...] = ()
    comment: str = ""

    def __post_init__(self) -> None:
        """Refuse a label that is not an identifier, so that no user text becomes syntax by this door."""
        for label in self.labels:
            if not is_identifier(label):
                msg = f"not an identifier: {label!r}"
                raise ValueError(msg)


# The attributes of a mapping stand together; their names are ours and must be identifiers.
Item = Mapping[str, Value] | Block | Comment | Gap

GAP = Gap()
# What stands beside the attributes of a block, each on lines of its own.
_APART = (Block, Comment, Gap)


def block(kind: str, *body: Item, comment: str = "") -> Block:
    """Return a nested block without labels."""
    return Block(kind, (), body, comment)


def resource(kind: str, name: str, *body: Item, comment: str = "") -> Block:
    """Return a resource block."""
    return Block("resource", (kind, name), body, comment)


def data(kind: str, name: str, *body: Item, comment: str = "") -> Block:
    """Return a data source block."""
    return Block("data", (kind, name), body, comment)


def document(items: Iterable[Item]) -> str:
    """Return the text of a file: its items with an empty line between them, and a newline at the end."""
    texts = []
    for item in items:
        lines: list[str] = []
        _write(item, 0, lines)
        texts.append("\n".join(lines))
    return "\n\n".join(texts) + "\n"


def _write(item: Item, indent: int, lines: list[str]) -> None:
    """Add the lines of one item."""
    if isinstance(item, Block):
        _write_block(item, indent, lines)
    elif isinstance(item, Comment):
        lines += comment_lines(item.text, indent)
    elif isinstance(item, Gap):
        lines.append("")
    else:
        lines += aligned(item.items(), indent)


def _write_block(item: Block, indent: int, lines: list[str]) -> None:
    """Add a block's lines: its comment, its head, its body, its end."""
    margin = " " * indent
    if item.comment:
        lines += comment_lines(item.comment, indent)
    head = margin + " ".join([item.type, *[f'"{label}"' for label in item.labels]])
    parts = _joined(item.body)
    if not parts:
        lines.append(f"{head} {{}}")
        return
    lines.append(f"{head} {{")
    last: Item | None = None
    for part in parts:
        if last is not None and _apart(last, part):
            lines.append("")
        _write(part, indent + 2, lines)
        last = part
    lines.append(f"{margin}}}")


def _joined(body: Iterable[Item]) -> list[Item]:
    """Return the items with neighbouring attributes in one group, as `terraform fmt` aligns them together."""
    joined: list[Item] = []
    for part in body:
        if isinstance(part, _APART):
            joined.append(part)
        elif joined and not isinstance(last := joined[-1], _APART):
            joined[-1] = {**last, **part}
        elif part:
            joined.append(part)
    return joined


def _apart(last: Item, part: Item) -> bool:
    """Say whether an empty line goes between two items: around blocks, and above a comment."""
    if isinstance(last, Gap | Comment) or isinstance(part, Gap):
        return False
    return isinstance(part, Block | Comment) or isinstance(last, Block)
