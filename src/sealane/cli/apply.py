"""`sealane apply`: create or update what the spec asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sealane.cli.acceptances import acceptance_options, acceptances_of
from sealane.cli.forms import form_options, forms, give
from sealane.cli.plan import proof_of, told
from sealane.cli.settings import aws_options, request_of, spec_options

if TYPE_CHECKING:
    from sealane.cli.talker import Talker
    from sealane.verbs.apply import Applied, Proposal
    from sealane.verbs.gate import NotProvedError


@click.command("apply", short_help="plan, then create or update it")
@spec_options
@aws_options
@click.option("--yes", is_flag=True, help="Do not ask before writing.")
@click.option("--watch/--no-watch", default=True, show_default=True, help="Watch until the services are steady.")
@acceptance_options
@form_options
def command(
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    *,
    yes: bool,
    watch: bool,
    **options: Any,
) -> int:
    """Plan, prove the plan, check the account, show who you are and what would change, ask, and carry it out.

    A plan that does not hold is not applied; `--accept CAUSE --because TEXT` is the only way around, and is shown.

    Stop it at any moment: Terraform finishes what it is doing, and the same command goes on from there.
    """
    from sealane.cli.agreement import ask
    from sealane.cli.screen import stderr_style, talk
    from sealane.cli.talker import Talker
    from sealane.report.applied import as_json, as_text, caller_line
    from sealane.verbs.apply import apply
    from sealane.verbs.gate import NotProvedError

    chosen = forms(formats, outputs)

    def agree(proposal: Proposal) -> bool:
        talker.settle()
        talk(told(proposal.planned, stderr_style()))
        talk(caller_line(proposal.caller, stderr_style()))
        return ask("Apply these changes?", yes=yes)

    accepted = acceptances_of(options.pop("accepted"), options.pop("reasons"), options.pop("acceptance_file"))
    with Talker() as talker:
        try:
            applied = apply(request_of(options), talker, agree, acceptances=accepted)
        except NotProvedError as stopped:
            talker.settle()
            talk(_why(stopped))
            raise
    if not applied.done:
        return 0
    give(chosen, lambda style: as_text(applied, style), lambda: as_json(applied, proof_of(applied.proposal.planned)))
    return _watched(applied, talker) if watch else 0


def _why(stopped: NotProvedError) -> str:
    """Tell the proof that stops an apply."""
    from sealane.cli.proving import remembered
    from sealane.cli.screen import stderr_style
    from sealane.report.proof.text import as_text

    proved = stopped.judgement.proved
    return "" if proved is None else as_text(proved.weighed, stderr_style(), remembered(proved))


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
