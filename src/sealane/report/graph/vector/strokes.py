"""Trunks and arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.drawing.arrows import Arrow, Sense
from sealane.drawing.layout.box import Box
from sealane.report.graph import titles
from sealane.report.graph.vector.elements import element, group, line, named, number, path, rectangle, sign, written
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sealane.drawing.layout.layout import Stroke, Trunk
    from sealane.report.graph.words import Words

_HEAD: Final = 8.0
_SIGN: Final = 10.0
_LARGER: Final = 1.3
_GAP: Final = 6.0
_HALF: Final = 12.0


def trunk_of(trunk: Trunk) -> str:
    """Return the line from a service's box to its arrows."""
    x, y = number(trunk.x), number(trunk.exit_y)
    return path(f"M{number(trunk.exit_x)} {y}H{x}M{x} {number(trunk.top)}V{number(trunk.bottom)}", "trunk")


def arrow_of(stroke: Stroke, words: Words, *, pressed: bool) -> str:
    """Return an arrow that can be selected, with its whole story as its title."""
    content = stroke.arrow
    hit = Box(x=stroke.start - _GAP, y=stroke.y - _HALF, w=stroke.end - stroke.start + _GAP, h=2 * _HALF)
    parts = [named("title", titles.story_of(content, stroke.frame, words)), rectangle(hit, "hit")]
    parts += [one for one in _lines(stroke) if one]
    parts += map(written, stroke.labels)
    if not isinstance(content, Arrow):
        return group("entrance", {"aria-label": titles.sentence_of(content, stroke.frame, words), "role": "img"}, parts)
    parts.append(sign(str(content.verdict), stroke.mark, stroke.y))
    if stroke.broken is not None and stroke.broken != stroke.mark:
        parts.append(sign(str(content.verdict), stroke.broken, stroke.y, _LARGER))
    attributes = {
        "data-steps": " ".join(f"{service}.{step}" for service, step in content.steps),
        "data-services": " ".join(map(str, content.services)),
        "data-cause": " ".join(content.causes),
        "data-link": str(content.link or ""),
        "aria-label": titles.sentence_of(content, stroke.frame, words),
    }
    attributes |= {"role": "button", "tabindex": "0"} if pressed else {"role": "img"}
    leak = "" if content.sense is Sense.STEP else " leak"
    return group(f"arrow {content.verdict}{leak}", attributes, parts)


def _lines(stroke: Stroke) -> Iterator[str]:
    """Yield the line before and behind the label; beyond what breaks it, it is only what was meant."""
    before, behind = stroke.mark - _SIGN, max((one.box.right for one in stroke.labels), default=stroke.mark) + _GAP
    signed = isinstance(stroke.arrow, Arrow)
    broken = stroke.broken if signed and stroke.arrow.verdict is Verdict.FAILS else None  # type: ignore[union-attr]  # an arrow
    yield line(stroke.start, stroke.y, before if signed else stroke.mark + _GAP, "way")
    tip = stroke.end - _HEAD + 1
    if broken is None:
        yield line(behind, stroke.y, stroke.end if stroke.inwards else tip, "way")
    else:
        yield line(behind, stroke.y, max(broken - _SIGN, behind), "way")
        yield line(max(broken + _SIGN, behind), stroke.y, tip, "rest")
    for dot in stroke.dots:
        yield element("circle", {"class": "dot", "cx": number(dot), "cy": number(stroke.y), "r": "3.2"})
    yield _head(stroke)


def _head(stroke: Stroke) -> str:
    """Return the arrow's head; one that comes in has it at the trunk."""
    if stroke.inwards:
        x, back = stroke.start + 4, stroke.start + 4 + _HEAD
    else:
        x, back = stroke.end, stroke.end - _HEAD
    y, half = stroke.y, _HEAD / 2
    return path(f"M{number(x)} {number(y)}L{number(back)} {number(y - half)}V{number(y + half)}Z", "head")
