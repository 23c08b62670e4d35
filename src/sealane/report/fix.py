"""A change as a reader sees it: the diff of the user's own files where there is one, else Terraform to write."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from sealane.report.escape import visible_lines
from sealane.report.paragraph import field

if TYPE_CHECKING:
    from sealane.report.style import Style
    from sealane.verdicts.fix import Fix


def part(fix: Fix | None) -> dict[str, Any]:
    """Return a change as a part of a document."""
    if fix is None:
        return {"terraform": "", "cli": "", "diff": "", "note": ""}
    return {"terraform": fix.terraform, "cli": fix.cli, "diff": fix.diff, "note": fix.note}


def lines(fix: Fix | None, style: Style, label: int, shown: set[str]) -> list[str]:
    """Return the lines of a text that tell a change; none where there is none.

    `shown` are the diffs that the text has told before; one that mends several findings is told once.
    """
    if fix is None:
        return []
    told: list[str] = []
    again = bool(fix.diff) and fix.diff in shown
    shown.add(fix.diff)
    for code in ("" if again else fix.diff or fix.terraform, fix.cli):
        if code:
            told += ["", textwrap.indent(visible_lines(code.strip("\n")), "    ")]
    told += [""] if told else []
    if again:
        told.append(field("diff", "the one above mends this too", style, label))
    elif fix.diff:
        where = f"in {fix.folder}" if fix.folder else ""
        proved = f"proved again with it; `--fix-diff FILE` keeps it for `git apply` {where}".rstrip()
        told.append(field("diff", proved, style, label))
    elif fix.note:
        told.append(field("diff", f"none, because {fix.note}", style, label))
    return told
