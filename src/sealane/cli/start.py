"""Where the `sealane` command begins: the fast answers, and the boundary that no traceback passes."""

from __future__ import annotations

import os
import sys

from sealane import __version__


def main() -> int:
    """Run the command line and return its exit status (0 to 3)."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        # Answered before anything is imported: scripts ask this often.
        sys.stdout.write(f"sealane {__version__}\n")
        return 0
    if not arguments or arguments in (["--help"], ["-h"], ["help"]):
        from sealane.cli.verbs import overview

        sys.stdout.write(overview())
        return 0 if arguments else 2
    return _guarded(arguments)


def _guarded(arguments: list[str]) -> int:
    from sealane.cli.boundary import run

    try:
        return run(arguments)
    except BrokenPipeError:
        # The reader of our output went away; nothing is left to say, and Python must not flush into the pipe again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 3
