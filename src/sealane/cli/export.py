"""`sealane export`: Terraform that works without sealane."""

from __future__ import annotations

from pathlib import Path

import click

from sealane.cli.screen import talk
from sealane.cli.settings import aws_options, request_of, spec_options


@click.command("export", short_help="write a Terraform root module that works without sealane")
@click.argument("folder", metavar="DIR")
@spec_options
@aws_options
@click.option("--force", is_flag=True, help="Replace files that differ.")
def command(folder: str, *, force: bool, **options: object) -> None:
    """Write a Terraform root module into DIR, to be read, kept and applied without sealane."""
    from sealane.cli.talker import Talker
    from sealane.verbs.export import export

    exported = export(request_of(options), Path(folder), Talker(), force=force)
    talk(f"wrote {len(exported.files)} files to {folder}")
    talk(f"next: `cd {folder} && terraform init && terraform apply`")
    talk(f"another image: `terraform apply -var {exported.variables[0]}=<repository>:<tag>`")
