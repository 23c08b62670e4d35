"""`sealane plan`: what applying the spec would change."""

from __future__ import annotations

import click

from sealane.cli.forms import form_options, forms, give
from sealane.cli.settings import aws_options, request_of, spec_options


@click.command("plan", short_help="write Terraform from the spec and show what it would change")
@spec_options
@aws_options
@form_options
def command(formats: tuple[str, ...], outputs: tuple[str, ...], **options: object) -> int:
    """Write Terraform from the spec, plan it with the real Terraform, and show what it would change.

    The files are in .sealane/ beside you; nothing is created in the account.
    """
    from sealane.cli.talker import Talker
    from sealane.report.changes import as_json, as_text
    from sealane.verbs.plan import plan

    chosen = forms(formats, outputs)
    with Talker() as talker:
        planned = plan(request_of(options), talker)
    give(chosen, lambda style: as_text(planned, style), lambda: as_json(planned))
    return 0
