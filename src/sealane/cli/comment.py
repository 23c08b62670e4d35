"""`sealane comment`: Markdown as one comment on a pull or merge request, kept up to date."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from sealane.cli.forms import form_options, forms, give
from sealane.errors import EnvironmentFailure, InputError, Problem


@click.command("comment", short_help="write a proof as one comment on a pull or merge request")
@click.argument("file", metavar="FILE")
@click.option("--key", default="prove", show_default=True, metavar="NAME", help="Which comment: one for each name.")
@click.option("--number", type=click.IntRange(1), default=None, metavar="N", help="The request, where CI names none.")
@form_options
def command(formats: tuple[str, ...], outputs: tuple[str, ...], file: str, key: str, number: int | None) -> None:
    """Write FILE as a comment on the pull or merge request that this pipeline runs for; `-` reads standard input.

    FILE is what `sealane prove … --format markdown` wrote. A comment that the same command has written before, by a
    hidden mark with NAME, is changed, so that there is one. GitHub Actions and GitLab CI say by their variables which
    request it is; the token is read from GITHUB_TOKEN or GITLAB_TOKEN. Nothing else is written there.

    Exit status: 0 also where there is no request, and where the token may not comment, as in a fork: it is said.
    2 bad input, 3 the code host failed.
    """
    from sealane.report.comment import as_json, as_text
    from sealane.verbs.comment import comment

    chosen = forms(formats, outputs)
    done = comment(_text(file), key=key, number=number or 0, environ=os.environ)
    give(chosen, lambda style: as_text(done, style), lambda: as_json(done))


def _text(file: str) -> str:
    """Read the text.

    Raises:
        InputError: when there is none.
        EnvironmentFailure: when it cannot be read.

    """
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except FileNotFoundError:
        hint = f"`sealane prove plan.json --format markdown --output {file}`"
        raise InputError(Problem(code="comment-missing", what=f"there is no file {file}", hint=hint)) from None
    except UnicodeDecodeError:
        raise InputError(Problem(code="comment-unreadable", what=f"{file} is not text in UTF-8")) from None
    except OSError as error:
        what = f"{file} cannot be read: {error.strerror or error}"
        raise EnvironmentFailure(Problem(code="file-unreadable", what=what, hint=f"`ls -l {file}`")) from None
    if not text.strip():
        raise InputError(Problem(code="comment-empty", what=f"{file} says nothing"))
    return text
