"""The terminal: what it can show, and where data and talk go."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

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
    return max(shutil.get_terminal_size((100, 24)).columns, 40)


def stdout_style() -> Style:
    """Return the style for data."""
    return style_of(sys.stdout, os.environ)


def stderr_style() -> Style:
    """Return the style for talk."""
    return style_of(sys.stderr, os.environ)


def talk(text: str) -> None:
    """Say something to the person, on stderr."""
    sys.stderr.write(text.rstrip("\n") + "\n")
    sys.stderr.flush()
