"""`sealane adopt`: a service that somebody made by hand comes under Terraform."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sealane.cli.forms import FORM, forms, give
from sealane.cli.settings import aws_options, request_of
from sealane.errors import ExitStatus, InputError, Problem

if TYPE_CHECKING:
    from sealane.report.style import Style
    from sealane.verbs.adopt import Wanted


@click.command("adopt", short_help="bring a service that was made by hand under Terraform, by import blocks")
@click.argument("source", default="", metavar="[SOURCE]")
@click.option("--live", is_flag=True, help="Read the account instead of a capture; nothing is written there.")
@click.option("--cluster", default="", metavar="NAME", help="The cluster of the service.")
@click.option("--service", default="", metavar="NAME", help="The service.")
@click.option("-o", "--output", "folder", required=True, metavar="DIR", help="A new folder for the files.")
@click.option("--leave-out", "left_out", multiple=True, metavar="NAME", help="Accept that this is lost.")
@click.option("--save", default="", metavar="DIR", help="With --live: keep what was read as a capture.")
@click.option("--format", "formats", multiple=True, type=click.Choice(["text", "json"]), help=FORM[0].help)
@aws_options
def command(*, source: str, live: bool, folder: str, formats: tuple[str, ...], **options: object) -> int:
    """Write `sealane.yaml` and Terraform that take over an existing Fargate service with its network.

    SOURCE is the folder of a capture; --live reads the account. Whatever keeps data, has a name or can exist only once
    is imported, and stays as it is where the spec cannot say it. What would be lost stops the adoption. Nothing is
    written to AWS: that is for `terraform plan` to show and `terraform apply` to do.

    Exit status: 0 written, 1 something would be lost, 2 bad input, 3 something could not be read or written.
    """
    from sealane.cli.talker import Talker
    from sealane.verbs.adopt import adopt

    chosen = forms(formats, ())
    request = request_of(options)
    wanted = _wanted(source, Path(folder), options, live=live or (request.sandbox and not source))
    with Talker() as talker:
        adoption = adopt(wanted, request, talker)

    def text(style: Style) -> str:
        from sealane.report.adoption.text import as_text

        return as_text(adoption, folder, style)

    def data() -> object:
        from sealane.report.adoption.document import as_json

        return as_json(adoption, folder)

    give(chosen, text, data)
    return int(ExitStatus.FAILS if adoption.refusals else ExitStatus.HOLDS)


def _wanted(source: str, folder: Path, options: dict[str, object], *, live: bool) -> Wanted:
    """Turn the options into what is adopted.

    Raises:
        InputError: when neither a capture nor the account is named, or both, or `--save` without the account.

    """
    from sealane.verbs.adopt import Wanted

    if live == bool(source):
        what = "both a source and `--live` are given" if live else "nothing is named that could be read"
        hint = "`sealane adopt --live --cluster NAME --service NAME --output DIR`, or the folder of a capture"
        raise InputError(Problem(code="source-unclear", what=what, hint=hint))
    if options["save"] and not live:
        hint = "add `--live`, or leave `--save` out"
        raise InputError(Problem(code="option-needs-live", what="`--save` is about the account alone", hint=hint))
    left_out = options["left_out"]
    return Wanted(
        source=source,
        cluster=str(options["cluster"]),
        service=str(options["service"]),
        folder=folder,
        left_out=tuple(map(str, left_out)) if isinstance(left_out, tuple) else (),
        save=str(options["save"]),
    )
