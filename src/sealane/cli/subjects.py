"""The argument and options that say what is to be proved: a source, or the live account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from sealane.cli.settings import aws_options
from sealane.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sealane.verbs.subject import Subject

F = TypeVar("F", bound="Callable[..., Any]")
_OPTIONS = (
    click.argument("source", default="", metavar="[SOURCE]"),
    click.option("--live", is_flag=True, help="Read the account instead of a source; nothing is written there."),
    click.option("--cluster", "clusters", multiple=True, metavar="NAME", help="With --live: only this cluster."),
    click.option("--service", "services", multiple=True, metavar="NAME", help="With --live: only this service."),
    click.option("--save", default="", metavar="DIR", help="With --live: keep what was read as a capture."),
    click.option("--config", default="", metavar="DIR", help="The Terraform directory that a plan came from."),
    click.option("--var", "variables", multiple=True, metavar="NAME=VALUE", help="Terraform variable or parameter."),
    click.option("--var-file", "variable_files", multiple=True, metavar="FILE", help="Terraform variables in a file."),
    click.option("--subnet", "subnets", multiple=True, metavar="KEY", help="Where idle task definitions would run."),
    click.option("--security-group", "security_groups", multiple=True, metavar="KEY", help="With which groups."),
)
_OF_SUBJECT = frozenset(
    {
        *("source", "live", "clusters", "services", "save", "config", "variables", "variable_files", "subnets"),
        "security_groups",
    },
)


def subject_options(function: F) -> F:
    """Add the argument, the options and the AWS settings."""
    function = aws_options(function)
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def subject_of(options: Mapping[str, Any]) -> Subject:
    """Turn parsed options into a subject.

    Raises:
        InputError: when neither a source nor the account is named, or both are.

    """
    from sealane.verbs.subject import Subject

    live = bool(options.get("live")) or bool(options.get("sandbox") and not options["source"])
    if live and options["source"]:
        raise InputError(_unclear("both a source and `--live` are given", "leave one of them out"))
    if not live and not options["source"]:
        hint = "`sealane prove plan.json`, `sealane prove DIR`, or `sealane prove --live`"
        raise InputError(_unclear("nothing is named that could be read", hint))
    chosen = {name: value for name, value in options.items() if name in _OF_SUBJECT - {"live"}}
    return Subject(**chosen)


def other_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that are not about the subject."""
    return {name: value for name, value in options.items() if name not in _OF_SUBJECT}


def _unclear(what: str, hint: str) -> Problem:
    return Problem(code="source-unclear", what=what, hint=hint)
