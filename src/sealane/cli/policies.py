"""`sealane policies`: least-privilege roles and endpoint policies for a task, or what a verb of ours must read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sealane.cli.forms import form_options_with, forms, give
from sealane.cli.settings import request_of
from sealane.errors import InputError, Problem

if TYPE_CHECKING:
    from sealane.cli.forms import Form

_PURPOSES = ("diagnose", "prove", "watch")
_TERRAFORM = "terraform"
_SPEC = "sealane.yaml"


@click.command("policies", short_help="least-privilege roles and endpoint policies for a task")
@click.argument("file", default="", metavar="[TASKDEF]")
@click.option("--image", "images", multiple=True, metavar="[SERVICE=]IMAGE", help="Image to ask about; needs no spec.")
@click.option("--region", default="", metavar="REGION", help="AWS Region.")
@click.option("--profile", default="", metavar="NAME", help="AWS profile, to take the Region from.")
@click.option("--account", default="", metavar="ID", help="12-digit account, to be written into ARNs.")
@click.option("--platform-version", default="", metavar="VERSION", help="Fargate platform version of a TASKDEF.")
@click.option(
    "--for", "purpose", type=click.Choice(_PURPOSES), default=None, help="Instead: what this verb of sealane must read."
)
@form_options_with(_TERRAFORM)
def command(
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    account: str,
    platform_version: str,
    purpose: str | None,
    **options: object,
) -> None:
    """Write the policies that a task needs to start, and no more: its two roles, their trust, and each endpoint's.

    TASKDEF is a spec, or a task definition in the JSON form of `aws ecs register-task-definition` or
    `describe-task-definition`; `-` reads standard input. No account is needed.

    With --for the answer is the policy of whoever runs that verb: the IAM actions that it uses, all of which read, as a
    document that `aws iam create-policy` takes, or with `--format terraform` as Terraform.
    """
    chosen = forms(formats, outputs, _TERRAFORM)
    if purpose is not None:
        _check_alone({"--account": account, "--platform-version": platform_version, **_named(options)}, purpose)
        _permissions(purpose, chosen)
        return
    if any(form.name == _TERRAFORM for form in chosen):
        raise InputError(_no_terraform())
    from sealane.report.policies import as_json, as_text
    from sealane.verbs.understand import understand

    options["file"] = options["file"] or _SPEC
    understood = understand(request_of(options), account=account, platform_version=platform_version)
    give(chosen, lambda style: as_text(understood, style), lambda: as_json(understood))


def _permissions(purpose: str, chosen: tuple[Form, ...]) -> None:
    from sealane.report import permissions
    from sealane.verbs.permissions import Purpose

    verb = Purpose(purpose)
    others = {_TERRAFORM: lambda: permissions.as_terraform(verb)}
    give(chosen, lambda _: permissions.as_text(verb), lambda: permissions.as_json(verb), others)


def _named(options: dict[str, object]) -> dict[str, object]:
    names = {"file": "TASKDEF", "images": "--image", "region": "--region", "profile": "--profile"}
    return {names[key]: value for key, value in options.items() if key in names}


def _check_alone(given: dict[str, object], purpose: str) -> None:
    """Refuse what is about a task: what a verb reads does not depend on one.

    Raises:
        InputError: `option-without-task`.

    """
    lost = [name for name, value in given.items() if value]
    if lost:
        what = f"`{lost[0]}` is about a task, and `--for {purpose}` is about sealane itself"
        hint = f"`sealane policies --for {purpose}`"
        raise InputError(Problem(code="option-without-task", what=what, hint=hint))


def _no_terraform() -> Problem:
    return Problem(
        code="form-needs-purpose",
        what="`--format terraform` is a form of `--for` alone",
        hint="`sealane export DIR` writes the roles and policies of a spec as Terraform",
    )
