"""`sealane prove`: will each task start, and is it sealed?"""

from __future__ import annotations

from typing import Any

import click

from sealane.cli import proving
from sealane.cli.acceptances import acceptance_options
from sealane.cli.forms import form_options_with
from sealane.cli.proofs import FORMS
from sealane.cli.settings import with_options
from sealane.cli.subjects import subject_options


@click.command("prove", short_help="will each task start, and is it sealed from the internet")
@subject_options
@acceptance_options
@with_options(proving.SOFT, proving.FIX_DIFF)
@form_options_with(*FORMS)
def command(**options: Any) -> int:
    """Say for every Fargate service in SOURCE whether its tasks will start and whether it is sealed from the internet.

    SOURCE is recognised by its content: a Terraform plan or state (`terraform show -json`), a directory with Terraform,
    a CloudFormation template or what `cdk synth` wrote, a directory of saved `aws … describe-*` answers, a
    sealane.yaml, or `-` for standard input. With --live the account itself is read.

    Exit status: 0 everything holds, 1 something fails, 2 bad input, 3 something could not be decided.
    """
    return proving.run(**options)
