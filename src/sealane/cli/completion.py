"""`sealane completion`: scripts with which shells complete verbs, options and values."""

from __future__ import annotations

import importlib

import click

from sealane.cli.screen import answer


@click.command("completion", short_help="a script with which bash, zsh or fish completes verbs and options")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
def command(shell: str) -> None:
    """Print the completion script for a shell.

    Every word stands in it already, so that a key press starts no program. After an update print it anew.
    """
    from sealane.cli.outline import outline

    answer(str(importlib.import_module(f"sealane.report.command_line.{shell}").script(outline())))
