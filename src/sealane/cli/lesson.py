"""Help that teaches: examples first, options under what they are about, exit statuses always, in any width."""

from __future__ import annotations

import inspect
from typing import Final

import click

from sealane.cli.examples import EXAMPLES
from sealane.cli.option_groups import GROUP_OF, ORDER, OWN

USUAL: Final = "Exit status: 0 done, 2 bad input, 3 something could not be read, written or decided."
"""What a verb says of its exit status that has nothing else to say."""

_HELP: Final = "--help"
_WIDEST_CHOICE: Final = 24
_COLUMN: Final = 28
_ROOM: Final = 60


class _Taught:
    """What a command and a group have in common."""

    params: list[click.Parameter]
    path: str

    def format_options(self: _Taught, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then the options by their headings."""
        with formatter.section("Examples"):
            for command, what in EXAMPLES[self.path]:
                formatter.write(f"{'':{formatter.current_indent}}{command}\n")
                formatter.indent()
                formatter.write_text(what)
                formatter.dedent()
        for title, options in grouped(self.all_options(ctx)).items():
            records = [record for option in options if (record := _record(option, ctx))]
            with formatter.section(title):
                _write(records, formatter)

    def all_options(self, ctx: click.Context) -> list[click.Option]:
        """Return the options, `--help` among them."""
        found = [one for one in self.params if isinstance(one, click.Option)]
        own = ctx.command.get_help_option(ctx)
        return [*found, own] if own is not None and own not in found else found


class Lesson(_Taught, click.Command):
    """A verb."""


class Lessons(_Taught, click.Group):
    """A verb that has verbs."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write its verbs before its options."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs with their first sentences whole."""
        del ctx
        with formatter.section("Verbs"):
            formatter.write_dl([(name, summary_of(command)) for name, command in self.commands.items()])


def taught(command: click.Command, path: str) -> click.Command:
    """Return the same command with help that teaches; `path` is the verb, or the verb and its verb."""
    made: Lesson | Lessons
    if isinstance(command, click.Group):
        inner = {name: taught(one, f"{path} {name}") for name, one in command.commands.items()}
        made = Lessons(command.name, commands=inner, params=command.params, help=command.help)
    else:
        made = Lesson(command.name, callback=command.callback, params=command.params, help=_with_status(command.help))
    made.path = path
    return made


def summary_of(command: click.Command) -> str:
    """Return the first paragraph of a command's help, without its full stop."""
    return " ".join(inspect.cleandoc(command.help or "").partition("\n\n")[0].split()).rstrip(".")


def grouped(options: list[click.Option]) -> dict[str, list[click.Option]]:
    """Return the options by their headings; `--help` stands last, under whichever heading is the last."""
    found: dict[str, list[click.Option]] = {title: [] for title in ORDER}
    for option in options:
        if option.opts[-1] != _HELP:
            found[GROUP_OF.get(option.opts[-1], OWN)].append(option)
    held = {title: inner for title, inner in found.items() if inner} or {OWN: []}
    held[next(reversed(held))].extend(option for option in options if option.opts[-1] == _HELP)
    return held


def metavar_of(option: click.Option, ctx: click.Context) -> str:
    """Return what follows the option; a long list of choices stands in the help, where it can be broken."""
    shown = "" if option.is_flag else option.make_metavar(ctx=ctx)
    return "FORM" if isinstance(option.type, click.Choice) and len(shown) > _WIDEST_CHOICE else shown


def _record(option: click.Option, ctx: click.Context) -> tuple[str, str] | None:
    record = option.get_help_record(ctx)
    if record is None or not isinstance(option.type, click.Choice) or metavar_of(option, ctx) != "FORM":
        return record
    return f"{', '.join(option.opts)} FORM", f"{record[1]} One of {', '.join(map(str, option.type.choices))}."


def _write(records: list[tuple[str, str]], formatter: click.HelpFormatter) -> None:
    """Write names beside their help, or above it where two columns would leave no room for words."""
    if formatter.width >= _ROOM:
        formatter.write_dl(records, col_max=_COLUMN)
        return
    for names, text in records:
        formatter.write(f"{'':{formatter.current_indent}}{names}\n")
        formatter.indent()
        formatter.write_text(text)
        formatter.dedent()


def _with_status(text: str | None) -> str:
    said = inspect.cleandoc(text or "")
    return said if "Exit status" in said or "exit status" in said else f"{said}\n\n{USUAL}"
