"""The manual page `sealane(1)`, in the macros that every `man` reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sealane.report.command_line.statuses import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sealane.report.command_line.outline import Outline, Verb

_CODE: Final = re.compile(r"`([^`]*)`")


def page(outline: Outline) -> str:
    """Return the source of the page."""
    lines = [
        f'.TH SEALANE 1 "" "sealane {outline.version}" "User Commands"',
        ".SH NAME",
        "sealane \\- run a private ECR image on AWS Fargate in a VPC without internet, and prove that it starts",
        ".SH SYNOPSIS",
        ".B sealane",
        ".I VERB",
        "[OPTIONS]",
        ".SH DESCRIPTION",
        "Each verb has options of its own; the options of a verb stand below it.",
        ".SH VERBS",
    ]
    for verb in outline.verbs:
        lines += _of_verb(verb)
    lines += [".SH EXIT STATUS"]
    for status, meaning in STATUSES:
        lines += [".TP", f".B {status}", _text(meaning)]
    lines += _rest()
    return "\n".join(lines) + "\n"


def _of_verb(verb: Verb) -> Iterator[str]:
    yield f".SS {_text(verb.usage)}"
    for at, paragraph in enumerate(verb.paragraphs):
        if at:
            yield ".PP"
        yield _text(paragraph)
    for example in verb.examples:
        yield ".TP"
        yield f".B {_text(example.command)}"
        yield _text(example.what)
    for group, options in verb.groups.items():
        yield ".PP"
        yield f".I {_text(group)}"
        for option in options:
            yield ".TP"
            yield f".B {_text(option.shown)}"
            yield _text(option.help)


def _rest() -> Iterator[str]:
    yield ".SH FILES"
    for name, what in (
        ("sealane.yaml", "the spec, in the folder where sealane runs"),
        (".sealane\\-accept.yaml", "findings that are accepted, with their reasons"),
        (".sealane/", "the Terraform that was written, and its state"),
    ):
        yield from (".TP", f".I {name}", what)
    yield ".SH ENVIRONMENT"
    for name, what in (
        ("AWS_PROFILE, AWS_REGION, …", "as every AWS SDK reads them"),
        ("NO_COLOR", "no colours"),
        ("SEALANE_SANDBOX_DIR", "where the embedded AWS keeps what it runs on"),
        ("SEALANE_DEBUG", "shows where an internal error comes from"),
    ):
        yield from (".TP", f".B {_text(name)}", what)
    yield from (".SH SEE ALSO", ".BR terraform (1),", ".BR aws (1)")


def _text(text: str) -> str:
    """Return a line of text in which nothing is a request or an escape, with code in bold."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...").replace("·", "\\(md")
    safe = _CODE.sub(r"\\fB\1\\fR", safe)
    return f"\\&{safe}" if safe.startswith((".", "'")) else safe
