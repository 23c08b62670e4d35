"""`sealane policies`: least-privilege roles and endpoint policies for a task."""

from __future__ import annotations

import click

from sealane.cli.forms import form_options, forms, give
from sealane.cli.settings import request_of


@click.command("policies", short_help="least-privilege roles and endpoint policies for a task")
@click.argument("file", default="sealane.yaml", metavar="[TASKDEF]")
@click.option("--image", "images", multiple=True, metavar="[SERVICE=]IMAGE", help="Image to ask about; needs no spec.")
@click.option("--region", default="", metavar="REGION", help="AWS Region.")
@click.option("--profile", default="", metavar="NAME", help="AWS profile, to take the Region from.")
@click.option("--account", default="", metavar="ID", help="12-digit account, to be written into ARNs.")
@click.option("--platform-version", default="", metavar="VERSION", help="Fargate platform version of a TASKDEF.")
@form_options
def command(
    formats: tuple[str, ...], outputs: tuple[str, ...], account: str, platform_version: str, **options: object
) -> None:
    """Write the policies that a task needs to start, and no more: its two roles, their trust, and each endpoint's.

    TASKDEF is a spec, or a task definition in the JSON form of `aws ecs register-task-definition` or
    `describe-task-definition`; `-` reads standard input. No account is needed.
    """
    from sealane.report.policies import as_json, as_text
    from sealane.verbs.understand import understand

    understood = understand(request_of(options), account=account, platform_version=platform_version)
    give(forms(formats, outputs), lambda style: as_text(understood, style), lambda: as_json(understood))
