"""`sealane explain`: what a cause means, its evidence and its repair."""

from __future__ import annotations

import click

from sealane.cli.forms import form_options_with, forms, give


@click.command("explain", short_help="what a cause means, and how to repair it")
@click.argument("cause", default="", metavar="[CAUSE]")
@form_options_with("markdown")
def command(formats: tuple[str, ...], outputs: tuple[str, ...], cause: str) -> None:
    """Tell what CAUSE means, the exact evidence for it, how AWS shows it and how to repair it.

    CAUSE is a code as findings carry it, `endpoint-missing` for example. Without one, every code is listed.
    """
    from sealane.report import explain
    from sealane.report.causes import card_of, cards
    from sealane.verdicts.acceptance_file import accepted_cause

    chosen = forms(formats, outputs, "markdown")
    if not cause:
        every = cards()
        give(
            chosen,
            lambda style: explain.all_as_text(every, style),
            lambda: explain.all_as_json(every),
            {"markdown": lambda: explain.as_contents(every)},
        )
        return
    card = card_of(accepted_cause(cause.strip().lower()))
    give(
        chosen,
        lambda style: explain.as_text(card, style),
        lambda: explain.as_json(card),
        {"markdown": lambda: explain.as_page(card)},
    )
