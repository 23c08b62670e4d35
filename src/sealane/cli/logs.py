"""`sealane logs`: what the containers wrote."""

from __future__ import annotations

import sys

import click

from sealane.cli.settings import aws_options, request_of, spec_options


@click.command("logs", short_help="show or follow the services' log groups")
@click.argument("service", default="")
@spec_options
@aws_options
@click.option("--since", default="10m", show_default=True, metavar="TIME", help="How far back: 30s, 10m, 2h, 1d.")
@click.option("--follow", is_flag=True, help="Keep showing new lines until interrupted.")
def command(service: str, since: str, *, follow: bool, **options: object) -> int:
    """Print the log lines of SERVICE, oldest first; the only service's when there is one.

    Each line is printed as the container wrote it, behind its time and stream.
    """
    from sealane.cli.talker import Talker
    from sealane.report.logs import line_text
    from sealane.verbs.logs import logs

    count = 0
    for line in logs(request_of(options), Talker(), service=service, since=since, follow=follow):
        sys.stdout.write(line_text(line) + "\n")
        sys.stdout.flush()
        count += 1
    if not count:
        from sealane.cli.screen import talk

        talk(f"no lines in the last {since}")
    return 0
