"""The command line as values, for its pages, its manual and its completion: what click knows, and the examples."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, Final

import click

from sealane import __version__
from sealane.cli.examples import EXAMPLES
from sealane.cli.lesson import grouped, metavar_of
from sealane.cli.program import program
from sealane.cli.verbs import GROUPS
from sealane.report.command_line.outline import Example, Option, Outline, Takes, Verb
from sealane.verdicts.cause import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAKES: Final = {
    "FILE": Takes.FILE,
    "DIR": Takes.FOLDER,
    "CAUSE": Takes.CAUSE,
    "SOURCE": Takes.FILE,
    "TASKDEF": Takes.FILE,
    "DIR|FILE": Takes.FILE,
}


def outline() -> Outline:
    """Return the whole command line."""
    verbs = tuple(verb for title, names in GROUPS for name, summary in names for verb in _verbs(title, name, summary))
    return Outline(version=__version__, verbs=verbs, causes=tuple(map(str, Cause)))


def _verbs(title: str, name: str, summary: str) -> Iterator[Verb]:
    """Yield a verb, and the verbs of a verb after it."""
    ctx = click.Context(program, info_name="sealane", **program.context_settings)
    command = program.get_command(ctx, name)
    if command is None:
        return
    yield _verb(command, click.Context(command, info_name=name, parent=ctx), title, name, summary)
    if isinstance(command, click.Group):
        for inner, one in command.commands.items():
            below = click.Context(one, info_name=inner, parent=ctx)
            said = inspect.cleandoc(one.help or "").partition("\n\n")[0]
            yield _verb(one, below, title, f"{name} {inner}", " ".join(said.split()).rstrip("."))


def _verb(command: click.Command, ctx: click.Context, title: str, name: str, summary: str) -> Verb:
    options = [one for one in command.params if isinstance(one, click.Option)]
    own = command.get_help_option(ctx)
    every = grouped([*options, own] if own else options)
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    words = [one.make_metavar(ctx=ctx) for one in arguments]
    last = arguments[-1] if arguments else None
    return Verb(
        name=name,
        title=title,
        summary=summary,
        usage=" ".join(["sealane", name, "[OPTIONS]", *words, *(["VERB"] if isinstance(command, click.Group) else [])]),
        paragraphs=tuple(" ".join(one.split()) for one in inspect.cleandoc(command.help or "").split("\n\n")),
        examples=tuple(Example(command=line, what=what) for line, what in EXAMPLES[name]),
        options=tuple(_option(one, group, ctx) for group, inner in every.items() for one in inner),
        argument=Takes.NOTHING if last is None else _taken(last.type, words[-1].strip("[]")),
        choices=_choices(last.type) if last else (),
    )


def _option(option: click.Option, group: str, ctx: click.Context) -> Option:
    metavar = metavar_of(option, ctx)
    record = option.get_help_record(ctx)
    text = record[1] if record else ""
    if metavar == "FORM":
        text += f" One of {', '.join(_choices(option.type))}."
    return Option(
        names=(*option.opts, *option.secondary_opts),
        metavar=metavar,
        help=text.replace("  [", " ["),
        group=group,
        takes=Takes.NOTHING if option.is_flag else _taken(option.type, metavar),
        choices=_choices(option.type),
        repeatable=option.multiple,
    )


def _taken(kind: click.ParamType[Any], metavar: str) -> Takes:
    return Takes.CHOICE if isinstance(kind, click.Choice) else _TAKES.get(metavar, Takes.TEXT)


def _choices(kind: click.ParamType[Any]) -> tuple[str, ...]:
    return tuple(map(str, kind.choices)) if isinstance(kind, click.Choice) else ()
