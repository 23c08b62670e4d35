"""`sealane init`: a spec to start from."""

from __future__ import annotations

from pathlib import Path

import click

from sealane.cli.screen import talk


@click.command("init", short_help="write a commented sealane.yaml to start from")
@click.option("--image", default="demo/app:1.0", show_default=True, metavar="IMAGE", help="Private ECR image to run.")
@click.option("--name", default="app", show_default=True, metavar="NAME", help="Prefix of every AWS name.")
@click.option("--region", default="", metavar="REGION", help="AWS Region; the SDK's own setting when left out.")
@click.option("-f", "--file", default="sealane.yaml", show_default=True, metavar="FILE", help="The file to write.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def command(image: str, name: str, region: str, file: str, *, force: bool) -> None:
    """Write a commented sealane.yaml, and its JSON Schema beside it for your editor.

    The image is `repository:tag`, `repository@sha256:…` or a full private ECR URI.
    """
    from sealane.verbs.init import init

    started = init(Path.cwd(), image=image, name=name, region=region, file=file, force=force)
    talk(f"wrote {started.spec.name} and {started.schema.name}")
    talk("next: `sealane plan --sandbox` to try it with no account, or `sealane plan`")
