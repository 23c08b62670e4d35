"""`sealane schema`: the published JSON Schemas."""

from __future__ import annotations

import json

import click

from sealane.cli.screen import answer


@click.command("schema", short_help="print the JSON Schema of the spec")
@click.argument("name", type=click.Choice(["spec"]), default="spec")
def command(name: str) -> None:
    """Print the JSON Schema of NAME to stdout.

    Editors that know JSON Schema complete and check sealane.yaml with it; `sealane init` writes it beside the spec.
    """
    del name
    from sealane.spec.schema import schema

    answer(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")
