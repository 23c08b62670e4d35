"""The answer to one request for a person: the decision, each layer's say, what it hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.decision.layers import NAMES, layer_lines
from sealane.report.paragraph import joined, paragraph
from sealane.verdicts.decision import Outcome

if TYPE_CHECKING:
    from sealane.report.style import Style
    from sealane.verdicts.decision import Decision

_COLOURS: Final = {Outcome.ALLOWED: "green", Outcome.DENIED: "red", Outcome.UNKNOWN: "yellow"}


def as_text(decision: Decision, style: Style) -> str:
    """Tell the decision; it ends without a line break."""
    head = decision.outcome.value.upper()
    why = _why(decision)
    text = paragraph(why, style, f"{head}  ") if why else head
    parts = [style.paint(head, "bold", _COLOURS[decision.outcome]) + style.paint(text[len(head) :], "bold")]
    lines = layer_lines(decision, style, "  ")
    if lines:
        parts.append("\n".join(lines))
    if decision.conditions:
        conditions = [paragraph(str(condition), style, "  - ") for condition in decision.conditions]
        parts.append("\n".join([style.paint("allowed if all of these hold, denied if one fails", "bold"), *conditions]))
    return "\n\n".join(parts)


def _why(decision: Decision) -> str:
    if decision.outcome is Outcome.DENIED:
        by = joined([NAMES[layer] for layer in decision.blocked_by])
        how = "by an explicit Deny" if decision.explicit else "because nothing allows it"
        return f"{how}: {by}" if by else how
    if decision.outcome is Outcome.UNKNOWN:
        return "it hangs on what is not decided yet"
    return ""
