"""The hops of a packet's way as lines, the one that breaks it marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.escape import visible
from sealane.report.paragraph import entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.report.style import Style
    from sealane.verdicts.trace import Hop, Packet, Trace

STOPS: Final = frozenset({"denies", "drops"})
OPEN: Final = "unknown"
# How each kind of hop is written: the mark, its stand-in without Unicode, and its colour.
MARKS: Final = {
    "passes": ("✓", "ok", "green"),
    "stops": ("✗", "X", "red"),
    "open": ("?", "?", "yellow"),
    "leads": ("→", "->", "dim"),
}


def way_lines(trace: Trace, style: Style, indent: str = "", *, leak: str = "") -> list[str]:
    """Lay out the way there, and the way back when it is what breaks.

    `leak` is the origin to change of a packet that should not have got through: its hops then lead, and that one stops.
    """
    lines = hop_lines(trace.forward, style, indent, leak=leak)
    if any(map(_breaks, trace.back)):
        lines += [indent + style.paint("the answer, on its way back", "dim")]
        lines += hop_lines(trace.back, style, indent, leak=leak)
    return lines


def is_broken(trace: Trace) -> bool:
    """Tell whether a hop of a way stops the packet or its answer, or cannot be known."""
    return any(map(_breaks, (*trace.forward, *trace.back)))


def hop_lines(hops: Iterable[Hop], style: Style, indent: str, *, leak: str = "") -> list[str]:
    """Lay out hops: the mark, what looked, and what it did by which rule."""
    every = tuple(hops)
    label = max((len(visible(hop.kind)) for hop in every), default=0)
    wide = max((len(style.mark(mark, ascii_)) for mark, ascii_, _ in MARKS.values()), default=1)
    return [_line(hop, style, indent, (wide, label), leak) for hop in every]


def packet_text(packet: Packet) -> str:
    """Write a packet on one line."""
    port = f":{packet.port}" if packet.port else ""
    target = f"[{packet.destination}]" if ":" in packet.destination and port else packet.destination
    return visible(f"{packet.protocol} from {packet.source} to {target}{port}")


def mark_of(kind: str, style: Style) -> str:
    """Return one of the marks, painted."""
    mark, ascii_, colour = MARKS[kind]
    return style.paint(style.mark(mark, ascii_), colour)


def _line(hop: Hop, style: Style, indent: str, widths: tuple[int, int], leak: str) -> str:
    wide, label = widths
    kind = kind_of(hop, leak)
    mark, ascii_, colour = MARKS[kind]
    shown = style.mark(mark, ascii_).ljust(wide)
    head = f"{indent}{shown} {visible(hop.kind).ljust(label)}  "
    text = f"{hop.origin.name} {'cannot be known' if hop.does == OPEN else hop.does}"
    if hop.rule.name != hop.origin.name:
        text += f" by {hop.rule.name}"
    if hop.detail:
        text += f": {hop.detail}"
    body = entry(head, text, style, len(indent) + wide + 3)[len(indent) + wide :]
    names = (colour, "bold") if kind == "stops" else (colour,)
    return indent + style.paint(shown, *names) + (style.paint(body, "bold") if kind == "stops" else body)


def _breaks(hop: Hop) -> bool:
    return hop.does in STOPS or hop.does == OPEN


def kind_of(hop: Hop, leak: str = "") -> str:
    """Tell which of the marks a hop bears; `leak` is as in `way_lines`."""
    if hop.does in STOPS:
        return "stops"
    if hop.does == OPEN:
        return "open"
    if leak:
        return "stops" if leak in {hop.origin.name, hop.rule.name} else "leads"
    return "passes"
