"""A rehearsal of every piece in turn: what each one's loss costs, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sealane.report.paragraph import counted, paragraph
from sealane.report.rehearsal.document import as_json
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sealane.report.style import Style
    from sealane.verdicts.observation import Observation
    from sealane.verdicts.rehearsal import Rehearsal

_COLOURS: Final = {Verdict.HOLDS: "green", Verdict.FAILS: "red", Verdict.UNKNOWN: "yellow"}


def line(rehearsal: Rehearsal, style: Style) -> str:
    """Tell one rehearsal: what was taken, where the start stopped, and what ECS would say."""
    name = ", ".join(rehearsal.taken) or "as it is"
    failure = _first(rehearsal)
    if rehearsal.differs:
        verdict, says = Verdict.UNKNOWN, "proof and rehearsal differ"
    elif failure is not None:
        verdict, says = Verdict.FAILS, f"stops {failure.step.name}: {failure.message or failure.detail}"
    else:
        verdict = rehearsal.verdict
        says = {Verdict.HOLDS: "still starts", Verdict.FAILS: "leaks"}.get(verdict, "not everything could be made")
    sign = style.mark(*{Verdict.HOLDS: ("✓", "ok"), Verdict.FAILS: ("✗", "X")}.get(verdict, ("?", "?")))
    return style.paint(sign, _COLOURS[verdict], "bold") + paragraph(f"{name}: {says}", style, f"{sign} ")[len(sign) :]


def closing(rehearsals: Sequence[Rehearsal], style: Style) -> str:
    """Sum up."""
    alone = rehearsals[1:]
    needed = sum(one.verdict is Verdict.FAILS for one in alone)
    differing = sum(one.differs for one in rehearsals)
    differ = f"; proof and rehearsal differ {counted(differing, 'time')}" if differing else ""
    return paragraph(f"{counted(len(alone), 'piece')} taken in turn: {needed} stop the start{differ}", style)


def document(rehearsals: Sequence[Rehearsal]) -> dict[str, Any]:
    """Render all of them for machines: `sealane/rehearsals/1`."""
    return {"schema": "sealane/rehearsals/1", "rehearsals": [as_json(one) for one in rehearsals]}


def _first(rehearsal: Rehearsal) -> Observation | None:
    return next((one.first_failure for one in rehearsal.services if one.first_failure), None)
