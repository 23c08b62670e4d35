"""`sealane trace`: one packet's way through the VPC, hop by hop, there and back."""

from __future__ import annotations

from typing import Any

import click

from sealane.cli.forms import form_options, forms, give
from sealane.cli.proving import status_of
from sealane.cli.settings import request_of
from sealane.cli.subjects import other_options, subject_of, subject_options


@click.command("trace", short_help="one packet's way through the VPC, hop by hop, there and back")
@subject_options
@click.option("--from", "start", required=True, metavar="PLACE", help="Service, interface, instance or address.")
@click.option("--to", "goal", required=True, metavar="PLACE", help="Address, host name, endpoint, or `internet`.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="PORT", help="443 when left out.")
@click.option("--protocol", default="tcp", show_default=True, metavar="NAME", help="`tcp`, `udp`, `icmp` or a number.")
@form_options
def command(formats: tuple[str, ...], outputs: tuple[str, ...], **options: Any) -> int:
    """Follow one packet from a place in SOURCE to another, and its answer back.

    Exit status: 0 it arrives and its answer comes back, 1 it does not, 3 it could not be decided.
    """
    from sealane.cli.talker import Talker
    from sealane.proof.tracing import Journey
    from sealane.report.trace.document import as_json
    from sealane.report.trace.text import as_text
    from sealane.verbs.trace import trace

    chosen = forms(formats, outputs)
    names = ("start", "goal", "port", "protocol")
    journey = Journey(**{name: options.pop(name) for name in names})
    subject = subject_of(options)
    with Talker() as talker:
        traced = trace(subject, journey, request_of(other_options(options)), talker)
    give(chosen, lambda style: as_text(traced, style), lambda: as_json(traced))
    return int(status_of(str(traced.verdict)))
