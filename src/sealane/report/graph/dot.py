"""A picture in DOT, for Graphviz and the tools that read it.

https://graphviz.org/doc/info/lang.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.graph.chart import Cluster
from sealane.report.graph.charting import chart_of
from sealane.report.graph.words import Words
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sealane.drawing.picture import Picture
    from sealane.report.graph.chart import Link, Node

_HEAD: Final = (
    "graph [rankdir=LR, compound=true, fontname=sans, labelloc=t, labeljust=l, nodesep=0.2, ranksep=1]",
    "node [shape=box, style=rounded, fontname=sans, fontsize=11]",
    "edge [fontname=sans, fontsize=10]",
)
_LOOKS: Final = {
    Verdict.HOLDS: {"color": "#1a7f37"},
    Verdict.FAILS: {"color": "#c1121f", "style": "dashed", "penwidth": "2"},
    Verdict.UNKNOWN: {"color": "#8a5a00", "style": "dotted", "penwidth": "2"},
}
_ABSENT: Final = {"color": "#c1121f", "style": "dashed"}
_UNSURE: Final = {"color": "#8a5a00", "style": "dotted"}
_CLUSTERS: Final = {
    "region": {"style": "dotted"},
    "vpc": {"style": "bold", "penwidth": "3"},
    "subnets": {"style": "filled", "fillcolor": "#eaf2f8", "color": "#c3ccd6"},
}


def as_dot(picture: Picture) -> str:
    """Write a picture as a directed graph with clusters."""
    chart = chart_of(picture, Words(picture.masked))
    lines = ["digraph sealane {"]
    lines += [f"  {line}" for line in (*_HEAD, f"label={quoted(f'{chart.title}: {chart.detail}')}")]
    lines += [line for part in chart.content for line in _part(part, "  ")]
    lines += [f"  {_link(link)}" for link in chart.links]
    return "\n".join([*lines, "}"])


def quoted(text: str) -> str:
    """Return a string that DOT takes as it is: a backslash would begin an escape, a quote would end it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _part(part: Cluster | Node, indent: str) -> Iterator[str]:
    if not isinstance(part, Cluster):
        look = (
            _ABSENT
            if part.absent
            else _UNSURE
            if part.unsure
            else _LOOKS[part.verdict]
            if part.verdict is not None
            else {}
        )
        yield f"{indent}{part.id} [{_listed({'label': part.text, **look})}]"
        return
    yield f"{indent}subgraph cluster_{part.id} {{"
    look = {**_CLUSTERS[part.kind], **({"color": _LOOKS[part.verdict]["color"]} if part.verdict is not None else {})}
    for key, value in {"label": part.text, **look}.items():
        yield f"{indent}  {key}={quoted(value)}"
    for one in part.content:
        yield from _part(one, f"{indent}  ")
    yield f"{indent}}}"


def _link(link: Link) -> str:
    look = _LOOKS[link.verdict] if link.verdict is not None else {}
    known = {**({"label": link.text} if link.text else {}), **look}
    return f"{link.start} -> {link.end}" + (f" [{_listed(known)}]" if known else "")


def _listed(attributes: Mapping[str, str]) -> str:
    return ", ".join(f"{key}={quoted(value)}" for key, value in attributes.items())
