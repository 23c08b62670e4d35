"""A strict reader of the part of Mermaid's flowcharts that a drawing uses, line by line.

https://mermaid.js.org/syntax/flowchart.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LABEL = r'"((?:[\w .,:/()\u00b7\u2713\u2717\u00d7?\u2026-]|#\d+;)*)"'
_SUBGRAPH = re.compile(rf"subgraph (\w+)\[{_LABEL}\]")
_NODE = re.compile(rf"(\w+)(?:\[\[{_LABEL}\]\]|\[{_LABEL}\]|\({_LABEL}\))(?::::(\w+))?")
_LINK = re.compile(rf"(\w+) (?:-->|(--|-\.) {_LABEL} (-->|\.->)) (\w+)")
_LOOK = re.compile(r"(?:classDef \w+|class (\w+) \w+|linkStyle ([\d,]+))(?: [\w#:, -]+)?")
_ENTITY = re.compile(r"#(\d+);")


@dataclass
class Read:
    """What was read: nodes and clusters with their texts, links with theirs, and the numbers that are styled."""

    nodes: dict[str, str] = field(default_factory=dict)
    clusters: dict[str, str] = field(default_factory=dict)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    styled: set[int] = field(default_factory=set)


def read_mermaid(text: str) -> Read:
    """Read a flowchart; raises `ValueError` for a line that is none, and for a box that is not closed."""
    comment, head, *lines = text.rstrip("\n").split("\n")
    if not comment.startswith("%% ") or "{" in comment or head != "flowchart LR":
        message = f"no flowchart: {comment!r}, {head!r}"
        raise ValueError(message)
    read, open_ = Read(), 0
    for line in map(str.strip, lines):
        if line == "end":
            open_ -= 1
        elif found := _SUBGRAPH.fullmatch(line):
            open_ += 1
            read.clusters[found[1]] = _decoded(found[2])
        elif found := _LINK.fullmatch(line):
            read.links.append((found[1], found[5], _decoded(found[3] or "")))
        elif found := _NODE.fullmatch(line):
            read.nodes[found[1]] = _decoded(found[2] or found[3] or found[4] or "")
        elif found := _LOOK.fullmatch(line):
            read.styled.update(int(number) for number in (found[2] or "").split(",") if number)
        else:
            message = f"no line of a flowchart: {line!r}"
            raise ValueError(message)
        if open_ < 0:
            break
    if open_:
        message = "boxes are not closed as they are opened"
        raise ValueError(message)
    return read


def _decoded(label: str) -> str:
    return _ENTITY.sub(lambda found: chr(int(found[1])), label)
