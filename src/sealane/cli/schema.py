"""`sealane schema`: the published JSON Schemas."""

from __future__ import annotations

import importlib

import click

from sealane.cli.json_text import json_text
from sealane.cli.screen import answer

MODULES = {
    "spec": "sealane.spec.schema",
    "report": "sealane.report.proof.schema",
    "trace": "sealane.report.trace.schema",
    "decision": "sealane.report.decision.schema",
    "rehearsal": "sealane.report.rehearsal.schema",
    "diagnosis": "sealane.report.diagnosis.schema",
    "watch": "sealane.report.kept",
    "endpoints": "sealane.report.endpoints_schema",
    "policies": "sealane.report.policies_schema",
    "permissions": "sealane.report.permissions",
    "cause": "sealane.report.explain_schema",
    "adoption": "sealane.report.adoption.schema",
    "cost": "sealane.report.cost.schema",
    "prices": "sealane.report.cost.prices_schema",
}


@click.command("schema", short_help="print the JSON Schema of the spec or of an answer")
@click.argument("name", type=click.Choice(list(MODULES)), default="spec", metavar="[NAME]")
def command(name: str) -> None:
    """Print the JSON Schema of NAME to stdout.

    `spec` is sealane.yaml: editors that know JSON Schema complete and check it, and `sealane init` writes the schema
    beside it. `report` is what `prove` prints with `--format json`, `trace` and `decision` what `trace` and `authorize`
    print, `rehearsal` what `rehearse` prints, `diagnosis` what `diagnose` prints, `cost` what `cost` prints,
    `adoption` what `adopt` does.
    `prices` is what `cost --prices` reads. `endpoints` and `policies` are what those print, `permissions` what
    `policies --for` prints, `cause` what `explain` does, `watch` one line of what `watch` prints.
    """
    answer(json_text(importlib.import_module(MODULES[name]).schema()) + "\n")
