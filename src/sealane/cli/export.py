"""`sealane export`: Terraform that works without sealane."""

from __future__ import annotations

import click

from sealane.cli import exporting
from sealane.cli.settings import with_options


@click.command("export", short_help="write a Terraform module that works without sealane")
@click.argument("folder", metavar="DIR")
@with_options(*exporting.OPTIONS)
def command(folder: str, *, force: bool, module: bool, **options: object) -> None:
    """Write a Terraform module into DIR, to be read, kept and applied without sealane.

    It is a root module, ready for `terraform apply`. With --module it is one that other modules call.
    """
    exporting.run(folder, force=force, module=module, **options)
