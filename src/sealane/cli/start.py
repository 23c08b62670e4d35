"""Where the `sealane` command begins: the fast answers, and the boundary that no traceback passes."""

from __future__ import annotations

import gc
import os
import sys

from sealane import __version__

# Type checkers take this name for true; importing it from `typing` would double the time of `sealane --version`.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import NoReturn


def command() -> NoReturn:
    """Be the `sealane` command: run it and end the process.

    At the end of a run Python frees every object one by one, which the system does at once for the whole process; that
    took a tenth of a short run. Who wants to be called at the end has imported `atexit`, and then Python ends as usual.
    """
    if sys.argv[1:2] == ["prove"] and "--live" not in sys.argv:
        # What a proof of a document makes is there until the process ends, and holds nothing that only a collector
        # could free: looking through it again and again takes a fifth of the time.
        gc.disable()
    status = main()
    if "atexit" not in sys.modules and "threading" not in sys.modules:
        os._exit(status)
    sys.exit(status)


def main() -> int:
    """Run the command line and return its exit status (0 to 3)."""
    try:
        status = _answer(sys.argv[1:])
        # Written out here, where a reader that has gone away can still be told from a fault of ours.
        sys.stdout.flush()
    except OSError as error:
        # Python must not try to write what is left once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"error: Standard output cannot be written: {error.strerror} [not-writable]\n")
        return 3
    return status


def _answer(arguments: list[str]) -> int:
    if arguments in (["--version"], ["-V"]):
        # Answered before anything is imported: scripts ask this often.
        sys.stdout.write(f"sealane {__version__}\n")
        return 0
    if not arguments or arguments in (["--help"], ["-h"], ["help"]):
        from sealane.cli.verbs import begin, overview

        sys.stdout.write(overview() if arguments else begin())
        return 0 if arguments else 2
    # A short run is over before a collection would free anything; a long one is still collected, seldom.
    gc.set_threshold(100_000, 20, 20)
    # Pydantic would look through every installed package for plugins, which takes longer than reading a spec.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from sealane.cli.modules import find_quickly

    find_quickly()
    from sealane.cli.boundary import run

    return run(arguments)
