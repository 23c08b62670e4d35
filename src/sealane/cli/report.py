"""`sealane report`: a proof as one page to read, print and file."""

from __future__ import annotations

import sys
from typing import Any

import click

from sealane.cli import proving
from sealane.cli.acceptances import acceptance_options
from sealane.cli.screen import talk
from sealane.cli.settings import with_options
from sealane.cli.subjects import subject_options
from sealane.errors import InputError, Problem
from sealane.report.escape import visible


@click.command("report", short_help="a proof as one page of HTML, to read, print and file")
@subject_options
@acceptance_options
@with_options(proving.SOFT)
@click.option("-o", "--output", default="", metavar="FILE", help="Where the page goes; `-` and nothing are stdout.")
def command(output: str, **options: Any) -> int:
    """Prove SOURCE as `sealane prove` does, and write one self-contained page of HTML about it.

    The page holds the verdict, a picture of the network in which each step of a start can be selected, the findings
    with their fixes, every way of every packet, policies, endpoints and costs, what it was made from and what was not
    looked at. It asks nothing of any network. The same source gives the same bytes; SOURCE_DATE_EPOCH puts a date on
    it.

    Exit status, as of `sealane prove`: 0 everything holds, 1 something fails, 2 bad input, 3 something could not be
    decided.
    """
    to_stdout = output in {"", "-"}
    if to_stdout and sys.stdout.isatty():
        raise InputError(
            Problem(
                code="page-to-terminal",
                what="a page of HTML is nothing to read in a terminal",
                hint="`sealane report SOURCE -o report.html`; a terminal is for `sealane prove SOURCE`",
            )
        )
    # A change of the user's own files stands in the page; a file of its own is for `prove`.
    status = proving.run(formats=("html",), outputs=() if to_stdout else (output,), fix_diff="", **options)
    if not to_stdout:
        talk(f"wrote {visible(output)}")
    return status
