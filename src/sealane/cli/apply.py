"""`sealane apply`: create or update what the spec asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sealane.cli.forms import form_options, forms, give
from sealane.cli.settings import aws_options, request_of, spec_options

if TYPE_CHECKING:
    from sealane.cli.talker import Talker
    from sealane.verbs.apply import Applied, Proposal


@click.command("apply", short_help="plan, then create or update it")
@spec_options
@aws_options
@click.option("--yes", is_flag=True, help="Do not ask before writing.")
@click.option("--watch/--no-watch", default=True, show_default=True, help="Watch until the services are steady.")
@form_options
def command(formats: tuple[str, ...], outputs: tuple[str, ...], *, yes: bool, watch: bool, **options: object) -> int:
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

    def agree(proposal: Proposal) -> bool:
        talker.settle()
        talk(changes_text(proposal.planned, stderr_style()))
        talk(caller_line(proposal.caller, stderr_style()))
        return ask("Apply these changes?", yes=yes)

    with Talker() as talker:
        applied = apply(request_of(options), talker, agree)
    if not applied.done:
        return 0
    give(chosen, lambda style: as_text(applied, style), lambda: as_json(applied))
    return _watched(applied, talker) if watch else 0


def _watched(applied: Applied, talker: Talker) -> int:
    """Watch what was applied; exit status 1 when a service failed, 3 when time ran out."""
    from sealane.cli.screen import stderr_style, talk
    from sealane.report.watched import progress_line, verdict_text
    from sealane.verbs.watch import watch_applied

    talker.settle()
    watched = watch_applied(applied, lambda service: talk(progress_line(service, stderr_style())), talker)
    if watched is None:
        return 0
    talk(verdict_text(watched, stderr_style()))
    return 0 if watched.arrived else 1 if watched.in_time else 3
