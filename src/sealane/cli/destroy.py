"""`sealane destroy`: remove everything that apply created."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sealane.cli.settings import aws_options, request_of, spec_options

if TYPE_CHECKING:
    from sealane.verbs.destroy import Removal


@click.command("destroy", short_help="remove everything that apply created")
@spec_options
@aws_options
@click.option("--yes", is_flag=True, help="Do not ask before removing.")
def command(*, yes: bool, **options: object) -> int:
    """Remove everything in the state, and nothing else; what existed before apply stays."""
    from sealane.cli.agreement import ask
    from sealane.cli.screen import stderr_style, talk
    from sealane.cli.talker import Talker
    from sealane.report.applied import caller_line, removal_text
    from sealane.verbs.destroy import destroy

    def agree(removal: Removal) -> bool:
        talker.settle()
        talk(removal_text(removal, stderr_style()))
        talk(caller_line(removal.caller, stderr_style()))
        return ask("Remove all of this?", yes=yes)

    with Talker() as talker:
        destroyed = destroy(request_of(options), talker, agree)
    if not destroyed.removal.changes:
        talk("nothing to remove: nothing is managed here")
    elif destroyed.done:
        talk(f"removed {len(destroyed.removal.changes)} resources; nothing is left")
    return 0
