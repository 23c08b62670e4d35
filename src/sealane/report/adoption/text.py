"""An adoption as text."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from sealane.adoption.remark import Outcome
from sealane.report.adoption.words import HEADINGS, sentence
from sealane.report.escape import visible
from sealane.report.paragraph import counted, paragraph

if TYPE_CHECKING:
    from sealane.adoption.remark import Remark
    from sealane.report.style import Style
    from sealane.verbs.adopt import Adoption

_COLOURS = {Outcome.BARRED: "red", Outcome.LOST: "red", Outcome.ASKED: "yellow"}


def as_text(adoption: Adoption, folder: str, style: Style) -> str:
    """Say what was written and what each thing comes to, worst first; or why nothing was written."""
    refused = set(adoption.refusals)
    parts = []
    for outcome, heading in HEADINGS.items():
        remarks = [one for one in adoption.remarks if one.outcome is outcome]
        if remarks:
            head = style.paint(heading, "bold", _COLOURS.get(outcome, "cyan"))
            parts.append("\n".join([head, *(_line(one, style, refused) for one in remarks)]))
    parts.append(_end(adoption, folder, style))
    return "\n\n".join(parts)


def _line(remark: Remark, style: Style, refused: set[Remark]) -> str:
    """Word one remark, with the option that leaves it out where it stands in the way."""
    said = paragraph(sentence(remark), style, "  ", "    ")
    if remark in refused and remark.outcome is Outcome.LOST:
        return f"{said}\n    --leave-out {shlex.quote(visible(remark.name))}"
    return said


def _end(adoption: Adoption, folder: str, style: Style) -> str:
    if adoption.refusals:
        count = counted(len(adoption.refusals), "thing")
        said = f"nothing was written: {count} would be lost or cannot be taken over"
        return paragraph(f"{said}; what may go is left out by the option below it", style)
    imports = sum(1 for one in adoption.adopted.taken if one.id)
    said = f"wrote {len(adoption.adopted.files)} files to {folder}, {counted(imports, 'resource')} to import"
    following = f"next: `cd {folder} && terraform init && terraform plan`: it must destroy and replace nothing"
    return f"{paragraph(said, style)}\n{paragraph(following, style)}"
