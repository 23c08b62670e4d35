"""`sealane prove`: will each task start, and is it sealed?"""

from __future__ import annotations

from typing import Any

import click

from sealane.cli.acceptances import acceptance_options, acceptances_of
from sealane.cli.forms import form_options_with, forms
from sealane.cli.proofs import FORMS, give_proof
from sealane.cli.proving import remembered, status_of
from sealane.cli.settings import request_of
from sealane.cli.subjects import other_options, subject_of, subject_options
from sealane.errors import ExitStatus


@click.command("prove", short_help="will each task start, and is it sealed from the internet")
@subject_options
@acceptance_options
@click.option("--soft-fail", is_flag=True, help="Exit 0 instead of 1 when a property fails; 3 stays 3.")
@form_options_with(*FORMS)
def command(formats: tuple[str, ...], outputs: tuple[str, ...], **options: Any) -> int:
    """Say for every Fargate service in SOURCE whether its tasks will start and whether it is sealed from the internet.

    SOURCE is recognised by its content: a Terraform plan or state (`terraform show -json`), a directory with Terraform,
    a CloudFormation template or what `cdk synth` wrote, a directory of saved `aws … describe-*` answers, or `-` for
    standard input. With --live the account itself is read.

    Exit status: 0 everything holds, 1 something fails, 2 bad input, 3 something could not be decided.
    """
    from sealane.cli.talker import Talker
    from sealane.verbs.prove import prove

    chosen = forms(formats, outputs, *FORMS)
    soft = options.pop("soft_fail")
    accepted = acceptances_of(options.pop("accepted"), options.pop("reasons"), options.pop("acceptance_file"))
    subject = subject_of(options)
    with Talker() as talker:
        proved = prove(subject, request_of(other_options(options)), talker, accepted)
    give_proof(chosen, proved.weighed, remembered(proved))
    status = status_of(str(proved.weighed.verdict))
    return int(ExitStatus.HOLDS if soft and status is ExitStatus.FAILS else status)
