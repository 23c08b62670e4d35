"""The boundary around every verb: whatever goes wrong inside becomes a drawn problem and an exit status."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

import click

from sealane.cli.program import program
from sealane.cli.screen import stderr_style, talk
from sealane.errors import ExitStatus, InputError, Problem, SealaneError
from sealane.report.problem import draw_all


def run(arguments: list[str]) -> int:
    """Run a verb and return its exit status; talk about failures goes to stderr."""
    try:
        result = program.main(args=arguments, prog_name="sealane", standalone_mode=False)
    except SealaneError as error:
        return _say(error)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.UsageError as error:
        return _say(InputError(_usage(error)))
    except (KeyboardInterrupt, click.Abort):
        return _say(SealaneError((Problem(code="interrupted", what="stopped by the user; nothing more was done"),)))
    except BrokenPipeError:
        raise
    except SystemExit:
        # Only click's own answer to a reader that went away ends here; its status 1 would mean that a property fails.
        raise BrokenPipeError from None
    except Exception as error:  # noqa: BLE001 - the last line of defence: a user never meets a traceback
        return _say(SealaneError((_bug(error),)))
    return int(result) if isinstance(result, int) else int(ExitStatus.HOLDS)


def _say(error: SealaneError) -> int:
    sys.stdout.flush()
    talk(draw_all(error.problems, stderr_style()))
    return int(error.status)


def _usage(error: click.UsageError) -> Problem:
    command = error.ctx.command_path if error.ctx else "sealane"
    return Problem(code="usage", what=error.format_message().rstrip("."), hint=f"`{command} --help`")


def _bug(error: Exception) -> Problem:
    if os.environ.get("SEALANE_DEBUG"):
        traceback.print_exc()
    last = traceback.extract_tb(error.__traceback__)[-1]
    return Problem(
        code="internal-error",
        what="this is a bug in sealane; nothing is known about the question you asked",
        facts=(
            ("error", f"{type(error).__name__}: {error}"),
            ("raised in", f"{last.name}, line {last.lineno} of {Path(last.filename).name}"),
        ),
        hint="set `SEALANE_DEBUG=1` and run the command again to see where it comes from, then report it",
    )
