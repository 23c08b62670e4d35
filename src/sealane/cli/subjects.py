"""The argument and options that say what is to be proved: a source, or the live account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sealane.cli.settings import AWS, Option, with_options
from sealane.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sealane.verbs.subject import Subject

F = TypeVar("F", bound="Callable[..., Any]")
SUBJECT = (
    Option(("--live",), "live", "flag", "Read the account instead of a source; nothing is written there."),
    Option(("--cluster",), "clusters", "texts", "With --live: only this cluster.", "NAME"),
    Option(("--service",), "services", "texts", "With --live: only this service.", "NAME"),
    Option(("--save",), "save", "text", "With --live: keep what was read as a capture.", "DIR"),
    Option(("--config",), "config", "text", "The Terraform directory that a plan came from.", "DIR"),
    Option(("--var",), "variables", "texts", "Terraform variable or parameter.", "NAME=VALUE"),
    Option(("--var-file",), "variable_files", "texts", "Terraform variables in a file.", "FILE"),
    Option(("--account",), "account", "text", "The account it would be applied in, where the source is silent.", "ID"),
    Option(("--subnet",), "subnets", "texts", "Where idle task definitions would run.", "KEY"),
    Option(("--security-group",), "security_groups", "texts", "With which groups.", "KEY"),
)
_OF_ACCOUNT = frozenset({"clusters", "services", "save"})
_OF_SOURCE = frozenset({"config", "variables", "variable_files", "account"})
_OF_SUBJECT = frozenset({"source", *(option.key for option in SUBJECT)})


def subject_options(function: F) -> F:
    """Add the argument, the options and the AWS settings."""
    import click

    argument = click.argument("source", default="", metavar="[SOURCE]")
    made: F = argument(with_options(*SUBJECT, *AWS)(function))
    return made


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
    _check_fit(options, live=live)
    chosen = {name: value for name, value in options.items() if name in _OF_SUBJECT - {"live"}}
    return Subject(**chosen)


def other_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that are not about the subject."""
    return {name: value for name, value in options.items() if name not in _OF_SUBJECT}


def _check_fit(options: Mapping[str, Any], *, live: bool) -> None:
    """Refuse options that would be read by nobody, so that no answer is about something else than was asked.

    Raises:
        InputError: `option-needs-live`, `option-needs-source`, `security-group-without-subnet`.

    """
    code, keys = ("option-needs-source", _OF_SOURCE) if live else ("option-needs-live", _OF_ACCOUNT)
    lost = [option.names[0] for option in SUBJECT if option.key in keys and options.get(option.key)]
    if lost:
        of, instead = ("a source", "leave out `--live` and name a source") if live else ("the account", "add `--live`")
        what = f"{' and '.join(f'`{name}`' for name in lost)} {'is' if len(lost) == 1 else 'are'} about {of} alone"
        raise InputError(Problem(code=code, what=what, hint=f"{instead}, or leave {lost[0]} out"))
    if options.get("security_groups") and not options.get("subnets"):
        what = "`--security-group` says how idle task definitions would run, and no `--subnet` says where"
        hint = "`--subnet aws_subnet.private --security-group aws_security_group.tasks`"
        raise InputError(Problem(code="security-group-without-subnet", what=what, hint=hint))


def _unclear(what: str, hint: str) -> Problem:
    return Problem(code="source-unclear", what=what, hint=hint)
