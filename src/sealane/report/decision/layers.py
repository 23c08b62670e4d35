"""What each policy layer says of a request, as lines, the one that blocks it marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.paragraph import entry
from sealane.report.trace.hops import MARKS
from sealane.verdicts.judgement import Effect, Layer, Mismatch

if TYPE_CHECKING:
    from sealane.report.style import Style
    from sealane.verdicts.decision import Decision
    from sealane.verdicts.judgement import Applied, Judgement

NAMES: Final = {
    Layer.IDENTITY: "role's policies",
    Layer.BOUNDARY: "boundary",
    Layer.SESSION: "session policy",
    Layer.SCP: "service control",
    Layer.RCP: "resource control",
    Layer.RESOURCE: "resource's policy",
    Layer.TRUST: "trust policy",
    Layer.KEY: "key policy",
    Layer.ENDPOINT: "endpoint policy",
}
# What kept a statement from allowing, the nearest miss first; one about other actions is no near miss.
_MISSED: Final = {
    Mismatch.CONDITION: "the condition of {} does not hold",
    Mismatch.RESOURCE: "{} is about other resources",
    Mismatch.PRINCIPAL: "{} is about other principals",
}
_WIDE = max(map(len, NAMES.values()))


def layer_lines(decision: Decision, style: Style, indent: str = "") -> list[str]:
    """Lay out every layer that has a say: what it does, and by which statements."""
    return [_line(judgement, decision, style, indent) for judgement in decision.judgements]


def says(judgement: Judgement) -> str:
    """Say in a clause what a layer does with the request."""
    if judgement.deny is True:
        return f"denies by {_statements(judgement.denying)}"
    undecided = "" if judgement.deny is False else f", and denies if {judgement.deny}"
    if judgement.allow is True:
        by = f" by {_statements(judgement.allowing)}" if judgement.allowing else ""
        return f"allows{by}{undecided}"
    if judgement.allow is False:
        return f"{_why_not(judgement)}{undecided}"
    return f"allows if {judgement.allow}{undecided}"


def _line(judgement: Judgement, decision: Decision, style: Style, indent: str) -> str:
    kind = kind_of(judgement, decision)
    mark, ascii_, colour = MARKS[kind]
    wide = max(len(style.mark(one, two)) for one, two, _ in MARKS.values())
    shown = style.mark(mark, ascii_).ljust(wide)
    head = f"{indent}{shown} {NAMES[judgement.layer].ljust(_WIDE)}  "
    level = f"at {judgement.level}: " if judgement.level else ""
    body = entry(head, level + says(judgement), style, len(indent) + wide + 3)[len(indent) + wide :]
    names = (colour, "bold") if kind == "stops" else (colour,)
    return indent + style.paint(shown, *names) + (style.paint(body, "bold") if kind == "stops" else body)


def kind_of(judgement: Judgement, decision: Decision) -> str:
    """Tell which of the marks a layer bears."""
    if judgement.deny is True or judgement.layer in decision.blocked_by:
        return "stops"
    if judgement.deny is not False or not isinstance(judgement.allow, bool):
        return "open"
    return "passes" if judgement.allow else "leads"


def _statements(applied: tuple[Applied, ...]) -> str:
    names = [
        f"{one.policy} statement {one.statement}" if one.policy else f"statement {one.statement}" for one in applied
    ]
    return ", ".join(dict.fromkeys(names))


def _why_not(judgement: Judgement) -> str:
    """Say which element kept the nearest statement from allowing."""
    missed = [(one, one.mismatch) for one in judgement.unmatched if one.effect is not Effect.DENY]
    for element, says in _MISSED.items():
        near = tuple(one for one, mismatch in missed if mismatch is element)
        if near:
            return f"does not allow it: {says.format(_statements(near))}"
    return "does not allow it"
