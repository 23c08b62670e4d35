"""A proof in every form that a user asked for; changes are proposed once, whatever the number of forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sealane.cli.forms import Form
    from sealane.verbs.prove import Proved
    from sealane.verdicts.fix import Fix
    from sealane.verdicts.proof import Finding


def offer(chosen: tuple[Form, ...], proved: Proved, give: Callable[..., None]) -> None:
    """Give the proof in the chosen forms; what a form needs is imported when it is asked for."""
    fix = remembered(proved)
    weighed = proved.weighed

    def text(style: Any) -> str:  # noqa: ANN401 - the style is the form's own
        from sealane.report.proof.text import as_text

        return as_text(weighed, style, fix)

    def data() -> object:
        from sealane.report.proof.document import as_json

        return as_json(weighed, fix)

    def sarif() -> str:
        from sealane.cli.json_text import json_text
        from sealane.report.proof.sarif import as_sarif

        return json_text(as_sarif(weighed, fix))

    def junit() -> str:
        from sealane.report.proof.junit import as_junit

        return as_junit(weighed)

    def markdown() -> str:
        from sealane.report.proof.markdown import as_markdown

        return as_markdown(weighed, fix)

    give(chosen, text, data, {"sarif": sarif, "junit": junit, "markdown": markdown})


def remembered(proved: Proved) -> Callable[[Finding], Fix | None]:
    """Return what proposes the change for a finding, each made and proved once."""
    made: dict[int, Fix | None] = {}

    def fix(finding: Finding) -> Fix | None:
        from sealane.report.fixes import fix_of

        key = id(finding)
        if key not in made:
            proposal = proved.proposal(finding)
            made[key] = None if proposal is None else fix_of(proposal)
        return made[key]

    return fix
