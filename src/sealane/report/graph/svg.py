"""A picture as SVG: one element that needs nothing from elsewhere, alone in a file or within a page.

Colours follow the reader's light, dark or paper; a page may set them by custom properties. What can be selected has a
name for those who hear it: https://www.w3.org/TR/svg-aam-1.0/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.drawing.layout.layout_of import layout_of
from sealane.report.graph.vector.elements import element, group, named, number, sign, written
from sealane.report.graph.vector.panels import behind, in_front
from sealane.report.graph.vector.strokes import arrow_of, trunk_of
from sealane.report.graph.vector.style import style
from sealane.report.graph.vector.walls import wall_of
from sealane.report.graph.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sealane.drawing.layout.layout import Layout, Sign
    from sealane.drawing.picture import Picture

_VERDICTS = frozenset({"holds", "fails", "unknown"})


def as_svg(picture: Picture, *, embedded: bool = False) -> str:
    """Draw a picture; `embedded` in a page, its services and arrows are buttons that the page gives a meaning."""
    words = Words(picture.masked)
    layout = layout_of(picture, words)
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "id": "d-drawing",
        "class": "drawing",
        "width": number(layout.width),
        "height": number(layout.height),
        "viewBox": f"0 0 {number(layout.width)} {number(layout.height)}",
        "role": "group",
        "aria-labelledby": "d-title",
        "aria-describedby": "d-desc",
    }
    head = "" if embedded else '<?xml version="1.0" encoding="UTF-8"?>\n'
    content = _content(picture, layout, words, embedded=embedded)
    return head + element("svg", attributes, *(f"\n{one}" for one in content), "\n")


def _content(picture: Picture, layout: Layout, words: Words, *, embedded: bool) -> Iterator[str]:
    title, detail = words.title(picture)
    yield named("title", title, {"id": "d-title"})
    yield named("desc", _description(picture, detail, words), {"id": "d-desc"})
    yield style()
    yield element("rect", {"class": "paper", "width": number(layout.width), "height": number(layout.height)})
    yield from map(written, layout.titles)
    yield from behind(layout.panels, words)
    yield from (wall_of(wall, words) for wall in layout.walls)
    yield from map(trunk_of, layout.trunks)
    yield from (arrow_of(stroke, words, pressed=embedded) for stroke in layout.strokes)
    yield from in_front(layout.panels, words, pressed=embedded)
    yield group("legend", {"aria-hidden": "true"}, map(_entry, layout.legend))


def _description(picture: Picture, detail: str, words: Words) -> str:
    """Tell in sentences what the drawing shows."""
    walls = [f"{words.vpc(frame)}: {words.seal(frame)}." for frame in picture.vpcs]
    return " ".join([f"{detail}.", *walls])


def _entry(entry: Sign) -> str:
    box = entry.box
    x, y = box.x + 10, box.y + box.h / 2
    if entry.kind in _VERDICTS:
        shape = sign(entry.kind, x, y)
    elif entry.kind.startswith("wall-"):
        shape = _wall(entry.kind.removeprefix("wall-"), x, y)
    else:
        place = {"x": number(x - 9), "y": number(y - 7), "width": "18", "height": "14", "rx": "2"}
        shape = element("rect", {"class": f"swatch {entry.kind}", **place})
    return shape + written(entry.label)


def _wall(verdict: str, x: float, y: float) -> str:
    """Return a piece of wall, as whole as the verdict says."""
    top, bottom, at = number(y - 9), number(y + 9), number(x)
    pieces = (
        f"M{at} {top}V{number(y - 4)}M{at} {number(y + 4)}V{bottom}" if verdict == "fails" else f"M{at} {top}V{bottom}"
    )
    shapes = [element("path", {"class": kind, "d": pieces}) for kind in ("wall", "core")]
    if verdict == "fails":
        ends = "".join(f"M{number(x - 7)} {number(end)}H{number(x + 7)}" for end in (y - 4, y + 4))
        shapes.append(element("path", {"class": "jamb", "d": ends}))
    return group(f"seal {verdict}", {}, shapes)
