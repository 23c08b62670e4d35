"""One thing more: in a list, in a block, behind a block; laid out so that `terraform fmt` leaves it and its neighbours.

What is added to a block stands behind an empty line, because `terraform fmt` aligns the arguments of consecutive lines
and would else move the user's own.
https://developer.hashicorp.com/terraform/language/style
"""

from __future__ import annotations

import textwrap

from sealane.terraform.configuration.blocks import Argument, Block
from sealane.terraform.editing.edit import Edit
from sealane.terraform.editing.expressions import Collection


def replaced(argument: Argument, text: str) -> Edit:
    """Give an argument another value."""
    return Edit(start=argument.start, end=argument.end, text=text)


def inside(source: str, block: Block, text: str) -> Edit:
    """Add lines, which are written as at the margin, at the end of a block."""
    closing = block.end - 1
    margin = margin_of(source, block.start)
    lines = textwrap.indent(text, f"{margin}  ")
    between = source[block.inside : closing]
    if "\n" not in between:
        kept = f"{margin}  {between.strip()}\n\n" if between.strip() else ""
        return Edit(start=block.inside, end=closing, text=f"\n{kept}{lines}\n{margin}")
    at = source.rfind("\n", 0, closing) + 1
    before = source[block.inside : at].rstrip(" \t")
    apart = "" if not before.strip() or before.endswith("\n\n") else "\n"
    return Edit(start=at, end=at, text=f"{apart}{lines}\n")


def behind(source: str, block: Block, text: str) -> Edit:
    """Add a block behind another one."""
    end = source.find("\n", block.end)
    at = len(source) if end < 0 else end
    return Edit(start=at, end=at, text=f"\n\n{text}")


def removed(source: str, block: Block) -> Edit:
    """Take a block out, with its lines and one of the empty lines around it."""
    start = source.rfind("\n", 0, block.start) + 1
    newline = source.find("\n", block.end)
    end = len(source) if newline < 0 else newline + 1
    if source[start : block.start].strip() or source[block.end : end].strip():
        return Edit(start=block.start, end=block.end, text="")
    if source.startswith("\n", end) and (
        start == 0 or source[:start].endswith("\n\n") or source[:start].endswith("{\n")
    ):
        end += 1
    elif source[:start].endswith("\n\n") and (end >= len(source) or source[end:].lstrip(" \t").startswith("}")):
        start -= 1
    return Edit(start=start, end=end, text="")


def appended(source: str, collection: Collection, text: str, flat: str) -> Edit:
    """Add an item at the end of a list: `text`, written as at the margin, or `flat` among items on one line."""
    if not collection.items:
        inner = flat if "\n" not in text else _below(source, collection, text)
        return Edit(start=collection.start + 1, end=collection.end - 1, text=inner)
    last = collection.items[-1].end
    rest = source[last : collection.end - 1]
    if "\n" not in source[collection.start : collection.items[0].start]:
        # The items follow on the line of the bracket.
        at = last + rest.index(",") + 1 if rest.lstrip(" \t").startswith(",") else last
        return Edit(start=at, end=at, text=f" {flat}" if at != last else f", {flat}")
    return _on_a_line(source, collection, text)


def _on_a_line(source: str, collection: Collection, text: str) -> Edit:
    """Add an item to a list of which each item has its line; a comment behind the last item stays behind it."""
    last = collection.items[-1]
    margin = margin_of(source, last.start)
    told = textwrap.indent(text, margin)
    rest = source[last.end : collection.end - 1]
    comma = _comma(rest)
    line_end = source.find("\n", last.end)
    if line_end < 0 or line_end > collection.end:
        return Edit(start=last.end, end=last.end, text=f",\n{told}")
    if comma:
        # Where the user ends the last item with a comma, so does the new one.
        return Edit(start=line_end, end=line_end, text=f"\n{told},")
    kept = source[last.end : line_end]
    return Edit(start=last.end, end=line_end, text=f",{kept}\n{told}")


def _comma(rest: str) -> bool:
    return rest.lstrip(" \t\n").startswith(",")


def _below(source: str, collection: Collection, text: str) -> str:
    margin = margin_of(source, collection.start)
    return f"\n{textwrap.indent(text, f'{margin}  ')}\n{margin}"


def margin_of(source: str, at: int) -> str:
    """Return the white space that begins the line of a place."""
    line = source[source.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip(" \t"))]
