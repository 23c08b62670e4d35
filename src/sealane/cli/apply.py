"""`sealane apply`: create or update what the spec asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sealane.cli.forms import form_options, forms, give
from sealane.cli.settings import aws_options, request_of, spec_options

if TYPE_CHECKING:
    from sealane.verbs.apply import Proposal


@click.command("apply", short_help="plan, then create or update it")
@spec_options
@aws_options
@click.option("--yes", is_flag=True, help="Do not ask before writing.")
@form_options
def command(formats: tuple[str, ...], outputs: tuple[str, ...], *, yes: bool, **options: object) -> int:
    """Plan, check the account, show who you are and what would change, ask, and carry it out.

    Stop it at any moment: Terraform finishes what it is doing, and the same command goes on from there.
    """
    from sealane.cli.agreement import ask
    from sealane.cli.screen import stderr_style, talk
    from sealane.cli.talker import Talker
    from sealane.report.applied import as_json, as_text, caller_line
    from sealane.report.changes import as_text as changes_text
    from sealane.verbs.apply import apply

    chosen = forms(formats, outputs)
    talker = Talker()

    def agree(proposal: Proposal) -> bool:
        talker.settle()
        talk(changes_text(proposal.planned, stderr_style()))
        talk(caller_line(proposal.caller, stderr_style()))
        return ask("Apply these changes?", yes=yes)

    applied = apply(request_of(options), talker, agree)
    talker.settle()
    if not applied.done:
        return 0
    give(chosen, lambda style: as_text(applied, style), lambda: as_json(applied))
    return 0
