"""`sealane doctor`: what this machine has and lacks."""

from __future__ import annotations

import click

from sealane.cli.forms import form_options, forms, give
from sealane.cli.settings import aws_options, request_of


@click.command("doctor", short_help="look whether this machine has what sealane needs")
@aws_options
@form_options
def command(formats: tuple[str, ...], outputs: tuple[str, ...], **options: object) -> int:
    """Look at Terraform, the AWS provider, the sandbox's parts and the AWS settings; nothing is changed.

    Exit status: 0 nothing is missing that the main job needs, 2 bad input, 3 something is.
    """
    from sealane.report.doctor import as_json, as_text
    from sealane.verbs.doctor import Health, examine

    findings = examine(request_of(options))
    give(forms(formats, outputs), lambda style: as_text(findings, style), lambda: as_json(findings))
    return 3 if any(finding.health is Health.MISSING for finding in findings) else 0
