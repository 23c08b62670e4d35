"""`--format` and `--output`: in which forms an answer is given, and where each goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sealane.cli.screen import answer, stdout_style
from sealane.cli.settings import Option, with_options
from sealane.errors import InputError, Problem
from sealane.records import dataclass
from sealane.report.style import PLAIN, Style
from sealane.verbs.saving import check_place, save

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

F = TypeVar("F", bound="Callable[..., Any]")
ALWAYS = ("text", "json")
FORM = (
    Option(("--format",), "formats", "texts", "Form of the answer."),
    Option(("--output",), "outputs", "texts", "Write the answer to FILE instead of stdout.", "FILE"),
)
_BY_ENDING = {
    ".json": "json",
    ".txt": "text",
    ".md": "markdown",
    ".sarif": "sarif",
    ".xml": "junit",
    ".html": "html",
    ".htm": "html",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One rendering of the answer, by its name, to a file or, when `path` is empty, to stdout."""

    name: str
    path: str


def form_options(function: F) -> F:
    """Add `--format` and `--output` to a verb; both may be repeated and are paired in order."""
    return form_options_with()(function)


def form_options_with(*more: str) -> Callable[[F], F]:
    """Add the same to a verb that has more forms than text and JSON."""
    import click

    form, output = FORM

    def decorate(function: F) -> F:
        choice = click.Choice([*ALWAYS, *more])
        function = with_options(output)(function)
        return click.option(*form.names, form.key, multiple=True, type=choice, help=form.help)(function)

    return decorate


def forms(formats: tuple[str, ...], outputs: tuple[str, ...], *more: str) -> tuple[Form, ...]:
    """Pair forms with files: the n-th file takes the n-th form, or the one its ending names; `more` as the verb has.

    Raises:
        InputError: when two forms would both go to stdout.
        EnvironmentFailure: when a file plainly cannot be written.

    """
    pairs = []
    for number, path in enumerate(outputs):
        named = _BY_ENDING.get(Path(path).suffix, "text")
        ending = named if named in {"json", *more} else "text"
        name = formats[number] if number < len(formats) else ending
        pairs.append(Form(name=name, path="" if path == "-" else path))
    for form in pairs:
        if form.path:
            check_place(Path(form.path))
    rest = formats[len(outputs) :] or (() if outputs else ("text",))
    pairs += [Form(name=name, path="") for name in rest]
    if sum(not form.path for form in pairs) > 1:
        raise InputError(
            Problem(
                code="two-forms-on-stdout",
                what="only one form of the answer can go to stdout",
                hint="name a file for the others: `--format json --output answer.json --format text`",
            )
        )
    return tuple(pairs)


def give(
    chosen: tuple[Form, ...],
    text: Callable[[Style], str],
    data: Callable[[], object],
    others: Mapping[str, Callable[[], object]] | None = None,
) -> None:
    """Write the answer in every chosen form; one of the `others` is a text as it is, or a document for JSON.

    Raises:
        EnvironmentFailure: when a file cannot be written.

    """
    for form in chosen:
        if form.name == "text":
            body = text(stdout_style() if not form.path else PLAIN)
        else:
            made = data() if form.name == "json" else (others or {})[form.name]()
            body = made if isinstance(made, str) else _json(made)
        body = body.rstrip("\n") + "\n"
        if form.path:
            save(Path(form.path), body)
        else:
            answer(body)


def _json(made: object) -> str:
    from sealane.cli.json_text import json_text

    return json_text(made)
