"""`sealane authorize`: one request under every policy layer."""

from __future__ import annotations

from typing import Any

import click

from sealane.cli.forms import form_options, forms, give
from sealane.cli.settings import request_of
from sealane.cli.subjects import other_options, subject_of, subject_options
from sealane.errors import ExitStatus

_STATUS = {"allowed": ExitStatus.HOLDS, "denied": ExitStatus.FAILS}


@click.command("authorize", short_help="one request under every policy layer, and which of them blocks it")
@subject_options
@click.option("--principal", required=True, metavar="ROLE", help="Role by address, ARN or name; or another principal.")
@click.option("--action", required=True, metavar="SERVICE:NAME", help="What is asked, as `ecr:BatchGetImage`.")
@click.option("--resource", default="*", show_default=True, metavar="ARN", help="What it acts on.")
@click.option("--context", "context", multiple=True, metavar="KEY=VALUE", help="A key of the request context.")
@click.option("--through", default="", metavar="ENDPOINT", help="VPC endpoint that the request goes through.")
@form_options
def command(formats: tuple[str, ...], outputs: tuple[str, ...], **options: Any) -> int:
    """Say whether a request is allowed under every policy that SOURCE has for it, and which layer blocks it.

    Exit status: 0 allowed, 1 denied, 3 not decided, with the conditions under which it is allowed.
    """
    from sealane.cli.talker import Talker
    from sealane.report.decision.document import as_json
    from sealane.report.decision.text import as_text
    from sealane.verbs.authorize import Asked, authorize

    chosen = forms(formats, outputs)
    asked = Asked(
        principal=options.pop("principal"),
        action=options.pop("action"),
        resource=options.pop("resource"),
        context=options.pop("context"),
        through=options.pop("through"),
    )
    subject = subject_of(options)
    with Talker() as talker:
        decision = authorize(subject, asked, request_of(other_options(options)), talker)
    give(chosen, lambda style: as_text(decision, style), lambda: as_json(decision))
    return int(_STATUS.get(str(decision.outcome), ExitStatus.UNDECIDED))
