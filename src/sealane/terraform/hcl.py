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
    return "\n\n".join("\n".join(_lines(item, 0)) for item in items) + "\n"


def _lines(item: Item, indent: int) -> list[str]:
    """Return the lines of one item."""
    if isinstance(item, Block):
        return _block(item, indent)
    if isinstance(item, Comment):
        return comment_lines(item.text, indent)
    return [""] if isinstance(item, Gap) else aligned(item.items(), indent)


def _block(item: Block, indent: int) -> list[str]:
    """Return a block's lines: its comment, its head, its body, its end."""
    margin = " " * indent
    lines = comment_lines(item.comment, indent) if item.comment else []
    head = margin + " ".join((item.type, *(f'"{label}"' for label in item.labels)))
    body: list[str] = []
    last: Item | None = None
    for part in _joined(item.body):
        if last is not None and _apart(last, part):
            body.append("")
        body += _lines(part, indent + 2)
        last = part
    if not body:
        return [*lines, f"{head} {{}}"]
    return [*lines, f"{head} {{", *body, f"{margin}}}"]


def _joined(body: Iterable[Item]) -> list[Item]:
    """Return the items with neighbouring attributes in one group, as `terraform fmt` aligns them together."""
    joined: list[Item] = []
    for part in body:
        if isinstance(part, Block | Comment | Gap):
            joined.append(part)
        elif joined and not isinstance(last := joined[-1], Block | Comment | Gap):
            joined[-1] = {**last, **part}
        elif part:
            joined.append(part)
    return joined


def _apart(last: Item, part: Item) -> bool:
    """Say whether an empty line goes between two items: around blocks, and above a comment."""
    if isinstance(last, Gap | Comment) or isinstance(part, Gap):
        return False
    return isinstance(part, Block | Comment) or isinstance(last, Block)
