"""A picture as a Mermaid flowchart, which GitHub, GitLab and many wikis draw from the text itself.

https://mermaid.js.org/syntax/flowchart.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.grammar.patterns import pattern
from sealane.report.graph.chart import Cluster
from sealane.report.graph.charting import chart_of
from sealane.report.graph.words import Words
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sealane.drawing.picture import Picture
    from sealane.report.graph.chart import Chart, Link, Node

# Everything but these is written as an entity: quotes, backticks and Markdown mean something within a label, and a
# number or a hyphen in front makes a list.
_MEANT: Final = pattern(r"[^\w .,:/()\u00b7\u2713\u2717\u00d7?\u2026-]|^[\d-]")
_STYLES: Final = (
    "classDef holds stroke:#1a7f37,stroke-width:2px",
    "classDef fails stroke:#c1121f,stroke-width:3px,stroke-dasharray:6 3",
    "classDef unknown stroke:#8a5a00,stroke-width:2px,stroke-dasharray:2 3",
    "classDef absent stroke:#c1121f,stroke-dasharray:4 4",
    "classDef unsure stroke:#8a5a00,stroke-dasharray:2 3",
)
_LINKS: Final = {
    Verdict.FAILS: "stroke:#c1121f,stroke-width:2px",
    Verdict.UNKNOWN: "stroke:#8a5a00,stroke-width:2px",
}
_SHAPES: Final = {"service": ("[", "]"), "carrier": ("(", ")"), "outside": ("[[", "]]")}


def as_mermaid(picture: Picture) -> str:
    """Write a picture as a flowchart."""
    chart = chart_of(picture, Words(picture.masked))
    lines = [f"%% {chart.title}: {chart.detail}".replace("{", "(").replace("}", ")"), "flowchart LR"]
    lines += [line for part in chart.content for line in _part(part, "  ")]
    lines += [f"  {_link(link)}" for link in chart.links]
    lines += [f"  {line}" for line in (*_STYLES, *_link_styles(chart))]
    return "\n".join(lines)


def quoted(text: str) -> str:
    """Return a label that Mermaid shows as it is, whatever is in it."""
    return '"' + _MEANT.sub(lambda found: f"#{ord(found.group())};", text) + '"'


def _part(part: Cluster | Node, indent: str) -> Iterator[str]:
    if not isinstance(part, Cluster):
        before, after = _SHAPES[part.kind]
        kind = "absent" if part.absent else "unsure" if part.unsure else part.verdict
        yield f"{indent}{part.id}{before}{quoted(part.text)}{after}" + (f":::{kind}" if kind else "")
        return
    yield f"{indent}subgraph {part.id}[{quoted(part.text)}]"
    for one in part.content:
        yield from _part(one, f"{indent}  ")
    yield f"{indent}end"
    if part.verdict is not None:
        yield f"{indent}class {part.id} {part.verdict}"


def _link(link: Link) -> str:
    """Write a link; what does not hold is dotted."""
    if not link.text:
        return f"{link.start} --> {link.end}"
    before, after = ("--", "-->") if link.verdict in {None, Verdict.HOLDS} else ("-.", ".->")
    return f"{link.start} {before} {quoted(link.text)} {after} {link.end}"


def _link_styles(chart: Chart) -> Iterator[str]:
    """Mermaid styles links by their number."""
    for verdict, look in _LINKS.items():
        numbers = [str(number) for number, link in enumerate(chart.links) if link.verdict is verdict]
        if numbers:
            yield f"linkStyle {','.join(numbers)} {look}"
