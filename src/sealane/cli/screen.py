"""The terminal: what it can show, and where data and talk go."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from sealane.errors import EnvironmentFailure, Problem
from sealane.report.style import Style

if TYPE_CHECKING:
    from collections.abc import Mapping


def style_of(stream: TextIO, environ: Mapping[str, str]) -> Style:
    """Decide colour and marks for a stream.

    `NO_COLOR` (any value but empty) wins over `FORCE_COLOR`; without either, colour is for terminals.
    https://no-color.org and https://force-color.org
    """
    colour = stream.isatty() and environ.get("TERM", "") != "dumb"
    if environ.get("FORCE_COLOR"):
        colour = True
    if environ.get("NO_COLOR"):
        colour = False
    encoding = (stream.encoding or "").lower().replace("-", "")
    return Style(colour=colour, unicode=encoding.startswith("utf"), width=width(environ))


def width(environ: Mapping[str, str]) -> int:
    """Return the terminal's width in columns, at least 40; `COLUMNS` overrides it."""
    if environ.get("COLUMNS", "").isdigit():
        return max(int(environ["COLUMNS"]), 40)
    try:
        columns = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1).columns
    except (OSError, ValueError):
        columns = 0
    return max(columns or 100, 40)


def stdout_style() -> Style:
    """Return the style for data."""
    return style_of(sys.stdout, os.environ)


def stderr_style() -> Style:
    """Return the style for talk."""
    return style_of(sys.stderr, os.environ)


def answer(text: str) -> None:
    """Write data to stdout at once.

    Raises:
        EnvironmentFailure: when it cannot be written; a reader that went away is a `BrokenPipeError`.

    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is left in the buffer must not fail a second time when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = ("reason", error.strerror or str(error))
        problem = Problem(
            code="not-writable",
            what="the answer could not be written to standard output",
            facts=(reason,),
            hint="see how much room is left with `df -h`",
        )
        raise EnvironmentFailure(problem) from None


def talk(text: str) -> None:
    """Say something to the person, on stderr; when nobody reads it any more, the work goes on in silence."""
    try:
        sys.stderr.write(text.rstrip("\n") + "\n")
        sys.stderr.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
