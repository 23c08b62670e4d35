"""A proof in every form that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.cli.forms import give

if TYPE_CHECKING:
    from collections.abc import Callable

    from sealane.cli.forms import Form
    from sealane.report.proof.fixing import FixOf
    from sealane.report.style import Style
    from sealane.verdicts.acceptance import Weighed

FORMS: Final = ("sarif", "junit", "markdown", "html", "code-quality")
"""What a proof has beside text and JSON, for `form_options_with` and `forms`."""


def give_proof(
    chosen: tuple[Form, ...], weighed: Weighed, fix_of: FixOf | None = None, *, page: Callable[[], str] = str
) -> None:
    """Write a proof in every chosen form; a form that nobody asked for is not even imported.

    `page` is the form that shows more than the proof alone.

    Raises:
        EnvironmentFailure: when a file cannot be written.

    """
    from sealane.report.proof.fixing import no_fix

    fixing = fix_of or no_fix

    def text(style: Style) -> str:
        from sealane.report.proof.text import as_text

        return as_text(weighed, style, fixing)

    def data() -> object:
        from sealane.report.proof.document import as_json

        return as_json(weighed, fixing)

    def sarif() -> object:
        from sealane.report.proof.sarif import as_sarif

        return as_sarif(weighed, fixing)

    def junit() -> object:
        from sealane.report.proof.junit import as_junit

        return as_junit(weighed)

    def markdown() -> object:
        from sealane.report.proof.markdown import as_markdown

        return as_markdown(weighed, fixing)

    def code_quality() -> object:
        from sealane.report.proof.code_quality import as_code_quality

        return as_code_quality(weighed)

    others = {"sarif": sarif, "junit": junit, "markdown": markdown, "html": page, "code-quality": code_quality}
    give(chosen, text, data, others)
