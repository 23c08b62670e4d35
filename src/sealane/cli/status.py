"""`sealane status`: the services, their tasks and their last events."""

from __future__ import annotations

import click

from sealane.cli.forms import form_options, forms, give
from sealane.cli.settings import aws_options, request_of, spec_options


@click.command("status", short_help="show services, tasks and their last events")
@spec_options
@aws_options
@form_options
def command(formats: tuple[str, ...], outputs: tuple[str, ...], **options: object) -> int:
    """Show how many tasks of each service run, what is being deployed, and why tasks stopped.

    Exit status: 0 every service is there, 1 one is not, 2 bad input, 3 the account could not be read.
    """
    from sealane.cli.talker import Talker
    from sealane.report.status import as_json, as_text
    from sealane.verbs.status import status

    chosen = forms(formats, outputs)
    seen = status(request_of(options), Talker())
    give(chosen, lambda style: as_text(seen, style), lambda: as_json(seen))
    return 1 if seen.status.missing else 0
