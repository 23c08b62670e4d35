"""The click group: verbs are imported when they are called, and an unknown one is answered with the nearest."""

from __future__ import annotations

import difflib
import importlib

import click

from sealane.cli.lesson import taught
from sealane.cli.verbs import GROUPS, overview
from sealane.errors import ExitStatus, InputError, Problem

NAMES = tuple(name for _, verbs in GROUPS for name, _ in verbs)


class Program(click.Group):
    """A group that knows its verbs by name only."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every verb's name."""
        del ctx
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the verb's module and return its command."""
        if cmd_name not in NAMES:
            near = difflib.get_close_matches(cmd_name, NAMES, n=1)
            also = f"; did you mean `{near[0]}`?" if near else ""
            msg = f"no verb is called `{cmd_name}`{also}"
            raise click.UsageError(msg, ctx)
        module = importlib.import_module(f"sealane.cli.{cmd_name}")
        command: click.Command = module.command
        return taught(command, cmd_name)

    def get_help(self, ctx: click.Context) -> str:
        """Return the same overview that `sealane --help` prints without click."""
        del ctx
        return overview().rstrip("\n")


program = Program("sealane", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})


def answer(arguments: list[str]) -> int:
    """Run the verb that the arguments name and return its exit status.

    Raises:
        InputError: when the arguments are wrong.
        KeyboardInterrupt: when the user stops it.

    """
    try:
        result = program.main(args=arguments, prog_name="sealane", standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "sealane"
        what = error.format_message().rstrip(".")
        raise InputError(Problem(code="usage", what=what, hint=f"`{command} --help`")) from None
    return int(result) if isinstance(result, int) else int(ExitStatus.HOLDS)
