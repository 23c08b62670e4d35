"""`sealane plan`: what applying the spec would change, and whether it would hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sealane.cli.acceptances import acceptance_options, acceptances_of
from sealane.cli.forms import form_options, forms, give
from sealane.cli.settings import aws_options, request_of, spec_options

if TYPE_CHECKING:
    from sealane.report.style import Style
    from sealane.verbs.plan import Planned


@click.command("plan", short_help="write Terraform from the spec, show what it would change, and prove it")
@spec_options
@aws_options
@acceptance_options
@form_options
def command(formats: tuple[str, ...], outputs: tuple[str, ...], **options: Any) -> int:
    """Write Terraform from the spec, plan it with the real Terraform, show what it would change, and prove it.

    The files are in .sealane/ beside you; nothing is created in the account.

    Exit status: 0 the plan holds, 1 it fails, 2 bad input, 3 something could not be decided.
    """
    from sealane.cli.proving import status_of
    from sealane.cli.talker import Talker
    from sealane.verbs.plan import plan

    chosen = forms(formats, outputs)
    accepted = acceptances_of(options.pop("accepted"), options.pop("reasons"), options.pop("acceptance_file"))
    with Talker() as talker:
        planned = plan(request_of(options), talker, acceptances=accepted)
    give(chosen, lambda style: told(planned, style), lambda: documented(planned))
    return int(status_of(planned.judgement.verdict))


def told(planned: Planned, style: Style) -> str:
    """Say what would change, then whether it would hold."""
    from sealane.report.changes import as_text
    from sealane.report.fixes.remembered import remembered
    from sealane.report.proof.text import as_text as proof_text

    changes = as_text(planned, style)
    proved = planned.judgement.proved
    return changes if proved is None else f"{changes}\n\n{proof_text(proved.weighed, style, remembered(proved))}"


def documented(planned: Planned) -> dict[str, Any]:
    """Return the same for machines."""
    from sealane.report.changes import as_json

    return as_json(planned, proof_of(planned))


def proof_of(planned: Planned) -> dict[str, Any] | None:
    """Return the proof of a plan for machines; `None` when something else judged it."""
    from sealane.report.fixes.remembered import remembered
    from sealane.report.proof.document import as_json

    proved = planned.judgement.proved
    return None if proved is None else as_json(proved.weighed, remembered(proved))
