"""SVG's elements as text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sealane.drawing.layout.label import Anchor
from sealane.report.graph.vector.style import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sealane.drawing.layout.box import Box
    from sealane.drawing.layout.label import Label


def number(value: float) -> str:
    """Return a coordinate with one decimal place at most."""
    return f"{value:.1f}".removesuffix(".0")


def element(name: str, attributes: Mapping[str, str], *content: str) -> str:
    """Return an element; names of attributes and content are ours, values are escaped."""
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
    inner = "".join(content)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def group(classes: str, attributes: Mapping[str, str], content: Iterable[str]) -> str:
    """Return a group of elements on lines of their own."""
    return element("g", {"class": classes, **attributes}, *(f"\n{one}" for one in content), "\n")


def named(name: str, text: str, attributes: Mapping[str, str] | None = None) -> str:
    """Return an element that holds a text and nothing else."""
    return element(name, attributes or {}, escape(text, quote=False))


def rectangle(box: Box, classes: str, radius: float = 0) -> str:
    """Return a rectangle."""
    place = {"x": number(box.x), "y": number(box.y), "width": number(box.w), "height": number(box.h)}
    return element("rect", {"class": classes, **place, "rx": number(radius) if radius else ""})


def line(x: float, y: float, end: float, classes: str) -> str:
    """Return a line across; one without length is nothing."""
    if end <= x:
        return ""
    place = {"x1": number(x), "y1": number(y), "x2": number(end), "y2": number(y)}
    return element("line", {"class": classes, **place})


def path(commands: str, classes: str) -> str:
    """Return a path."""
    return element("path", {"class": classes, "d": commands})


def written(label: Label, classes: str = "") -> str:
    """Return a label's text; spaces that stand side by side would be one."""
    if not label.text:
        return ""
    anchor = "" if label.anchor is Anchor.START else str(label.anchor)
    attributes = {
        "class": " ".join(filter(None, (f"t-{label.tone}", classes))),
        "x": number(label.x),
        "y": number(label.y),
        "text-anchor": anchor,
    }
    return named("text", label.text, attributes)


def sign(kind: str, x: float, y: float, scale: float = 1) -> str:
    """Return the sign of a verdict, which has a shape of its own for each."""
    larger = "" if scale == 1 else f"scale({scale})"
    place = {"class": str(kind), "transform": f"translate({number(x)} {number(y)}){larger}"}
    return element("g", place, element("circle", {"class": "disc", "r": "7"}), path(SIGNS[kind], "sign"))
