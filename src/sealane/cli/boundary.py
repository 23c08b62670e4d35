"""The boundary around every verb: whatever goes wrong inside becomes a drawn problem and an exit status."""

from __future__ import annotations

import os
import sys
from pathlib import PurePath

from sealane.cli import quick
from sealane.errors import Problem, SealaneError


def run(arguments: list[str]) -> int:
    """Run a verb and return its exit status; talk about failures goes to stderr."""
    try:
        status = quick.run(arguments)
        if status is None:
            from sealane.cli.program import answer

            status = answer(arguments)
    except SealaneError as error:
        return _say(error)
    except KeyboardInterrupt:
        return _say(SealaneError((Problem(code="interrupted", what="stopped by the user; nothing more was done"),)))
    except BrokenPipeError:
        raise
    except SystemExit:
        # Only click's own answer to a reader that went away ends here; its status 1 would mean that a property fails.
        raise BrokenPipeError from None
    except Exception as error:  # noqa: BLE001 - the last line of defence: a user never meets a traceback
        return _say(SealaneError((_bug(error),)))
    return status


def _say(error: SealaneError) -> int:
    from sealane.cli.screen import stderr_style, talk
    from sealane.report.problem import draw_all

    sys.stdout.flush()
    talk(draw_all(error.problems, stderr_style()))
    return int(error.status)


def _bug(error: Exception) -> Problem:
    import traceback

    if os.environ.get("SEALANE_DEBUG"):
        traceback.print_exc()
    last = traceback.extract_tb(error.__traceback__)[-1]
    return Problem(
        code="internal-error",
        what="this is a bug in sealane; nothing is known about the question you asked",
        facts=(
            ("error", f"{type(error).__name__}: {error}"),
            ("raised in", f"{last.name}, line {last.lineno} of {PurePath(last.filename).name}"),
        ),
        hint="set `SEALANE_DEBUG=1` and run the command again to see where it comes from, then report it",
    )
