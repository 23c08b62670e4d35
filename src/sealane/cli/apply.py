"""`sealane apply`: create or update what the spec asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sealane.cli.acceptances import acceptance_options, acceptances_of
from sealane.cli.forms import form_options, forms, give
from sealane.cli.plan import proof_of, told
from sealane.cli.settings import aws_options, request_of, spec_options
from sealane.errors import ExitStatus, SealaneError

if TYPE_CHECKING:
    from sealane.cli.forms import Form
    from sealane.cli.talker import Talker
    from sealane.report.proof.fixing import FixOf
    from sealane.report.style import Style
    from sealane.verbs.apply import Applied, Proposal
    from sealane.verbs.arrival import Arrival
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

    What was applied is watched until it is steady. When a task fails, the cause is looked for at once and told with the
    change that removes it; the watching ends there when the cause is certain.

    Exit status: 0 done and steady, 1 it does not hold or does not become steady, 2 bad input, 3 not steady in time, or
    something could not be decided.

    Stop it at any moment: Terraform finishes what it is doing, and the same command goes on from there.
    """
    from sealane.cli.agreement import ask
    from sealane.cli.screen import stderr_style, talk
    from sealane.cli.talker import Talker
    from sealane.report.applied import caller_line
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
    return _told(applied, chosen, talker, watch=watch)


def _why(stopped: NotProvedError) -> str:
    """Tell the proof that stops an apply."""
    from sealane.cli.screen import stderr_style
    from sealane.report.fixes.remembered import remembered
    from sealane.report.proof.text import as_text

    proved = stopped.judgement.proved
    return "" if proved is None else as_text(proved.weighed, stderr_style(), remembered(proved))


def _told(applied: Applied, chosen: tuple[Form, ...], talker: Talker, *, watch: bool) -> int:
    """Give the answer: to a person at once, and where it is kept or read by a machine with how it ended."""
    from sealane.report.applied import as_text

    now = tuple(form for form in chosen if form.name == "text" and not form.path)
    give(now, lambda style: as_text(applied, style), dict)
    later = tuple(form for form in chosen if form not in now)
    if not watch:
        _give(later, applied, None)
        return int(ExitStatus.HOLDS)
    try:
        arrived = _watched(applied, talker)
    except (KeyboardInterrupt, SealaneError):
        # Everything is applied, and whoever reads the answer must learn that in any case.
        _give(later, applied, None)
        raise
    _give(later, applied, arrived)
    if arrived is None or arrived.arrived:
        return int(ExitStatus.HOLDS)
    return int(ExitStatus.FAILS if arrived.failed else ExitStatus.UNDECIDED)


def _give(chosen: tuple[Form, ...], applied: Applied, arrived: Arrival | None) -> None:
    from sealane.report import arrival
    from sealane.report.applied import as_json, as_text

    def text(style: Style) -> str:
        ending = () if arrived is None or arrived.arrived else (arrival.as_text(arrived, style, _fixes(arrived)),)
        return "\n\n".join((as_text(applied, style), *ending))

    def data() -> dict[str, Any]:
        told = as_json(applied, proof_of(applied.proposal.planned))
        return told | {"watched": None if arrived is None else arrival.as_json(arrived, _fixes(arrived))}

    give(chosen, text, data)


def _watched(applied: Applied, talker: Talker) -> Arrival | None:
    """Watch what was applied, and say how that ended."""
    from sealane.cli.screen import stderr_style, talk
    from sealane.report.arrival import as_text, ask_again, progress_line
    from sealane.verbs.arrival import arrival_of

    talker.settle()
    settled = applied.proposal.planned.settled
    spec = settled.loaded.spec
    try:
        arrived = arrival_of(applied, lambda service: talk(progress_line(service, stderr_style())), talker)
    except KeyboardInterrupt:
        again = ask_again(spec.name, tuple(spec.services), sandbox=settled.aws.sandbox is not None)
        talk(f"everything is applied, and ECS goes on; `{again}` says why a task does not start")
        raise
    if arrived is not None:
        talk(as_text(arrived, stderr_style(), _fixes(arrived)))
    return arrived


def _fixes(arrived: Arrival) -> FixOf:
    from sealane.report.fixes.remembered import remembered
    from sealane.report.proof.fixing import no_fix

    diagnosed = arrived.stalled.diagnosed if arrived.stalled else None
    return remembered(diagnosed.proved) if diagnosed and diagnosed.proved else no_fix
