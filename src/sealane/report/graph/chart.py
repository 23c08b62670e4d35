"""A drawing for languages that lay it out themselves: boxes in boxes, and links between them."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.verdicts.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box that holds a text; `kind` is `service`, `carrier` or `outside`."""

    id: str
    text: str
    kind: str
    verdict: Verdict | None = None
    absent: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A box that holds others; `kind` is `region`, `vpc` or `subnets`."""

    id: str
    text: str
    kind: str
    content: tuple[Cluster | Node, ...]
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link; without a verdict it says only that one thing leads to another."""

    start: str
    end: str
    text: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything."""

    title: str
    detail: str
    content: tuple[Cluster | Node, ...]
    links: tuple[Link, ...]
