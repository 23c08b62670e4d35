"""Asking a person before something is written to an account."""

from __future__ import annotations

import sys

import click

from sealane.cli.screen import talk
from sealane.errors import InputError, Problem


def ask(question: str, *, yes: bool) -> bool:
    """Ask on the terminal; `yes` answers beforehand.

    Raises:
        InputError: when nobody can be asked because standard input is not a terminal.

    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise InputError(
            Problem(
                code="nobody-to-ask",
                what="this needs your agreement, and standard input is not a terminal; nothing was changed",
                hint="read the plan with `sealane plan`, then agree beforehand with `--yes`",
            )
        )
    answer = click.prompt(f"{question} Type yes to go on", default="no", show_default=False, err=True)
    if str(answer).strip().lower() in {"yes", "y"}:
        return True
    talk("nothing was changed")
    return False
