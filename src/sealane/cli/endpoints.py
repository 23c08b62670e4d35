"""`sealane endpoints`: which VPC endpoints a task needs to start, and why."""

from __future__ import annotations

import click

from sealane.cli.forms import form_options, forms, give
from sealane.cli.settings import request_of


@click.command("endpoints", short_help="which VPC endpoints a task needs to start, why, and what they cost")
@click.argument("file", default="sealane.yaml", metavar="[TASKDEF]")
@click.option("--image", "images", multiple=True, metavar="[SERVICE=]IMAGE", help="Image to ask about; needs no spec.")
@click.option("--region", default="", metavar="REGION", help="AWS Region.")
@click.option("--profile", default="", metavar="NAME", help="AWS profile, to take the Region from.")
@click.option("--platform-version", default="", metavar="VERSION", help="Fargate platform version of a TASKDEF.")
@click.option("--zones", type=click.IntRange(1, 9), metavar="N", help="Zones to price the endpoints in.")
@form_options
def command(
    formats: tuple[str, ...], outputs: tuple[str, ...], platform_version: str, zones: int | None, **options: object
) -> None:
    """Say which VPC endpoints a task needs, for which step of its start, what they cost, and where AWS says so.

    TASKDEF is a spec, or a task definition in the JSON form of `aws ecs register-task-definition` or
    `describe-task-definition`; `-` reads standard input. No account is needed.
    """
    from sealane.records import replace
    from sealane.report.endpoints import as_json, as_text
    from sealane.verbs.understand import costs_of, understand

    understood = understand(request_of(options), platform_version=platform_version)
    if zones is not None:
        understood = replace(understood, zones=zones)
    costs = costs_of(understood)
    give(forms(formats, outputs), lambda style: as_text(understood, style, costs), lambda: as_json(understood, costs))
