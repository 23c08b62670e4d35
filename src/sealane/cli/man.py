"""`sealane man`: the manual page."""

from __future__ import annotations

import click

from sealane.cli.screen import answer


@click.command("man", short_help="the manual page, for `man`")
def command() -> None:
    """Print the manual page sealane(1), every verb and option in it, in the form that `man` reads."""
    from sealane.cli.outline import outline
    from sealane.report.command_line.manual import page

    answer(page(outline()))
