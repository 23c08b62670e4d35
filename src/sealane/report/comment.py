"""What became of a comment on a pull or merge request, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sealane.report.escape import visible

if TYPE_CHECKING:
    from sealane.report.style import Style
    from sealane.verbs.comment import Commented

_SAID = {
    "created": "the comment was written",
    "updated": "the comment was brought up to date",
    "unchanged": "the comment says this already",
    "nowhere": "nothing was commented on",
    "refused": "the code host does not let this pipeline comment, which is usual for a fork",
}


def as_text(commented: Commented, style: Style) -> str:
    """Tell it to a person."""
    told = _SAID[commented.kind]
    more = commented.because or commented.address
    done = commented.kind in {"created", "updated", "unchanged"}
    mark = style.paint(style.mark("✓", "ok"), "green") if done else style.paint("!", "yellow")
    return f"{mark} {told}" + (f": {visible(more)}" if more else "")


def as_json(commented: Commented) -> dict[str, Any]:
    """Render it for machines."""
    return {
        "schema": "sealane/comment/1",
        "comment": str(commented.kind),
        "address": commented.address,
        "because": commented.because,
    }
