"""One packet's way for a person: whether it arrives, every hop there and back, what to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.blocks import words_of
from sealane.report.paragraph import field, paragraph
from sealane.report.style import capital
from sealane.report.trace.hops import hop_lines, packet_text
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Unread

if TYPE_CHECKING:
    from sealane.report.style import Style
    from sealane.verdicts.trace import Block, Trace

_SAYS: Final = {
    Verdict.HOLDS: ("green", "arrives, and its answer comes back"),
    Verdict.FAILS: ("red", "does not get through"),
    Verdict.UNKNOWN: ("yellow", "may get through or not"),
}


def as_text(trace: Trace, style: Style) -> str:
    """Tell the whole way; it ends without a line break."""
    colour, says = _SAYS[trace.verdict]
    head = f"{trace.verdict.value.upper()}  "
    text = paragraph(f"{packet_text(trace.packet)} {says}", style, head)
    parts = [style.paint(head, "bold", colour) + style.paint(text[len(head) :], "bold")]
    for title, hops in (("there", trace.forward), ("back", trace.back)):
        if hops:
            parts.append("\n".join([style.paint(title, "bold"), *hop_lines(hops, style, "  ")]))
    parts += [_block(block, style) for block in trace.blocks]
    for value in trace.open:
        lines = [paragraph(f"not known: {value.reason}", style, "? ")]
        if isinstance(value, Unread) and value.action:
            lines.append(paragraph(f"allow `{value.action}` and ask again", style, "  "))
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _block(block: Block, style: Style) -> str:
    words, origin = words_of(block), block.origin
    mark = style.mark("✗", "X")
    sentence = paragraph(f"{capital(words.sentence)} [{block.cause}]", style, f"{mark} ")
    where = f"{origin.file}:{origin.line}  {origin.name}" if origin.file else origin.name
    lines = [style.paint(mark, "red", "bold") + sentence[len(mark) :], field("where", where, style, 6)]
    if words.change:
        lines.append(field("change", capital(words.change), style, 6))
    if words.link:
        lines.append(field("see", words.link, style, 6))
    lines.append(field("more", f"`sealane explain {block.cause}`", style, 6))
    return "\n".join(lines)
