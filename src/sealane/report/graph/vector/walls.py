"""The seal as a wall: whole, open at a place, or dashed where nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.graph.vector.elements import element, group, named, number, path, sign, written

if TYPE_CHECKING:
    from sealane.drawing.layout.layout import Wall
    from sealane.report.graph.words import Words

_JAMB: Final = 9.0
# Where the sign of the verdict stands beside its words.
_SIGN: Final = 12.0
_RISE: Final = 4.5
_PORT: Final = (9.0, 13.0)


def wall_of(wall: Wall, words: Words) -> str:
    """Return the wall of a VPC, with a port wherever an arrow passes it by right."""
    box, verdict = wall.box, wall.frame.seal
    pieces = _pieces(wall)
    jambs = [path(f"M{number(box.right - _JAMB)} {number(y)}H{number(box.right + _JAMB)}", "jamb") for y in _ends(wall)]
    content = [
        named("title", words.seal(wall.frame)),
        path(pieces, "wall"),
        path(pieces, "core"),
        *jambs,
        *(_port(box.right, y) for y in wall.ports),
        written(wall.label),
        sign(str(verdict), wall.label.x + _SIGN, wall.label.y - _RISE),
    ]
    return group(f"seal {verdict}", {"data-vpc": words.shown(wall.frame.key)}, content)


def _pieces(wall: Wall) -> str:
    """Go once around, from below the last opening to above the first one; what is between openings is apart."""
    box, gaps = wall.box, wall.gaps
    around = f"V{number(box.bottom)}H{number(box.x)}V{number(box.y)}H{number(box.right)}V"
    if not gaps:
        return f"M{number(box.right)} {number(box.middle)}{around}{number(box.middle)}"
    between = zip((bottom for _, bottom in gaps), (top for top, _ in gaps[1:]), strict=False)
    pieces = [f"M{number(box.right)} {number(bottom)}V{number(top)}" for bottom, top in between if top > bottom]
    return "".join([f"M{number(box.right)} {number(gaps[-1][1])}{around}{number(gaps[0][0])}", *pieces])


def _ends(wall: Wall) -> list[float]:
    return [y for gap in wall.gaps for y in gap]


def _port(x: float, y: float) -> str:
    width, height = _PORT
    place = {"x": number(x - width / 2), "y": number(y - height / 2), "width": number(width), "height": number(height)}
    return element("rect", {"class": "port", **place, "rx": "2"})
